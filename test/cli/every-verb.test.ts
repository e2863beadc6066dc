// What holds for every verb of the table: the same words for the same options, a document for
// programs, exit codes that are said.

import { beforeAll, describe, expect, it } from 'vitest';
import { completing } from '../../lib/cli/completion.ts';
import { VERBS } from '../../lib/cli/verbs.ts';
import { opened, PATIENCE_MS } from './command.ts';

const ALL = [...VERBS, completing(VERBS)];

// A shell reads what it prints, as it stands.
const WITHOUT_JSON = new Set(['completion']);

// The result of a backtest is one file; elsewhere a recording may be a folder. A session may end
// after a number of cycles, a backtest ends at a time.
const OTHER_PLACES = new Set(['report --data FILE', 'backtest --until TIME']);

const helps = new Map<string, string>();
beforeAll(async () => {
  for (const { name, load } of ALL) helps.set(name, (await load()).help);
});

const helpOf = (name: string): string => helps.get(name) ?? '';

describe('every verb', { timeout: PATIENCE_MS }, () => {
  it.each(ALL.map((verb) => [verb.name, verb] as const))(
    '%s offers --json, or is one of those that print a script',
    (name, { prints }) => {
      expect(/^ +--json /m.test(helpOf(name)) || helpOf(name).includes('; --json')).toBe(
        !WITHOUT_JSON.has(name),
      );
      expect(prints === null).toBe(WITHOUT_JSON.has(name));
    },
  );

  it.each(VERBS.map(({ name }) => [name]))('%s says its exit codes, within 80 columns', (name) => {
    const help = helpOf(name);
    expect(help).toMatch(/Exit code 0: [\s\S]*\s1: [\s\S]*\s2:\s/);
    expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(['--help', 'config check --all', 'status'])(
    '%s ends quietly when nobody reads it',
    async (args) => {
      const { stdout, stderr } = await opened().shell(
        `$KEEL ${args} 2>told | true; echo "\${PIPESTATUS[0]}"; cat told`,
      );
      expect(stdout).toMatch(/^[01]\n/);
      expect(`${stdout}${stderr}`).not.toMatch(/EPIPE|\n\s+at /);
    },
  );

  it('says which of two portfolios it means, wherever there are two', () => {
    const asking = VERBS.filter(({ name }) => /^ +--portfolio ID/m.test(helpOf(name)));
    expect(asking.length).toBeGreaterThan(5);
    expect(asking.filter(({ name }) => !/--live\b|LIVE_TRADING/.test(helpOf(name)))).toEqual([]);
  });

  it.each(['report', 'backtest', 'export', 'sweep'])(
    '%s says that it writes over files',
    (name) => {
      expect(helpOf(name)).toMatch(/over what (is|was)\s+there/);
    },
  );

  it('calls what an option takes by the same name everywhere', () => {
    const places = new Map<string, Set<string>>();
    for (const { name } of VERBS)
      for (const [, option = '', place = ''] of helpOf(name).matchAll(
        /^ {2}(--[a-z-]+) ([A-Z][A-Z|a-z]*)? {2,}/gm,
      ))
        if (!OTHER_PLACES.has(`${name} ${option} ${place}`))
          places.set(option, (places.get(option) ?? new Set()).add(place));
    expect(places.size).toBeGreaterThan(15);
    expect([...places].filter(([, words]) => words.size > 1)).toEqual([]);
  });

  it.each(VERBS.filter(({ name }) => name !== 'key').map(({ name, actions }) => [name, actions]))(
    '%s used wrongly under --json tells it in one document, with code and exit code',
    async (name, actions) => {
      const [action] = actions;
      const args = [name, ...(action === undefined ? [] : [action]), '--nonsense', '--json'];
      const { code, stdout, stderr } = await opened().run(args);
      expect(code).toBe(2);
      expect(stderr).toMatch(new RegExp(`\\n\\nkeel ${name} --help explains the options\\.\\n$`));
      expect(stderr.trimEnd().split('\n').length).toBeLessThan(6);
      const document: unknown = JSON.parse(stdout);
      expect(document).toMatchObject({ error: { code: 'USAGE', exitCode: 2, verb: name } });
      expect(JSON.stringify(document)).toContain('--nonsense');
    },
  );

  it('does not repeat what was given for a key', async () => {
    const { code, stdout, stderr } = await opened().run(['key', 'show', '--0xdeadbeef', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'USAGE', exitCode: 2 } });
    expect(stdout + stderr).not.toContain('deadbeef');
    expect(code).toBe(2);
  });

  it('tells a verb that is none in a document too', async () => {
    const { code, stdout } = await opened().run(['trade', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'USAGE', messages: ['trade is not a verb of keel.'] },
    });
    expect(code).toBe(2);
  });
});
