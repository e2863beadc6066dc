// A clock that stands still until it is moved.

import { plus } from '../../lib/units/quantity.ts';
import { after, durationMs, epochMs } from '../../lib/units/time.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { EpochMs } from '../../lib/units/time.ts';

/** A clock of a test. */
export type ManualClock = Clock & { readonly advance: (by: DurationMs) => void };

/** The time at which tests begin: 2026-11-22 12:00 UTC. */
export const NOON: EpochMs = epochMs(BigInt(Date.UTC(2026, 10, 22, 12)));

/** Makes a clock that starts at a time. */
export const manualClock = (start: EpochMs = NOON): ManualClock => {
  let now = start;
  let monotonic = durationMs(1_000n);
  return {
    now: () => now,
    monotonic: () => monotonic,
    advance: (by) => {
      now = after(now, by);
      monotonic = plus(monotonic, by);
    },
  };
};
