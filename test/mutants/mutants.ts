// Do tests notice when the code is wrong? Every mutant of units, accounting, risk and the planning
// of execution is tried: `npm run mutants`, or `npm run mutants -- --folder risk` for one of them.

import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { count, flag, readArguments, someOf, someWords } from '../tooling/arguments.ts';
import { figureLine } from '../tooling/figure-line.ts';
import { FOLDERS } from './folders.ts';
import { scoreOf, tallyOf } from './score.ts';
import { judge, survivorIn } from './survivors.ts';
import { tryFolder } from './try-folder.ts';
import type { MutantResult } from '@stryker-mutator/api/core';
import type { Folder } from './folders.ts';
import type { Explanation, Survivor } from './survivors.ts';

const FOLDER_NAMES = FOLDERS.map(({ name }) => name);

const values = readArguments('mutants', {
  folder: someOf(`a folder to try (${FOLDER_NAMES.join(', ')})`, FOLDER_NAMES),
  only: someWords('GLOB', 'the only files to mutate (all of a folder)'),
  threads: count('threads', 2),
  anew: flag('forgets earlier verdicts, which do not see a change but in mutant and test'),
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
  for (const folder of folders) tried.push({ folder, mutants: await tryFolder(folder, values) });
  return tried;
};

const start = performance.now();
const wanted = FOLDERS.filter(
  ({ name }) => values.folder.length === 0 || values.folder.includes(name),
);
const tried = await mutantsOf(wanted);
const mutants = tried.flatMap((one) => one.mutants);
const areExplained = sayUnnoticed(mutants);
if (mutants.length === 0) say('NO MUTANT WAS TRIED: nothing was changed');
say(
  figureLine('mutants', {
    ...Object.fromEntries(
      tried.map((one) => [one.folder.name, `${scoreIn(one).toFixed(1)}%`] as const),
    ),
    ...tallyOf(mutants),
    seconds: Math.round((performance.now() - start) / 1_000),
  }),
);
const isEnough = tried.every((one) => scoreIn(one) >= one.folder.scoreMin);
process.exitCode = isEnough && areExplained && mutants.length > 0 ? 0 : 1;
