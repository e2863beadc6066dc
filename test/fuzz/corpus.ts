// Inputs that were met in a new way: a few short ones for each parser, kept in the repository so
// that every run begins with them. A line is the name of a parser and an input.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, 'corpus.jsonl');

/** The most inputs that are kept of a parser, and the longest. */
export const KEPT = { inputs: 5, length: 240 };

type Entry = readonly [target: string, input: string];

const entries = (): readonly Entry[] =>
  readFileSync(FILE, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Entry]));

/** The kept inputs of a parser. */
export const corpusOf = (target: string): readonly string[] =>
  entries().flatMap(([name, input]) => (name === target ? [input] : []));

const shortestOf = (inputs: readonly string[]): readonly string[] =>
  [...new Set(inputs)]
    .filter(({ length }) => length <= KEPT.length)
    .toSorted((a, b) => (a.length === b.length ? (a < b ? -1 : 1) : a.length - b.length))
    .slice(0, KEPT.inputs);

/** Keeps inputs by parser: the shortest of what was kept so far and of what was found now. */
export const keepInputs = (found: ReadonlyMap<string, readonly string[]>): void => {
  const names = [...new Set([...entries().map(([name]) => name), ...found.keys()])].sort();
  const lines = names.flatMap((name) =>
    shortestOf([...corpusOf(name), ...(found.get(name) ?? [])]).map((input) =>
      JSON.stringify([name, input]),
    ),
  );
  writeFileSync(FILE, lines.map((line) => `${line}\n`).join(''));
};
