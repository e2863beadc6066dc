// A folder for what is made once for all test files of a run, and goes with the run. Files find it
// by a variable, which benches and whoever runs without it can do without.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The variable that names the folder. */
export const RUN_FOLDER = 'KEEL_TEST_RUN_FOLDER';

/** Makes the folder before the first test file, and gives what takes it away after the last. */
export const setup = (): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-run-'));
  process.env[RUN_FOLDER] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
};
