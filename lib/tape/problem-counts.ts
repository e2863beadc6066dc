// Problems of a tape by their kind, for whoever says how good it is.

import type { TapeProblem } from '../domain/tape-event.ts';

/** How often a kind of problem was told, and how many rows it concerned. */
export type ProblemCount = {
  readonly kind: TapeProblem['kind'];
  readonly places: number;
  readonly rows: number;
};

/** Counts problems. */
export type ProblemCounts = {
  readonly note: (problem: TapeProblem) => void;
  /** In the order in which each kind was first told. */
  readonly counts: () => readonly ProblemCount[];
};

/** Starts counting. */
export const problemCounts = (): ProblemCounts => {
  const byKind = new Map<TapeProblem['kind'], ProblemCount>();
  return {
    note: ({ kind, rows }) => {
      const before = byKind.get(kind) ?? { kind, places: 0, rows: 0 };
      byKind.set(kind, { kind, places: before.places + 1, rows: before.rows + rows });
    },
    counts: () => [...byKind.values()],
  };
};
