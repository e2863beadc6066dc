// Wires with a latency: one that really waits, and counts how many waits follow one another.

import { setTimeout as wait } from 'node:timers/promises';
import type { SendHttp } from '../../lib/adapters/polymarket/http.ts';

/** A wire, what it counted and how long its server worked. */
export type SlowWire = {
  readonly send: SendHttp;
  /** The longest chain of requests of which each was sent after the one before was answered. */
  readonly rounds: () => number;
  /** The time that the server took of this process. Unit: ms. */
  readonly served: () => number;
};

/** Opens a wire on which every answer comes so late, its server's work included where it can be. */
export const openSlowWire = (answer: SendHttp, latencyMs: number): SlowWire => {
  let rounds = 0;
  let served = 0;
  return {
    send: async (request, deadline) => {
      const round = rounds + 1;
      const begin = performance.now();
      // The server answers within this call: what it gives is settled.
      const answered = answer(request, deadline);
      const took = performance.now() - begin;
      served += took;
      await wait(Math.max(0, latencyMs - took));
      rounds = Math.max(rounds, round);
      return answered;
    },
    rounds: () => rounds,
    served: () => served,
  };
};
