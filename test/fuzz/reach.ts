// Which files of the product read what others wrote, and which of them the parsers under fuzz
// reach: a new reader that nobody feeds is found by its own text.

import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

const textOf = (path: string): string => readFileSync(path, 'utf8');

const importedBy = (path: string): readonly string[] =>
  [...textOf(path).matchAll(/^(?:import|export) (?!type)[^;]*? from '(\.[^']+)'/gms)].map(
    ([, name]) => join(dirname(path), name ?? ''),
  );

const reachedFrom = (entry: string): ReadonlySet<string> => {
  const reached = new Set<string>();
  const left = [entry];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    left.push(...importedBy(path).filter((next) => next.endsWith('.ts')));
  }
  return reached;
};

const READS =
  /JSON\.parse\(|safeParse\(|safeDecode\(|readWire\(|parseArgs\(|export const parse[A-Z]/;

/** The files that read what others wrote and that no parser under fuzz reaches. */
export const unreached = (): readonly string[] => {
  const reached = reachedFrom(join(import.meta.dirname, 'targets/all.ts'));
  return globSync(['lib/**/*.ts', 'functions/**/*.ts'], { cwd: ROOT })
    .filter((path) => READS.test(textOf(join(ROOT, path))) && !reached.has(join(ROOT, path)))
    .toSorted();
};
