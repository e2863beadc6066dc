// Whether the venue accepts an order at all. The checks stand in the order in which a rejected
// order hears of them, each with the venue's own words.
//
// Source: polymarket error catalogue and order rules, read 2026-10-05.

import { notional } from '../units/money.ts';
import { formatPrice, formatTick, isOnGrid } from '../units/price.ts';
import { isPositive } from '../units/quantity.ts';
import { formatShares, toLot } from '../units/shares.ts';
import { formatDollars, usdc } from '../units/usdc.ts';
import { marketBuyAmount } from './matching.ts';
import { isFarEnough } from './own-orders.ts';
import type { Market } from '../domain/market.ts';
import type { Expiration, Order } from '../domain/order.ts';
import type { RejectClass } from '../domain/venue-outcome.ts';
import type { OrderId } from '../units/ids.ts';

/** An order as it arrives. */
export type IncomingOrder = {
  readonly id: OrderId;
  readonly order: Order;
  readonly expiration: Expiration;
};

/** Why an order was rejected. */
export type Rejection = { readonly class: RejectClass; readonly message: string };

/** How an order meets the other side of the book as it arrives. */
export type Meeting = {
  readonly crossesRecorded: 'yes' | 'no';
  readonly crossesOwn: 'yes' | 'no';
};

type Check = (incoming: IncomingOrder, market: Market, now: number) => Rejection | null;

// The least that an order may spend which takes at once. Source: venue error text, read 2026-10-05.
const MARKETABLE_BUY_MIN = usdc('1');

/** Tells whether an order never rests: such orders are called market orders. */
export const isMarketOrder = ({ timeInForce }: Order): boolean =>
  timeInForce === 'FOK' || timeInForce === 'FAK';

const checkStatus: Check = (_, { status }) => {
  if (status.kind === 'accepting') return null;
  return status.kind === 'paused'
    ? { class: 'not-ready', message: 'the market is not yet ready to process new orders' }
    : { class: 'invalid', message: 'No orderbook exists for the requested token id' };
};

const checkType: Check = ({ order }) =>
  order.liquidity === 'post-only' && isMarketOrder(order)
    ? {
        class: 'invalid',
        message: 'invalid post-only order: only GTC and GTD order types are allowed',
      }
    : null;

const checkExpiration: Check = ({ order, expiration }, _, now) => {
  const isValid =
    order.timeInForce === 'GTD' ? isFarEnough(expiration, now) : expiration.kind === 'never';
  return isValid ? null : { class: 'expiration', message: 'invalid expiration' };
};

const invalid = (id: OrderId, detail: string): string => `order ${id} is invalid. ${detail}`;

const checkTick: Check = ({ id, order }, { tick }) => {
  if (isOnGrid(order.price, tick)) return null;
  const price = formatPrice(order.price);
  const rule = `Price (${price}) breaks minimum tick size rule: ${formatTick(tick)}`;
  return { class: 'tick', message: invalid(id, rule) };
};

const checkSize: Check = ({ id, order }, { sizeMin }) => {
  const size = formatShares(order.size);
  if (order.size < sizeMin || !isPositive(order.size)) {
    const rule = `Size (${size}) lower than the minimum: ${formatShares(sizeMin)}`;
    return { class: 'size', message: invalid(id, rule) };
  }
  if (toLot(order.size, 'down') === order.size) return null;
  return { class: 'size', message: invalid(id, `Size (${size}) has more than 2 decimals`) };
};

const CHECKS: readonly Check[] = [checkStatus, checkType, checkExpiration, checkTick, checkSize];

/** Checks everything that does not depend on the book or the wallet. */
export const checkTerms: Check = (incoming, market, now) => {
  for (const check of CHECKS) {
    const rejection = check(incoming, market, now);
    if (rejection !== null) return rejection;
  }
  return null;
};

/**
 * Checks an order against the book it arrives at. An order that would match one of our own is
 * rejected: what the venue does then is not documented, and no strategy may rely on it.
 */
export const checkMeeting = (
  { id, order }: IncomingOrder,
  { crossesRecorded, crossesOwn }: Meeting,
): Rejection | null => {
  if (order.liquidity === 'post-only')
    return crossesRecorded === 'yes' || crossesOwn === 'yes'
      ? { class: 'post-only-cross', message: 'invalid post-only order: order crosses book' }
      : null;
  if (crossesOwn === 'yes') return { class: 'invalid', message: `order ${id} crosses the book` };
  if (order.side === 'SELL') return null;
  const isMarketable = isMarketOrder(order) || crossesRecorded === 'yes';
  const amount = isMarketOrder(order)
    ? marketBuyAmount(order.size, order.price)
    : notional(order.size, order.price, 'down');
  if (!isMarketable || amount >= MARKETABLE_BUY_MIN) return null;
  const shown = formatDollars(amount);
  const message = `invalid amount for a marketable BUY order (${shown}), min size: $1`;
  return { class: 'size', message };
};
