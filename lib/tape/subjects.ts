// Which files are about what. Two files about one market at the same time would give two books of
// it, and every trade twice: most likely one is a copy of the other.

import type { SurveyedFile } from './format.ts';

/** Keeps the subjects of each file. */
export type Subjects = {
  readonly add: (file: string, subject: string) => void;
  readonly of: (file: string) => ReadonlySet<string>;
};

/** Starts keeping subjects. */
export const subjects = (): Subjects => {
  const byFile = new Map<string, Set<string>>();
  return {
    add: (file, subject) => {
      const known = byFile.get(file);
      if (known === undefined) byFile.set(file, new Set([subject]));
      else known.add(subject);
    },
    of: (file) => byFile.get(file) ?? new Set(),
  };
};

/** Finds two files that share a subject and a time. */
export const overlapping = (
  files: readonly SurveyedFile[],
  subjectsOf: Subjects['of'],
): readonly [SurveyedFile, SurveyedFile] | undefined => {
  const byStart = files.toSorted((a, b) => a.first - b.first);
  for (const [i, earlier] of byStart.entries())
    for (const later of byStart.slice(i + 1)) {
      if (later.first > earlier.last) break;
      const known = subjectsOf(earlier.name);
      if ([...subjectsOf(later.name)].some((subject) => known.has(subject)))
        return [earlier, later];
    }
  return undefined;
};
