// One market's place of trade: its recorded book and our own queues on both sides of it.

import { bookSideOf } from '../domain/market.ts';
import { present } from '../units/invariant.ts';
import { amountOf, directionOf, keyOf, UNIT } from './micros.ts';
import { remainingOf } from './own-orders.ts';
import { joinQueue } from './queue.ts';
import { createRecordedBook } from './recorded-book.ts';
import type { BookSide, TokenRef, Universe } from '../domain/market.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { OwnOrder } from './own-orders.ts';
import type { Queue } from './queue.ts';
import type { RecordedBook } from './recorded-book.ts';

/** A market's recorded book with our own orders in it. */
export type Desk = {
  readonly condition: ConditionId;
  readonly recorded: RecordedBook;
  readonly queue: (side: BookSide) => Queue;
  readonly setQueue: (side: BookSide, queue: Queue) => void;
  /** Tells whether an own order rests on either side. */
  readonly hasOrders: () => boolean;
  /** Tells whether the recorded other side stands at the price of an own order or beyond it. */
  readonly isReached: () => boolean;
};

/** A token's desk, and which outcome of its market the token is. */
export type TokenDesk = { readonly desk: Desk; readonly ref: TokenRef };

/** All desks, found by token or by market. */
export type Desks = {
  readonly ofToken: (token: TokenId) => TokenDesk | undefined;
  readonly ofMarket: (condition: ConditionId) => Desk | undefined;
  readonly all: () => Iterable<Desk>;
  /** Opens desks for the markets of a universe that have none. */
  readonly open: (universe: Universe) => void;
};

// Less than any key, so that it meets nothing on the other side.
const NOBODY = -UNIT;

const bestKeyOf = (queue: Queue): number => queue[0]?.key ?? NOBODY;

const createDesk = (condition: ConditionId): Desk => {
  const recorded = createRecordedBook();
  let bids: Queue = [];
  let asks: Queue = [];
  // Kept beside the queues, since they are asked for at every change of a level.
  let [bestBid, bestAsk] = [NOBODY, NOBODY];
  const [recordedBids, recordedAsks] = [recorded.ladder('BID'), recorded.ladder('ASK')];
  return {
    condition,
    recorded,
    queue: (side) => (side === 'BID' ? bids : asks),
    setQueue: (side, queue) => {
      if (side === 'BID') {
        bids = queue;
        bestBid = bestKeyOf(queue);
      } else {
        asks = queue;
        bestAsk = bestKeyOf(queue);
      }
    },
    hasOrders: () => bids.length > 0 || asks.length > 0,
    isReached: () =>
      (bids.length > 0 && bestBid + recordedAsks.bestKey() >= UNIT) ||
      (asks.length > 0 && bestAsk + recordedBids.bestKey() >= UNIT),
  };
};

/** Opens a desk for every market of a universe. */
export const createDesks = (universe: Universe): Desks => {
  const byMarket = new Map<ConditionId, Desk>();
  const byToken = new Map<TokenId, TokenDesk>();

  const open = (listed: Universe): void => {
    for (const [token, ref] of listed.tokens) {
      if (byToken.has(token)) continue;
      const desk = byMarket.get(ref.condition) ?? createDesk(ref.condition);
      byMarket.set(ref.condition, desk);
      byToken.set(token, { desk, ref });
    }
  };
  open(universe);
  return {
    ofToken: (token) => byToken.get(token),
    ofMarket: (condition) => byMarket.get(condition),
    all: () => byMarket.values(),
    open,
  };
};

/** Puts an own order in the queue at its price, behind a size. */
export const restAt = (desks: Desks, own: OwnOrder, ahead: number): void => {
  const { id, order } = own;
  const desk = present(desks.ofMarket(order.condition), 'an order rests at an open desk');
  const side = bookSideOf(order.side, order.outcome);
  const key = keyOf(directionOf(order.side), order.price);
  const place = { id, key, remaining: amountOf(remainingOf(own)) };
  desk.setQueue(side, joinQueue(desk.queue(side), place, ahead));
};
