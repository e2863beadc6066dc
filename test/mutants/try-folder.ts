// One folder of sources, mutated and tested. Verdicts are kept in a file that git ignores, so that
// a run that was stopped goes on, and an unchanged mutant with unchanged tests is not tried again.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';
import type { MutantResult } from '@stryker-mutator/api/core';
import type { Folder } from './folders.ts';

const KEPT_IN = 'data/mutants';

type Kept = { readonly files: Readonly<Record<string, { mutants: readonly MutantResult[] }>> };

// Stryker does not see that a new test reaches what is evaluated when a file is loaded, nor that a
// helper of tests has changed. What was not noticed once is therefore always tried again.
const forgetUnnoticed = (path: string): void => {
  if (!existsSync(path)) return;
  const kept = JSON.parse(readFileSync(path, 'utf8')) as Kept;
  for (const file of Object.values(kept.files))
    file.mutants = file.mutants.filter(
      ({ status }) => status === 'Killed' || status === 'Timeout' || status === 'Ignored',
    );
  writeFileSync(path, JSON.stringify(kept));
};

/** How a run is carried out. */
export type Manner = {
  readonly threads: number;
  /** Tries every mutant again, whatever is known of it. */
  readonly anew: boolean;
  /** Globs of the only files to mutate; none means all of the folder. */
  readonly only: readonly string[];
};

/** Tries every mutant of a folder, or takes what an earlier run found. */
export const tryFolder = async (
  folder: Folder,
  { threads, anew, only }: Manner,
): Promise<readonly MutantResult[]> => {
  const incrementalFile = `${KEPT_IN}/${folder.name}.json`;
  forgetUnnoticed(incrementalFile);
  return new Stryker({
    configFile: 'test/mutants/stryker.config.json',
    mutate: [...(only.length === 0 ? folder.files : only)],
    vitest: { configFile: 'test/mutants/vitest.config.ts', dir: folder.tests, related: false },
    incrementalFile,
    tempDirName: `${KEPT_IN}/sandbox-${folder.name}`,
    force: anew,
    concurrency: threads,
  }).runMutationTest();
};
