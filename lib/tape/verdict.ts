// What the first pass over the files of a set says against reading them as a tape.

import { overlapping } from './subjects.ts';
import type { TapeError } from './errors.ts';
import type { Survey, SurveyedFile, TapeFormat } from './format.ts';

/** The set whose files were surveyed. */
export type SurveyedSet = {
  readonly path: string;
  readonly index: string;
  readonly format: Pick<TapeFormat, 'order'>;
};

/** What is held in memory while rows are put in order; the largest recorded file has 21 million. */
export const CHARS_IN_MEMORY_MAX = 300_000_000;

/** The files that have rows. */
export const withRows = <File extends SurveyedFile>(files: readonly File[]): readonly File[] =>
  files.filter((file) => file.rows > 0);

/** Says why the files cannot be read together, undefined where they can. */
export const refusalOf = (
  { path, index, format }: SurveyedSet,
  files: readonly SurveyedFile[],
  survey: Pick<Survey, 'complaintOf' | 'subjectsOf'>,
): TapeError | undefined => {
  for (const { name: file, rows } of files) {
    const detail = rows === 0 ? survey.complaintOf(file) : undefined;
    if (detail !== undefined) return { kind: 'INDEX_DISAGREES', path: index, file, detail };
  }
  const large = files.find((file) => file.chars > CHARS_IN_MEMORY_MAX);
  if (large !== undefined && format.order === 'by-time') {
    const limit = `${String(CHARS_IN_MEMORY_MAX)} characters to be sorted, in ${large.name}`;
    return { kind: 'TOO_LARGE', path, limit };
  }
  const shared = overlapping(withRows(files), survey.subjectsOf);
  if (shared !== undefined)
    return { kind: 'OVERLAPPING_FILES', path, files: shared.map((file) => file.name) };
  if (withRows(files).length > 0) return undefined;
  return { kind: 'NO_ROWS', path, lines: files.reduce((sum, file) => sum + file.lines, 0) };
};
