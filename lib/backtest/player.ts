// The one place where a tape's time moves: it feeds what was recorded up to a moment, and stops on
// the way wherever somebody wants to look.

import { msOf, timeAt } from '../simulation/micros.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';
import type { EpochMs } from '../units/time.ts';
import type { Reel } from './reel.ts';

/** Somebody who looks at the market at moments of his own. Unit: ms since 1970. */
export type Watch = {
  /** The next moment at which to look. */
  readonly next: () => number;
  /** It is that moment: all events up to it are fed, and none after it. */
  readonly look: (at: number) => void;
  /**
   * The soonest after a fill at which to look. No longer than this is fed at once, so that what is
   * found out meanwhile is in time.
   */
  readonly strideMs: number;
};

/** Nobody looks. */
export const UNWATCHED: Watch = { next: () => Infinity, look: () => undefined, strideMs: Infinity };

/** What moves a tape's time. */
export type Player = {
  /** Feeds all events up to a moment, and moves the clock to it. */
  readonly advanceTo: (at: EpochMs) => Promise<void>;
  /** When the next event comes, whether or not it is played; null after the last one. */
  readonly nextAt: () => Promise<number | null>;
  readonly until: EpochMs;
  readonly now: () => EpochMs;
};

/** Plays a reel up to a point: later events are not fed, though the clock may go on. */
export const createPlayer = (
  { reel, venue }: { readonly reel: Reel; readonly venue: SimulatedVenue },
  until: EpochMs,
  watch: Watch,
): Player => {
  const last = msOf(until);
  let fedUntil = -Infinity;

  const feed = async (goal: number): Promise<void> => {
    while (fedUntil < goal) {
      const next = await reel.nextAt();
      const from = Math.max(fedUntil, Math.min(next ?? goal, goal));
      const stop = Math.min(goal, watch.next(), from + watch.strideMs);
      await reel.feedUntil(stop);
      fedUntil = stop;
      if (watch.next() > stop) continue;
      venue.advanceTo(timeAt(stop));
      watch.look(stop);
    }
  };
  return {
    advanceTo: async (at) => {
      await feed(Math.min(msOf(at), last));
      venue.advanceTo(at);
    },
    nextAt: reel.nextAt,
    until,
    now: venue.now,
  };
};
