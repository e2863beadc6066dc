// What an order can take: the money a BUY may cost, and what a set of SELLs may cost when the token
// that they give away turns out to be the winner.

import { takerFeeMax } from '../domain/fees.ts';
import { divide } from '../units/fixed-point.ts';
import { faceValue, notional, sharesFor } from '../units/money.ts';
import { price } from '../units/price.ts';
import { isPositive, minus, plus, smaller, sum } from '../units/quantity.ts';
import { microsOfShares } from '../units/shares.ts';
import { microsOfUsdc, usdcMicros, ZERO_USDC } from '../units/usdc.ts';
import type { FeeSchedule } from '../domain/market.ts';
import type { Order } from '../domain/order.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';

/** A fee schedule, or none because the market is not in the universe. */
export type KnownFee = FeeSchedule | undefined;

/**
 * The most that a BUY can cost: its limit price, and the largest fee if it may take. Under an
 * unknown schedule it is the face value, which no price with its fee exceeds.
 * Rounding: up.
 */
export const buyCostMax = (
  order: Pick<Order, 'price' | 'liquidity'>,
  size: ShareMicros,
  fee: KnownFee,
): UsdcMicros => {
  const cost = notional(size, order.price, 'up');
  if (order.liquidity === 'post-only') return cost;
  return fee === undefined ? faceValue(size) : plus(cost, takerFeeMax(fee, size, order.price));
};

// The lowest price there is: the smallest tick.
const PRICE_MIN = price('0.0001');

/**
 * The most shares that an order may move. A BUY that cannot rest names its money, not its shares:
 * at better prices it brings more of them.
 */
export const sharesMovedMax = (
  order: Pick<Order, 'side' | 'price' | 'timeInForce'>,
  size: ShareMicros,
): ShareMicros =>
  order.side === 'SELL' || order.timeInForce === 'GTC' || order.timeInForce === 'GTD'
    ? size
    : sharesFor(notional(size, order.price, 'up'), PRICE_MIN, 'up');

/** Shares held at a total cost. */
export type HeldLot = { readonly shares: ShareMicros; readonly cost: UsdcMicros };

/** Shares offered at a price. */
export type Offer = { readonly size: ShareMicros; readonly price: PriceMicros };

const cheapestFirst = (a: HeldLot, b: HeldLot): number => {
  const left = microsOfUsdc(a.cost) * microsOfShares(b.shares);
  const right = microsOfUsdc(b.cost) * microsOfShares(a.shares);
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

const dearestFirst = (a: Offer, b: Offer): number => {
  if (a.price === b.price) return 0;
  return a.price > b.price ? -1 : 1;
};

const costOfPart = (lot: HeldLot, part: ShareMicros): UsdcMicros =>
  usdcMicros(
    divide(microsOfShares(part) * microsOfUsdc(lot.cost), microsOfShares(lot.shares), 'down'),
  );

// What is left of a lot while offers are held against it. The cost of a part is always taken from
// the whole lot, so that rounding never adds up in our favour.
type Stock = { readonly lot: HeldLot; readonly left: ShareMicros };

const stockLeft = (stock: Stock, part: ShareMicros): readonly Stock[] => {
  const left = minus(stock.left, part);
  return isPositive(left) ? [{ ...stock, left }] : [];
};

const offerLeft = (offer: Offer, part: ShareMicros): readonly Offer[] => {
  const size = minus(offer.size, part);
  return isPositive(size) ? [{ ...offer, size }] : [];
};

// Stocks and offers are used up side by side; of each common piece the proceeds or the cost stays,
// whichever is less. What no lot covers keeps its proceeds.
const leastKept = (stocks: readonly Stock[], offers: readonly Offer[]): UsdcMicros => {
  const [offer, ...offersAfter] = offers;
  if (offer === undefined) return ZERO_USDC;
  const [stock, ...stocksAfter] = stocks;
  if (stock === undefined)
    return plus(notional(offer.size, offer.price, 'down'), leastKept([], offersAfter));
  const part = smaller(stock.left, offer.size);
  const kept = smaller(notional(part, offer.price, 'down'), costOfPart(stock.lot, part));
  const stocksLeft = [...stockLeft(stock, part), ...stocksAfter];
  return plus(kept, leastKept(stocksLeft, [...offerLeft(offer, part), ...offersAfter]));
};

/**
 * The most that resting SELLs of one token can add to the loss if that token wins: its whole payout
 * less what is kept for it. The proceeds count as kept, but never more than the cost of the shares:
 * once a sale is booked its profit is realized and its cost leaves the position, so an exposure
 * that had counted the profit would rise by the fill. Which lot a sale takes is left open, hence
 * the cheapest go to the dearest offers.
 * Rounding: up.
 */
export const saleLossMax = (lots: readonly HeldLot[], offers: readonly Offer[]): UsdcMicros => {
  const stocks = lots
    .filter((lot) => isPositive(lot.shares))
    .toSorted(cheapestFirst)
    .map((lot) => ({ lot, left: lot.shares }));
  const offered = sum(
    ZERO_USDC,
    offers.map((offer) => faceValue(offer.size)),
  );
  return minus(offered, leastKept(stocks, offers.toSorted(dearestFirst)));
};
