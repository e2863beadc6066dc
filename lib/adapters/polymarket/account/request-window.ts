// How often calls of one kind may still be made: so many in any ten seconds.

import { plus } from '../../../units/quantity.ts';
import { seconds } from '../../../units/time.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { DurationMs } from '../../../units/quantity.ts';

/** Counts calls of one kind. */
export type RequestWindow = {
  /** Takes the right to one call, if there is one left. */
  readonly take: () => boolean;
};

/** The length of the window, which is that of the venue's published limits. */
export const WINDOW: DurationMs = seconds(10);

/**
 * How long a call counts once it is allowed. The venue counts it when it arrives: that is later by
 * the work of this machine and by the network, and not equally late each time, so that two calls
 * allowed ten seconds apart may arrive less than that apart. Why a second: all the computing of a
 * live cycle took half of it at most in the bench, on a busy machine. Without it, the bench counted
 * 48 refreshes in ten seconds where 25 are allowed. It does not catch a network that holds requests
 * back for longer.
 */
export const COUNTED_FOR: DurationMs = plus(WINDOW, seconds(1));

/** Allows so many calls in any ten seconds. */
export const createRequestWindow = (clock: Clock, callsMax: number): RequestWindow => {
  let ends: readonly DurationMs[] = [];
  return {
    take: () => {
      const now = clock.monotonic();
      ends = ends.filter((end) => end > now);
      if (ends.length >= callsMax) return false;
      ends = [...ends, plus(now, COUNTED_FOR)];
      return true;
    },
  };
};
