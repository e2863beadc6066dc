// The venue's time while a cycle goes on: it was read once, and what has passed since is measured
// on a clock that no correction moves.

import { minus } from '../units/quantity.ts';
import { after } from '../units/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/** A reading of the venue's clock, with our monotonic time right before it was asked for. */
export type VenueTime = { readonly at: EpochMs; readonly monotonic: DurationMs };

/** The venue's time now. It errs on the late side, by what the answer took to arrive. */
export const venueTimeNow = (clock: Clock, reading: VenueTime): EpochMs =>
  after(reading.at, minus(clock.monotonic(), reading.monotonic));
