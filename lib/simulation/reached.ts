// What happens to our resting orders when the recorded other side comes to their price or beyond:
// whoever quotes there would have matched us, with no more than is shown, and once.

import { aheadUnder, shareOf } from './fill-model.ts';
import { amountOf, oppositeSide, sharesOf, UNIT } from './micros.ts';
import { findMatch, sizeOf, takeSlices } from './matching.ts';
import { applyAdvance } from './own-fills.ts';
import { fillPlace } from './queue.ts';
import type { BookSide } from '../domain/market.ts';
import type { VenueCore } from './core.ts';
import type { Desk } from './desk.ts';
import type { KeyedLevel } from './ladder.ts';
import type { Slice } from './matching.ts';
import type { Place } from './queue.ts';

// Levels strictly beyond our price went through everybody at it. Those at our very price say that
// nobody is left before us only where the recording shows nobody: a book whose sides meet has not
// been matched yet, and it is not known how it will be.
const slicesFor = (
  place: Place,
  ahead: number,
  opposite: readonly KeyedLevel[],
): readonly Slice[] => {
  const isHeld = ahead > 0;
  const approach = { direction: 'bids', key: isHeld ? place.key - 1 : place.key } as const;
  const want = { kind: 'shares', size: sharesOf(place.remaining) } as const;
  return findMatch(opposite, approach, want).slices;
};

/**
 * Fills our orders of one side that the recorded other side has reached, the best price first and
 * the oldest first within it. What they take is gone for the others until the recording shows more.
 */
export const fillReached = (core: VenueCore, desk: Desk, side: BookSide): void => {
  const { fillModel } = core.settings;
  const ours = (size: number): number => shareOf(fillModel, size);
  const opposite = desk.recorded.ladder(oppositeSide(side));
  for (const place of desk.queue(side)) {
    if (place.key + opposite.bestKey() < UNIT) return;
    const ahead = aheadUnder(fillModel, desk.recorded.aheadAt(side, place.key));
    const slices = slicesFor(place, ahead, opposite.freeWithin(ours));
    if (slices.length === 0) continue;
    // A fill before may have ended this order, for want of money.
    const advance = fillPlace(desk.queue(side), place.id, amountOf(sizeOf(slices)));
    if (applyAdvance(core, { desk, side }, advance).length > 0) takeSlices(opposite, slices);
  }
};
