// Whole cycles: from the kill switch to the saved state, on the store in memory and the simulated
// venue of the same process, whose work is in the figures. Each sample starts from the same state.

import { reopened } from './prepared.ts';
import { MOVES } from './world.ts';
import type { Benchmark } from './measure.ts';
import type { Prepared } from './prepared.ts';

/** Cycles before the timed ones, in which the code is compiled. */
export const WARMUPS = 20;

export const cycleBenchmarks = (prepared: Prepared): readonly Benchmark[] =>
  MOVES.map((move) => ({
    name: `one cycle, books ${move}`,
    warmups: WARMUPS,
    samples: 60,
    ready: async () => {
      const session = await reopened(prepared, move);
      return () => session.saved();
    },
    work: [],
  }));
