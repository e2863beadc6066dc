// What code a result came from: kept results count only as long as nothing has changed that they
// can hang on.

import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const IMPORTED = /from '(\.{1,2}\/[^']+)'/g;

const importsOf = (path: string, text: string): readonly string[] =>
  [...text.matchAll(IMPORTED)].map(([, to = '']) => join(dirname(path), to));

/** A digest of files and of all code that they lead to. */
export const digestOfCode = (files: readonly string[]): string => {
  const root = join(import.meta.dirname, '..');
  const texts = new Map<string, string>();
  const waiting = [...files];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (texts.has(path)) continue;
    const text = readFileSync(path, 'utf8');
    texts.set(path, text);
    waiting.push(...importsOf(path, text));
  }
  const all = [...texts]
    .map(([path, text]) => [relative(root, path), text] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return hash('sha256', JSON.stringify(all), 'hex').slice(0, 16);
};
