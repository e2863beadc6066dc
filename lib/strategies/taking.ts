// Orders that cross the spread: fill-and-kill at a limit no further from the reference than the
// slippage allows, so that nothing of them ever rests.

import { formatPrice, priceMicros, shifted, toGrid } from '../units/price.ts';
import { negate } from '../units/quantity.ts';
import { formatShares } from '../units/shares.ts';
import { tokenOf } from '../domain/market.ts';
import type { Market, Outcome, Side } from '../domain/market.ts';
import type { Order } from '../domain/order.ts';
import type { PriceMicros, Tick } from '../units/price.ts';
import type { PriceOffset, ShareMicros } from '../units/quantity.ts';

const LOWEST = priceMicros(1n);
const HIGHEST = priceMicros(999_999n);

/** A reference price, how far a limit may be from it, and the grid that the limit lies on. */
export type TakingTerms = {
  readonly reference: PriceMicros;
  readonly slippage: PriceOffset;
  readonly tick: Tick;
};

/**
 * The lowest price at which to sell; undefined where the grid has none within the slippage.
 * Rounding: up, so that the slippage is never exceeded.
 */
export const sellLimit = ({ reference, slippage, tick }: TakingTerms): PriceMicros | undefined =>
  toGrid(shifted(reference, negate(slippage)) ?? LOWEST, tick, 'up');

/**
 * The highest price at which to buy; undefined where the grid has none within the slippage.
 * Rounding: down, so that the slippage is never exceeded.
 */
export const buyLimit = ({ reference, slippage, tick }: TakingTerms): PriceMicros | undefined =>
  toGrid(shifted(reference, slippage) ?? HIGHEST, tick, 'down');

/** What a taking order needs beside its market. */
export type TakingOrder = {
  readonly outcome: Outcome;
  readonly side: Side;
  readonly price: PriceMicros;
  readonly size: ShareMicros;
};

/** Builds a fill-and-kill order. */
export const takingOrder = (market: Market, wanted: TakingOrder): Order => ({
  condition: market.condition,
  token: tokenOf(market, wanted.outcome),
  ...wanted,
  timeInForce: 'FAK',
  liquidity: 'may-take',
});

/** Says an order's size and limit in words, for reasons. */
export const inWords = (order: Order): string =>
  `${order.side} ${formatShares(order.size)} ${order.outcome} at ${formatPrice(order.price)}`;
