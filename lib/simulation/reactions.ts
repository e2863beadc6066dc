// What the recorded market does to our resting orders: what changes in a book, and who trades.

import { aheadUnder, shareOf } from './fill-model.ts';
import { amountOf, keyOf, sideOf } from './micros.ts';
import { applyAdvance } from './own-fills.ts';
import { thinQueue, watchDepth } from './queue-thinning.ts';
import { hitQueue, rebaseQueue, revealQueue } from './queue.ts';
import { fillReached } from './reached.ts';
import type { BookSide } from '../domain/market.ts';
import type { VenueCore } from './core.ts';
import type { Desk, TokenDesk } from './desk.ts';
import type { Direction } from './micros.ts';
import type { DepthSeen } from './queue-thinning.ts';
import type { BookChange, EventOf } from './recorded-book.ts';

const SIDES: readonly BookSide[] = ['BID', 'ASK'];

/** A level that changed: where, and the size that it had before. Unit: 10^-6 share. */
export type ChangedLevel = {
  readonly side: BookSide;
  readonly key: number;
  readonly before: number;
};

/** Tells whether levels that get thinner bring our orders forward. */
export const isThinning = ({ settings }: VenueCore): boolean =>
  settings.fillModel.queue.kind === 'probabilistic';

/** Lets our orders react to a changed level. */
export const reactToLevel = (core: VenueCore, desk: Desk, changed: ChangedLevel): void => {
  const { side, key, before } = changed;
  if (isThinning(core) && desk.queue(side).length > 0)
    thinQueue(core, desk, { side, seen: new Map([[key, before]]) });
  if (desk.isReached()) for (const one of SIDES) fillReached(core, desk, one);
};

/** What a whole book is about to replace, as far as our orders will be measured by it. */
export type BookSeen = Readonly<Record<BookSide, DepthSeen>>;

const NOT_SEEN: BookSeen = { BID: new Map(), ASK: new Map() };

/** Notes the levels at which our orders rest, before a whole book replaces them. */
export const seeBook = (core: VenueCore, desk: Desk): BookSeen =>
  isThinning(core) ? { BID: watchDepth(desk, 'BID'), ASK: watchDepth(desk, 'ASK') } : NOT_SEEN;

/** Lets our orders react to a whole book. After a gap they stand behind all of it. */
export const reactToBook = (
  core: VenueCore,
  desk: Desk,
  { change, seen }: { readonly change: BookChange; readonly seen: BookSeen },
): void => {
  if (change === 'none') return;
  const moveQueue = change === 'opened' ? rebaseQueue : revealQueue;
  for (const side of SIDES) {
    if (desk.queue(side).length === 0) continue;
    const aheadAt = (key: number): number =>
      aheadUnder(core.settings.fillModel, desk.recorded.aheadAt(side, key));
    if (change !== 'opened') thinQueue(core, desk, { side, seen: seen[side] });
    desk.setQueue(side, moveQueue(desk.queue(side), aheadAt));
    fillReached(core, desk, side);
  }
};

// A taker who sells hits the bids of the token, a taker who buys its asks.
const hitBy = (event: EventOf<'trade'>): Direction =>
  event.takerSide === 'SELL' ? 'bids' : 'asks';

/** Lets a recorded trade run through our orders. */
export const reactToTrade = (
  core: VenueCore,
  event: EventOf<'trade'>,
  { desk, ref }: TokenDesk,
): void => {
  if (!desk.recorded.isKnown()) return;
  const direction = hitBy(event);
  const side = sideOf(direction, ref.outcome);
  const queue = desk.queue(side);
  if (queue.length === 0) return;
  const volume = amountOf(event.size);
  const oursMax = shareOf(core.settings.fillModel, volume);
  const hit = { key: keyOf(direction, event.price), volume, oursMax };
  applyAdvance(core, { desk, side }, hitQueue(queue, hit));
};
