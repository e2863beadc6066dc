// The venue's time while a cycle goes on: it was read once, and what has passed since is measured
// on a clock that no correction moves.

import { larger, minus } from '../units/quantity.ts';
import { after, elapsed } from '../units/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/** A reading of the venue's clock, with our monotonic time right before it was asked for. */
export type VenueTime = { readonly at: EpochMs; readonly monotonic: DurationMs };

/** A moment of ours, by the clock on the wall and by the one that no correction moves. */
export type Moment = { readonly at: EpochMs; readonly monotonic: DurationMs };

/** This moment. */
export const momentNow = (clock: Clock): Moment => ({
  at: clock.now(),
  monotonic: clock.monotonic(),
});

/** What has passed since a moment, by the clock that says more. */
export const passedSince = (clock: Clock, moment: Moment): DurationMs =>
  larger(elapsed(moment.at, clock.now()), minus(clock.monotonic(), moment.monotonic));

/** The venue's time now. It errs on the late side, by what the answer took to arrive. */
export const venueTimeNow = (clock: Clock, reading: VenueTime): EpochMs =>
  after(reading.at, minus(clock.monotonic(), reading.monotonic));
