// Do tests notice when the code is wrong? Every mutant of units, accounting, risk and the planning
// of execution is tried: `npm run mutants`, or `npm run mutants -- --folder risk` for one of them.

import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { FOLDERS } from './folders.ts';
import { scoreOf, tallyOf } from './score.ts';
import { judge, survivorIn } from './survivors.ts';
import { tryFolder } from './try-folder.ts';
import type { MutantResult } from '@stryker-mutator/api/core';
import type { Folder } from './folders.ts';
import type { Explanation, Survivor } from './survivors.ts';

const { values } = parseArgs({
  options: {
    /** The only folders to try; all without. */
    folder: { type: 'string', multiple: true, default: [] },
    /** Globs of the only files to mutate. */
    only: { type: 'string', multiple: true, default: [] },
    threads: { type: 'string', default: '2' },
    /** Forgets earlier verdicts: they do not see a change in a file that only helps tests. */
    anew: { type: 'boolean', default: false },
  },
});

const say = (...lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

const fileOf = ({ fileName }: MutantResult): string => relative(process.cwd(), fileName);

const survivorOf = (mutant: MutantResult): Survivor =>
  survivorIn(fileOf(mutant), readFileSync(mutant.fileName, 'utf8'), mutant);

const isUnnoticed = ({ status }: MutantResult): boolean =>
  status === 'Survived' || status === 'NoCoverage';

const explanationsFor = (files: ReadonlySet<string>): readonly Explanation[] => {
  const path = new URL('explained.json', import.meta.url);
  const all = JSON.parse(readFileSync(path, 'utf8')) as readonly Explanation[];
  return all.map(({ reason, mutants }) => ({
    reason,
    mutants: Object.fromEntries(Object.entries(mutants).filter(([file]) => files.has(file))),
  }));
};

/** Says what nobody has explained, and tells whether there was nothing to say. */
const sayUnnoticed = (mutants: readonly MutantResult[]): boolean => {
  const survivors = mutants.filter(isUnnoticed).map(survivorOf);
  const tried = new Set(mutants.map(fileOf));
  const { unexplained, outdated } = judge(survivors, explanationsFor(tried));
  for (const { file, line, was, reads } of unexplained)
    say(`${file}:${String(line)} survives without a reason`, `  - ${was}`, `  + ${reads}`);
  say(...outdated.map((excuse) => `explained, and does not survive: ${excuse}`));
  return unexplained.length === 0 && outdated.length === 0;
};

type Tried = { readonly folder: Folder; readonly mutants: readonly MutantResult[] };

const scoreIn = ({ mutants }: Tried): number => scoreOf(tallyOf(mutants));

const mutantsOf = async (folders: readonly Folder[]): Promise<readonly Tried[]> => {
  const tried: Tried[] = [];
  const manner = { threads: Number(values.threads), anew: values.anew, only: values.only };
  for (const folder of folders) tried.push({ folder, mutants: await tryFolder(folder, manner) });
  return tried;
};

const start = performance.now();
const wanted = FOLDERS.filter(
  ({ name }) => values.folder.length === 0 || values.folder.includes(name),
);
const tried = await mutantsOf(wanted);
const mutants = tried.flatMap((one) => one.mutants);
const areExplained = sayUnnoticed(mutants);
const scores = tried.map((one) => `${one.folder.name}=${scoreIn(one).toFixed(1)}%`);
const counts = Object.entries(tallyOf(mutants)).map(([key, count]) => `${key}=${String(count)}`);
const seconds = Math.round((performance.now() - start) / 1_000);
say(['mutants:', ...scores, ...counts, `seconds=${String(seconds)}`].join(' '));
const isEnough = tried.length > 0 && tried.every((one) => scoreIn(one) >= one.folder.scoreMin);
process.exitCode = isEnough && areExplained ? 0 : 1;
