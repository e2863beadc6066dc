// What a match does to our side: a trade on its way to the chain, an order that is filled further
// or ended, and other orders that can no longer be paid for.

import { takerFee } from '../domain/fees.ts';
import { bookSideOf } from '../domain/market.ts';
import { tradeId } from '../units/ids.ts';
import { present } from '../units/invariant.ts';
import { notional } from '../units/money.ts';
import { isZero, plus } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { availableCash, availableShares } from './account.ts';
import { countUp } from './core.ts';
import { sharesOf, timeAt } from './micros.ts';
import { remainingOf } from './own-orders.ts';
import { leaveQueue } from './queue.ts';
import type { Fill } from '../domain/fill.ts';
import type { BookSide, Market } from '../domain/market.ts';
import type { OpenOrderStatus } from '../domain/order.ts';
import type { ConditionId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { VenueCore } from './core.ts';
import type { Desk } from './desk.ts';
import type { OwnOrder } from './own-orders.ts';
import type { Advance, PlaceFill } from './queue.ts';

/** One execution of an own order. */
export type Execution = {
  readonly price: PriceMicros;
  readonly size: ShareMicros;
  readonly role: 'maker' | 'taker';
};

/** The cash that an open BUY still needs, at its limit and as a maker. */
export const cashNeed = (order: OwnOrder): UsdcMicros =>
  order.order.side === 'BUY' ? notional(remainingOf(order), order.order.price, 'up') : ZERO_USDC;

const feeOf = (market: Market, { price, size, role }: Execution): UsdcMicros =>
  role === 'taker' ? takerFee(market.fee, size, price) : ZERO_USDC;

/** Records an execution as a new trade. */
export const recordExecution = (
  core: VenueCore,
  { id, order }: Pick<OwnOrder, 'id' | 'order'>,
  execution: Execution,
): void => {
  const sequence = countUp(core.tradesMade);
  const { condition, token, outcome, side } = order;
  const fill: Fill = {
    trade: tradeId(`${core.settings.seed}-trade-${sequence}`),
    order: id,
    condition,
    token,
    outcome,
    side,
    ...execution,
    fee: feeOf(core.listing.market(condition), execution),
    status: 'MATCHED',
    matchedAt: timeAt(core.now.get()),
  };
  core.trades.add({ sequence, fill, fate: core.settings.fateOf(sequence) });
  core.settings.onFill(fill);
};

/** Ends an order and takes it out of the queue. */
export const endOrder = (core: VenueCore, order: OwnOrder, status: OpenOrderStatus): void => {
  const { condition, side, outcome } = order.order;
  const desk = present(core.desks.ofMarket(condition), 'an order rests at an open desk');
  const bookSide = bookSideOf(side, outcome);
  desk.setQueue(bookSide, leaveQueue(desk.queue(bookSide), order.id));
  core.orders.put({ ...order, status });
};

/** Ends every order of a market, as the venue does when the market stops accepting orders. */
export const endMarket = (core: VenueCore, condition: ConditionId): void => {
  for (const order of core.orders.live())
    if (order.order.condition === condition) endOrder(core, order, 'CANCELED');
};

const isFunded = (core: VenueCore, order: OwnOrder): boolean => {
  const holdings = core.holdings.get();
  const open = core.trades.open();
  return order.order.side === 'BUY'
    ? cashNeed(order) <= availableCash(holdings, open)
    : remainingOf(order) <= availableShares(holdings, order.order.token, open);
};

/**
 * Ends every order that the wallet can no longer pay for by itself, as the venue does. Orders of
 * several markets may share cash; the first fill decides which of them survive.
 */
export const dropUnfunded = (core: VenueCore): void => {
  for (const order of core.orders.live())
    if (!isFunded(core, order)) endOrder(core, order, 'INVALID');
};

const fillMaker = (core: VenueCore, order: OwnOrder, size: ShareMicros): void => {
  recordExecution(core, order, { price: order.order.price, size, role: 'maker' });
  const filled = { ...order, matched: plus(order.matched, size) };
  if (isZero(remainingOf(filled))) endOrder(core, filled, 'MATCHED');
  else core.orders.put(filled);
  dropUnfunded(core);
};

/**
 * Applies what the queue gave us and returns what was applied: an order that an earlier fill made
 * unpayable gets nothing.
 */
export const applyAdvance = (
  core: VenueCore,
  at: { readonly desk: Desk; readonly side: BookSide },
  advance: Advance,
): readonly PlaceFill[] => {
  at.desk.setQueue(at.side, advance.queue);
  const applied: PlaceFill[] = [];
  for (const fill of advance.fills) {
    const order = core.orders.get(fill.id);
    if (order?.status !== 'LIVE') continue;
    fillMaker(core, order, sharesOf(fill.size));
    applied.push(fill);
  }
  return applied;
};
