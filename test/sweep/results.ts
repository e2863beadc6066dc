// Results of runs as tests make them up.

import { keyOf } from '../../lib/sweep/sweep-run.ts';
import type { RunResult, SweepRun } from '../../lib/sweep/sweep-run.ts';

/** A run whose periods brought these amounts, with as many fills in each. */
export const resultOf = (
  run: SweepRun,
  profits: readonly (number | null)[],
  fillsEach = 2,
): RunResult => {
  const known = profits.flatMap((profit) => profit ?? []);
  return {
    key: keyOf(run),
    run,
    bands: [
      {
        name: 'pessimistic',
        net: known.reduce((sum, profit) => sum + profit, 0).toFixed(6),
        income: '0',
        fees: '0',
        fills: profits.length * fillsEach,
        drawdownMax: '0.01',
        profits: profits.map((profit) => (profit === null ? null : profit.toFixed(6))),
        fillsIn: profits.map(() => fillsEach),
        failure: null,
      },
    ],
  };
};

/** Results by their keys. */
export const byKey = (...results: readonly RunResult[]): ReadonlyMap<string, RunResult> =>
  new Map(results.map((result) => [result.key, result]));
