// The time as the venue has it. Private requests carry their time and are refused when it is wrong,
// so that a machine whose clock is off could neither trade nor cancel.

import { magnitude } from '../../../units/quantity.ts';
import { after, elapsed, seconds } from '../../../units/time.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { DurationMs } from '../../../units/quantity.ts';
import type { EpochMs } from '../../../units/time.ts';

/**
 * How far our clock may be off before it is corrected. The venue's time has whole seconds and is
 * some of a request old, so a smaller difference says nothing.
 */
export const SKEW_TOLERATED: DurationMs = seconds(5);

/** Our clock, corrected by what the venue last said. */
export type VenueClock = {
  readonly now: () => EpochMs;
  /** Takes over a time that the venue has just told. */
  readonly note: (told: EpochMs) => void;
};

/** Makes a clock that follows ours until the venue says otherwise. */
export const createVenueClock = (clock: Clock): VenueClock => {
  let skew = seconds(0);
  return {
    now: () => after(clock.now(), skew),
    note: (told) => {
      const measured = elapsed(clock.now(), told);
      skew = magnitude(measured) > SKEW_TOLERATED ? measured : seconds(0);
    },
  };
};
