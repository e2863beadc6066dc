// The page of finds names a test for each of them. Tests are renamed and moved, and a find whose
// test is gone may come back without anybody noticing.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(PROJECT, 'docs/finds.md'), 'utf8');

type Named = { readonly file: string; readonly name: string };
type Find = { readonly by: string; readonly wrong: string; readonly tests: readonly Named[] };

const NAMED = /^`(test\/[^`]+\.test\.ts)`: (.+)$/;

const namedIn = (text: string): Named => {
  const [, file = '', name = ''] = NAMED.exec(text) ?? [];
  return { file, name };
};

const HEADS = 4;

// The first cell of a row says how it was found, the last two who was wrong and what holds it.
const findsIn = (text: string): readonly Find[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '))
    .map((cells) => ({
      by: cells[0] ?? '',
      wrong: cells.at(-2) ?? '',
      tests: (cells.at(-1) ?? '').split('<br>').map(namedIn),
    }));

const rows = findsIn(page);
const finds = rows.filter(({ wrong }) => wrong !== 'wrong was' && wrong !== '---');

const sourceOf = (file: string): string => {
  const path = join(PROJECT, file);
  return file !== '' && existsSync(path) ? readFileSync(path, 'utf8') : '';
};

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** Whether a source holds a test of a name: by itself, or of a table of cases. */
const holds = (source: string, name: string): boolean =>
  new RegExp(`(?:\\bit|\\))\\(\\s*(['"\`])${escaped(name)}\\1,`).test(source);

const commentsIn = (source: string): string => (source.match(/\/\/ .*/g) ?? []).join('\n');

const seedsIn = (by: string): readonly string[] =>
  [...by.matchAll(/`(?:\w+ )?([^`]+)`/g)].map(([, seed = '']) => seed);

describe('docs/finds.md', () => {
  it('has both of its tables, and a row for each find', () => {
    expect(rows.length - finds.length).toBe(HEADS);
    expect(finds.length).toBeGreaterThan(50);
  });

  it.each(finds.map((find) => [find.by, find] as const))('%s is held by its tests', (_by, find) => {
    expect(['system', 'checker', 'world']).toContain(find.wrong);
    for (const { file, name } of find.tests)
      expect([file, name, holds(sourceOf(file), name)]).toEqual([file, name, true]);
  });

  it.each(finds.filter(({ by }) => by.startsWith('`')).map((find) => [find.by, find] as const))(
    '%s stands in a comment of its tests',
    (by, { tests }) => {
      expect(seedsIn(by).length).toBeGreaterThan(0);
      for (const { file } of tests)
        for (const seed of seedsIn(by))
          expect([file, commentsIn(sourceOf(file)).split(/[^\w-]/)]).toEqual([
            file,
            expect.arrayContaining([seed]),
          ]);
    },
  );
});

describe('a source', () => {
  it.each([
    ["it('is a law', () => {", true],
    ["it(\n    'is a law',\n    () => {", true],
    ["] as const)('is a law', (one) => {", true],
    ['it("is a law", () => {', true],
    ["it('is a law, and more', () => {", false],
    ["describe('is a law', () => {", false],
    ["// it was 'is a law',", false],
  ])('%j holds a test of that name: %s', (source, isHeld) => {
    expect(holds(source, 'is a law')).toBe(isHeld);
  });
});
