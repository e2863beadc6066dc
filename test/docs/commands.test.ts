// Every command that the documents show is one that there is: its verb, its action, its options.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { completing, optionsIn } from '../../lib/cli/completion.ts';
import { VERBS } from '../../lib/cli/verbs.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const ALL = [...VERBS, completing(VERBS)];

const pages = (folder: string): readonly string[] =>
  readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.includes('decisions'))
    .map((name) => join(folder, name));

const FILES = ['README.md', ...pages('docs')];

const helps = new Map<string, string>();
beforeAll(async () => {
  for (const { name, load } of ALL) helps.set(name, (await load()).help);
});

type Command = { readonly verb: string; readonly rest: string };

// What stands behind a comment, a pipe or the end of code is no part of a command.
const END = /[`#|;)&\n]/;

const commandsIn = (text: string): readonly Command[] => [
  ...[...text.matchAll(/(?:npm run -s keel --|(?<=`|^)keel) ([a-z][a-z-]*)([^\n]*)/gm)].map(
    ([, verb = '', rest = '']) => ({ verb, rest: rest.split(END)[0] ?? '' }),
  ),
  ...[...text.matchAll(/npm start --([^\n]*)/g)].map(([, rest = '']) => ({
    verb: 'start',
    rest: rest.split(END)[0] ?? '',
  })),
];

const wrongIn = ({ verb, rest }: Command): readonly string[] => {
  const known = ALL.find(({ name }) => name === verb);
  if (known === undefined) return [`${verb} is no verb`];
  const options = new Set([...optionsIn(helps.get(verb) ?? ''), '--json', '--help']);
  const unknown = [...rest.matchAll(/(?<=\s)(--[a-z][a-z-]*)/g)]
    .map(([, option = '']) => option)
    .filter((option) => !options.has(option));
  const [action = ''] = rest.trim().split(/\s+/);
  const isAction = verb === 'explain' || known.actions.length === 0 || action === '';
  return [
    ...unknown.map((option) => `${verb} has no ${option}`),
    ...(isAction || known.actions.includes(action) || action.startsWith('--')
      ? []
      : [`${verb} has no ${action}`]),
  ];
};

describe('the commands that the documents show', () => {
  it.each(FILES)('%s shows only those that there are', (file) => {
    const commands = commandsIn(readFileSync(join(PROJECT, file), 'utf8'));
    expect(commands.flatMap(wrongIn)).toEqual([]);
  });

  it('are looked at in numbers', () => {
    const guide = commandsIn(readFileSync(join(PROJECT, 'docs/guide.md'), 'utf8'));
    expect(guide.length).toBeGreaterThan(25);
    const shown = new Set(guide.map(({ verb }) => verb));
    expect(shown.size).toBeGreaterThan(15);
  });

  it.each([
    ['`keel fly`', 'fly is no verb'],
    ['npm run -s keel -- status --everything', 'status has no --everything'],
    ['npm run -s keel -- tape mend', 'tape has no mend'],
  ])('are found wrong in %s', (text, fault) => {
    expect(commandsIn(text).flatMap(wrongIn)).toEqual([fault]);
  });

  it.each(FILES)('%s links to pages that are there', (file) => {
    const text = readFileSync(join(PROJECT, file), 'utf8');
    const links = [...text.matchAll(/\]\((?!http)([^)#\s]+\.md)/g)].map(([, link = '']) => link);
    for (const link of links)
      expect(readFileSync(join(PROJECT, file, '..', link), 'utf8').length).toBeGreaterThan(0);
  });
});
