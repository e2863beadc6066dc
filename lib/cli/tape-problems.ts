// Problems of a recording on the terminal: the first few of each kind as they are, then a count.

import type { TapeProblem } from '../domain/tape-event.ts';

const SHOWN_PER_KIND = 3;

/**
 * Collects problems; each reading of the tape tells them anew, so only the first is listened to.
 */
export type ProblemLog = {
  readonly report: (problem: TapeProblem) => void;
  readonly summary: () => readonly string[];
  /** The problem that was told first: where a reader that stops at problems stopped. */
  readonly first: () => TapeProblem | null;
};

/** Says in one line where a tape was stopped. */
export const describeStop = ({ file, line, kind, detail }: TapeProblem): string =>
  `Stopped at ${file}:${String(line)}: ${kind}, ${detail} (--on-problem go-on plays on)`;

/** Shows the first problems of each kind through `write`, and counts them all. */
export const problemLog = (write: (line: string) => void): ProblemLog => {
  const counts = new Map<string, { readonly places: number; readonly rows: number }>();
  let first: TapeProblem | null = null;
  return {
    report: (problem) => {
      const { kind, file, line, rows, detail } = problem;
      first ??= problem;
      const { places, rows: before } = counts.get(kind) ?? { places: 0, rows: 0 };
      counts.set(kind, { places: places + 1, rows: before + rows });
      if (places < SHOWN_PER_KIND) write(`[Tape] ${kind}: ${file}:${String(line)}: ${detail}`);
    },
    summary: () =>
      [...counts].map(
        ([kind, { places, rows }]) =>
          `[Tape] ${kind}: ${String(rows)} rows in ${String(places)} places`,
      ),
    first: () => first,
  };
};
