import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { optionsIn } from '../../lib/cli/completion.ts';
import { VERBS } from '../../lib/cli/verbs.ts';
import { opened, PATIENCE_MS } from './command.ts';

const completed = (script: string, ...words: readonly string[]): readonly string[] =>
  execFileSync(
    'bash',
    [
      '-c',
      `eval "$1"; shift; COMP_WORDS=(keel "$@"); COMP_CWORD=$#; _keel; echo "\${COMPREPLY[*]}"`,
      'bash',
      script,
      ...words,
    ],
    { encoding: 'utf8' },
  )
    .trim()
    .split(' ');

describe('keel completion', { timeout: PATIENCE_MS }, () => {
  it('completes verbs, actions and options in bash', async () => {
    const { stdout, code } = await opened().run(['completion', 'bash']);
    expect(code).toBe(0);
    expect(completed(stdout, 'sta')).toEqual(['start', 'status']);
    expect(completed(stdout, 'session', 're')).toEqual(['reset']);
    expect(completed(stdout, 'start', '--po')).toEqual(['--portfolio', '--port']);
    expect(completed(stdout, 'flatten', '--')).toContain('--preview');
  });

  it('says which shells it knows', async () => {
    for (const words of ['completion', 'completion tcsh', 'completion bash more']) {
      const { code, stderr, stdout } = await opened().run(words.split(' '));
      expect(stderr).toMatch(new RegExp(`^${words}: allowed is one of bash, zsh, fish\n`));
      expect([code, stdout]).toEqual([2, '']);
    }
  });
});

describe('the options of a verb', () => {
  it('are those that its help names, each once, and --help', () => {
    expect(optionsIn('keel x: --one\n  --two N  not-an--option\n  --one')).toEqual([
      '--one',
      '--two',
      '--help',
    ]);
  });

  it.each(VERBS.map((verb) => [verb.name, verb] as const))(
    '%s: its help begins with its name',
    async (name, { load, actions }) => {
      const { help } = await load();
      expect(help).toMatch(new RegExp(`^keel ${name}( (${actions.join('|')}))?: `));
      for (const one of actions) expect(help).toContain(one);
    },
  );
});
