// Placing and cancelling: an order is checked, matched against what the recorded book has left, and
// what is unfilled rests behind what is recorded at its price.

import { takerFee, takerFeeMax } from '../domain/fees.ts';
import { bookSideOf } from '../domain/market.ts';
import { notional } from '../units/money.ts';
import { isPositive, minus, plus, sum } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { availableCash, availableShares } from './account.ts';
import { checkMeeting, checkTerms, isMarketOrder } from './admission.ts';
import { restAt } from './desk.ts';
import { aheadUnder } from './fill-model.ts';
import { findMatch, marketBuyAmount, NO_MATCH, sizeOf, takeSlices } from './matching.ts';
import { directionOf, keyOf, oppositeSide, UNIT } from './micros.ts';
import { cashNeed, dropUnfunded, endOrder, recordExecution } from './own-fills.ts';
import { remainingOf } from './own-orders.ts';
import type { BookSide, Market } from '../domain/market.ts';
import type { Order } from '../domain/order.ts';
import type { PlaceOutcome, VenueMode } from '../domain/venue-outcome.ts';
import type { OrderId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { IncomingOrder, Meeting, Rejection } from './admission.ts';
import type { VenueCore } from './core.ts';
import type { Desk } from './desk.ts';
import type { Match } from './matching.ts';
import type { Direction } from './micros.ts';
import type { OwnOrder } from './own-orders.ts';

// Where an order stands in its market: everything that placing looks at.
type Spot = {
  readonly incoming: IncomingOrder;
  readonly market: Market;
  readonly desk: Desk;
  readonly side: BookSide;
  readonly direction: Direction;
  readonly key: number;
};

const rejected = (id: OrderId, rejection: Rejection): PlaceOutcome => ({
  id,
  kind: 'rejected',
  ...rejection,
  retryAfter: { kind: 'unspecified' },
});

const notTaken = (id: OrderId, cause: 'post-only' | 'unavailable'): PlaceOutcome => ({
  id,
  kind: 'not-sent',
  cause,
  retryAfter: { kind: 'unspecified' },
});

const spotOf = (core: VenueCore, incoming: IncomingOrder): Spot | null => {
  const { order } = incoming;
  const found = core.desks.ofToken(order.token);
  if (found?.ref.condition !== order.condition || found.ref.outcome !== order.outcome) return null;
  const direction = directionOf(order.side);
  return {
    incoming,
    market: core.listing.market(order.condition),
    desk: found.desk,
    side: bookSideOf(order.side, order.outcome),
    direction,
    key: keyOf(direction, order.price),
  };
};

const meetingOf = ({ desk, side, key }: Spot): Meeting => {
  const opposite = oppositeSide(side);
  const recorded = desk.recorded.ladder(opposite).bestKey();
  const own = desk.queue(opposite)[0]?.key ?? 0;
  return {
    crossesRecorded: key + recorded >= UNIT ? 'yes' : 'no',
    crossesOwn: key + own >= UNIT ? 'yes' : 'no',
  };
};

const matchOf = ({ incoming: { order }, desk, side, direction, key }: Spot): Match => {
  if (order.liquidity === 'post-only') return NO_MATCH;
  return findMatch(
    desk.recorded.ladder(oppositeSide(side)).free(),
    { direction, key },
    isMarketOrder(order) && order.side === 'BUY'
      ? { kind: 'dollars', amount: marketBuyAmount(order.size, order.price) }
      : { kind: 'shares', size: order.size },
  );
};

const buyNeed = ({ incoming: { order }, market }: Spot, match: Match): UsdcMicros => {
  if (order.liquidity === 'post-only') return notional(order.size, order.price, 'up');
  if (!isMarketOrder(order))
    return plus(
      notional(order.size, order.price, 'up'),
      takerFeeMax(market.fee, order.size, order.price),
    );
  const fees = match.slices.map(({ size, price }) => takerFee(market.fee, size, price));
  return sum(marketBuyAmount(order.size, order.price), fees);
};

// The venue counts the open orders of the same market only, so that cash may back several markets.
const competes = (order: Order, other: Order): boolean =>
  other.condition === order.condition &&
  other.side === order.side &&
  (order.side === 'BUY' || other.token === order.token);

const checkFunds = (core: VenueCore, spot: Spot, match: Match): Rejection | null => {
  const { order } = spot.incoming;
  const open = core.trades.open();
  const rivals = core.orders.live().filter(({ order: other }) => competes(order, other));
  const message = 'not enough balance / allowance';
  if (order.side === 'BUY') {
    const free = minus(
      availableCash(core.holdings.get(), open),
      sum(ZERO_USDC, rivals.map(cashNeed)),
    );
    return buyNeed(spot, match) <= free ? null : { class: 'funds', message };
  }
  const free = minus(
    availableShares(core.holdings.get(), order.token, open),
    sum(ZERO_SHARES, rivals.map(remainingOf)),
  );
  return order.size <= free ? null : { class: 'balance-lag', message };
};

const execute = (core: VenueCore, { incoming, desk, side }: Spot, match: Match): ShareMicros => {
  takeSlices(desk.recorded.ladder(oppositeSide(side)), match.slices);
  for (const { price, size } of match.slices)
    recordExecution(core, incoming, { price, size, role: 'taker' });
  return sizeOf(match.slices);
};

const rest = (core: VenueCore, { desk, side, key }: Spot, order: OwnOrder): void => {
  core.orders.put(order);
  restAt(core.desks, order, aheadUnder(core.settings.fillModel, desk.recorded.aheadAt(side, key)));
};

const accept = (core: VenueCore, spot: Spot, match: Match): PlaceOutcome => {
  const { id, order, expiration } = spot.incoming;
  const isKilled = order.timeInForce === 'FOK' && !match.isComplete;
  if (isMarketOrder(order) && (isKilled || match.slices.length === 0))
    return { id, kind: 'no-fill' };
  const matched = execute(core, spot, match);
  const kind = isPositive(matched) ? 'matched' : 'placed';
  const own = { id, order, expiration, matched, answer: kind } as const;
  if (isMarketOrder(order) || !isPositive(minus(order.size, matched)))
    core.orders.put({ ...own, status: 'MATCHED' });
  else rest(core, spot, { ...own, status: 'LIVE' });
  if (kind === 'matched') dropUnfunded(core);
  return { id, kind };
};

const CLOSED_ONLY: Rejection = { class: 'closed-only', message: 'address in closed only mode' };

// What a mode answers an order with, before anything else is looked at.
const barredBy = (mode: VenueMode, { id, order }: IncomingOrder): PlaceOutcome | null => {
  switch (mode) {
    case 'normal':
      return null;
    case 'post-only':
      return order.liquidity === 'post-only' ? null : notTaken(id, 'post-only');
    case 'closed-only':
      return order.side === 'SELL' ? null : rejected(id, CLOSED_ONLY);
    case 'cancel-only':
    case 'disabled':
      return notTaken(id, 'unavailable');
  }
};

/**
 * Places one order. The same id again is answered as at first and does nothing. While a market's
 * recording has a gap, its orders are not taken: the venue is as unavailable as its book.
 */
export const placeOrder = (core: VenueCore, incoming: IncomingOrder): PlaceOutcome => {
  const { id } = incoming;
  const earlier = core.orders.get(id);
  if (earlier !== undefined) return { id, kind: earlier.answer };
  const barred = barredBy(core.mode.get(), incoming);
  if (barred !== null) return barred;
  const spot = spotOf(core, incoming);
  if (spot === null) return rejected(id, { class: 'invalid', message: 'Invalid order payload' });
  const terms = checkTerms(incoming, spot.market, core.now.get());
  if (terms !== null) return rejected(id, terms);
  if (!spot.desk.recorded.isKnown()) return notTaken(id, 'unavailable');
  const match = matchOf(spot);
  const rejection = checkMeeting(incoming, meetingOf(spot)) ?? checkFunds(core, spot, match);
  return rejection === null ? accept(core, spot, match) : rejected(id, rejection);
};

/** Cancels one order. Returns why not, or null when it was cancelled. */
export const cancelOrder = (core: VenueCore, id: OrderId): string | null => {
  const order = core.orders.get(id);
  if (order === undefined) return 'Order not found or already canceled';
  if (order.status !== 'LIVE') return 'already canceled or matched';
  endOrder(core, order, 'CANCELED');
  return null;
};
