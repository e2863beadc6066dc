// Where all problems of a recording stand after a session: the terminal shows a few of them only.

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the problems of a session are written. */
export type ProblemFilePlace = {
  readonly stateFolder: string;
  readonly portfolio: string;
};

/**
 * Writes the problems of a session over those of the one before, and says where they are; without
 * any, no file is left. What cannot be written is said, since the session itself went well.
 */
export const writeProblems = async (
  { stateFolder, portfolio }: ProblemFilePlace,
  lines: readonly string[],
): Promise<readonly string[]> => {
  const path = join(stateFolder, `problems-${portfolio}.txt`);
  try {
    await rm(path, { force: true });
    if (lines.length === 0) return [];
    await writeFile(path, `${lines.join('\n')}\n`);
    return [`[Tape] Every problem, with its file and line: ${path}`];
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return [`[Tape] The problems could not be written: ${cause}`];
  }
};
