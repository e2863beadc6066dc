// What an observer may see who is no trader: the recorded book as plain numbers, without our own
// orders in it, and the place of an order in its queue. Nothing that trades sees any of it.

import { bookSideOf } from '../domain/market.ts';
import { UNSEEN } from './queue.ts';
import type { Order } from '../domain/order.ts';
import type { ConditionId, OrderId } from '../units/ids.ts';
import type { VenueCore } from './core.ts';
import type { KeyedLevel } from './ladder.ts';

/**
 * Both sides of a market's recorded book, best level first. The key of a bid is its YES price, that
 * of an ask the NO price. Unit: key in 10^-6 dollar, size in 10^-6 share.
 */
export type RecordedSides = {
  readonly bestBid: number;
  readonly bestAsk: number;
  readonly vouchedAt: number;
  readonly bids: () => readonly KeyedLevel[];
  readonly asks: () => readonly KeyedLevel[];
};

/** Where an own order rests. */
export type OwnOrderPlace = Pick<Order, 'condition' | 'side' | 'outcome'> & {
  readonly id: OrderId;
};

/** Shows the recorded book of a market, or null while it is not known. */
export const recordedSides = (core: VenueCore, condition: ConditionId): RecordedSides | null => {
  const desk = core.desks.ofMarket(condition);
  if (desk?.recorded.isKnown() !== true) return null;
  const [bids, asks] = [desk.recorded.ladder('BID'), desk.recorded.ladder('ASK')];
  return {
    bestBid: bids.recordedBest(),
    bestAsk: asks.recordedBest(),
    vouchedAt: desk.recorded.vouchedAt(),
    bids: bids.recorded,
    asks: asks.recorded,
  };
};

/** The size ahead of an own resting order. Unit: 10^-6 share. */
export const aheadOf = (core: VenueCore, order: OwnOrderPlace): number | null => {
  const desk = core.desks.ofMarket(order.condition);
  const queue = desk?.queue(bookSideOf(order.side, order.outcome)) ?? [];
  const ahead = queue.find(({ id }) => id === order.id)?.ahead ?? UNSEEN;
  return ahead === UNSEEN ? null : ahead;
};
