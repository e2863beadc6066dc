// The clock of a run that skips what nothing happens in: it goes on by itself as fast as whoever
// made it says, and jumps where the run wants it.

import { isPositive, plus } from '../../lib/units/quantity.ts';
import { after, durationMs, elapsed } from '../../lib/units/time.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { EpochMs } from '../../lib/units/time.ts';

/** A clock that can be moved forward. */
export type RunClock = Clock & {
  readonly pass: (time: DurationMs) => void;
  /** Moves to a time that has not come; one that has changes nothing. */
  readonly moveTo: (at: EpochMs) => void;
};

/** Time that does not go on by itself. */
export const STANDING = (): number => 0;

/** Makes a clock. `ticks` says how long it has gone on by itself. Unit: ms. */
export const runClock = (start: EpochMs, ticks: () => number): RunClock => {
  const begin = ticks();
  let skipped = durationMs(0n);
  const monotonic = (): DurationMs =>
    plus(skipped, durationMs(BigInt(Math.floor(ticks() - begin))));
  const now = (): EpochMs => after(start, monotonic());
  const pass = (time: DurationMs): void => {
    skipped = plus(skipped, time);
  };
  return {
    now,
    monotonic,
    pass,
    moveTo: (at) => {
      const left = elapsed(now(), at);
      if (isPositive(left)) pass(left);
    },
  };
};
