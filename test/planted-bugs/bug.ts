// A bug that somebody could have written: a few changed lines of the shipped source.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One changed place: a text that stands exactly once in a file, and what stands there instead.
 * Types are not checked in the copy, so that nothing is written for their sake.
 */
export type Edit = { readonly file: string; readonly from: string; readonly to: string };

/** A bug. */
export type PlantedBug = {
  readonly name: string;
  /** Which of the eighteen pitfalls of the first implementation it is; null for another one. */
  readonly pitfall: number | null;
  readonly edits: readonly Edit[];
};

/** A bug of one changed place. */
export const bug = (
  name: string,
  pitfall: number | null,
  ...edits: readonly Edit[]
): PlantedBug => ({
  name,
  pitfall,
  edits,
});

/** How often the text of a changed place stands in its file below a folder. */
export const timesFound = (folder: string, { file, from }: Edit): number =>
  readFileSync(join(folder, file), 'utf8').split(from).length - 1;

/** Plants a bug into the sources below a folder. Throws: when a place is not there exactly once. */
export const plant = (folder: string, { name, edits }: PlantedBug): void => {
  for (const edit of edits) {
    if (timesFound(folder, edit) !== 1)
      throw new Error(`${name}: ${edit.file} does not hold its text once`);
    const path = join(folder, edit.file);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(edit.from, () => edit.to),
    );
  }
};
