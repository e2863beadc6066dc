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

/** Allows so many calls in any ten seconds. */
export const createRequestWindow = (clock: Clock, callsMax: number): RequestWindow => {
  let ends: readonly DurationMs[] = [];
  return {
    take: () => {
      const now = clock.monotonic();
      ends = ends.filter((end) => end > now);
      if (ends.length >= callsMax) return false;
      ends = [...ends, plus(now, WINDOW)];
      return true;
    },
  };
};
