// Problems of a recording: the first few of each kind on the terminal as they are found, then a
// count, and all of them in a file.

import type { TapeProblem } from '../domain/tape-event.ts';

const SHOWN_PER_KIND = 3;

/** The problems that are kept for the file. A line has about 100 bytes: some 10 MB in all. */
export const PROBLEMS_KEPT_MAX = 100_000;

/** Collects the problems of one reading of a tape. */
export type ProblemLog = {
  readonly report: (problem: TapeProblem) => void;
  readonly summary: () => readonly string[];
  /** All problems in the order in which they were found, and a last line if there were more. */
  readonly lines: () => readonly string[];
  /** The problem that was told first: where a reader that stops at problems stopped. */
  readonly first: () => TapeProblem | null;
};

/** Says in one line where a tape was stopped. */
export const describeStop = ({ file, line, kind, detail }: TapeProblem): string =>
  `Stopped at ${file}:${String(line)}: ${kind}, ${detail} (--on-problem go-on plays on)`;

const lineOf = ({ kind, file, line, detail }: TapeProblem): string =>
  `${kind}: ${file}:${String(line)}: ${detail}`;

const allOf = (kept: readonly string[], found: number): readonly string[] =>
  found > kept.length
    ? [
        ...kept,
        `${String(found - kept.length)} more; only the first ${String(kept.length)} stand here`,
      ]
    : kept;

/** Shows the first problems of each kind through `write`, counts them all, and keeps them. */
export const problemLog = (
  write: (line: string) => void,
  keptMax = PROBLEMS_KEPT_MAX,
): ProblemLog => {
  const counts = new Map<string, { readonly places: number; readonly rows: number }>();
  const kept: string[] = [];
  let first: TapeProblem | null = null;
  let found = 0;
  return {
    report: (problem) => {
      const { kind, rows } = problem;
      first ??= problem;
      found += 1;
      const { places, rows: before } = counts.get(kind) ?? { places: 0, rows: 0 };
      counts.set(kind, { places: places + 1, rows: before + rows });
      if (places < SHOWN_PER_KIND) write(`[Tape] ${lineOf(problem)}`);
      if (kept.length < keptMax) kept.push(lineOf(problem));
    },
    summary: () =>
      [...counts].map(
        ([kind, { places, rows }]) =>
          `[Tape] ${kind}: ${String(rows)} rows in ${String(places)} places`,
      ),
    lines: () => allOf(kept, found),
    first: () => first,
  };
};
