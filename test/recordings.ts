// Recordings are read in place and never copied into the repository. Where they are absent, the
// tests that need them are skipped with one line that says which folder is missing.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'vitest';

const besideTheProject = resolve(import.meta.dirname, '../../shared/data');

/**
 * The folder of all recordings: RECORDINGS_DIR as it is where it is set, else `../shared/data`
 * beside the project where that exists. Set to an empty text, it switches recordings off.
 */
export const recordingsDir = (): string | undefined => {
  const chosen = process.env['RECORDINGS_DIR'];
  if (chosen !== undefined) return chosen === '' ? undefined : resolve(chosen);
  return existsSync(besideTheProject) ? besideTheProject : undefined;
};

/** Describes tests of one set of recordings, and skips them where its folder is absent. */
export const describeWithRecordings = (set: string, define: (folder: string) => void): void => {
  const folder = join(recordingsDir() ?? besideTheProject, set);
  if (recordingsDir() !== undefined && existsSync(folder)) {
    describe(`recordings of ${set}`, () => {
      define(folder);
    });
    return;
  }
  const reason = `skipped: no recordings at ${folder}; RECORDINGS_DIR names their parent folder`;
  it.skip(reason);
};
