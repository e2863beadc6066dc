// Time, for those who must ask. Cycles ask twice: what time it is for the market, and how much of
// the lease is left.

import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/** A source of time. Monotonic time never jumps; its zero is arbitrary. */
export type Clock = {
  readonly now: () => EpochMs;
  readonly monotonic: () => DurationMs;
};
