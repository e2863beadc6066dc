// A market seen from one of its sides: there every quote is a bid for an outcome, so that bids and
// asks need one rule and not two. An ask at p is a bid for NO at 1 - p.

import { notional, sharesFor } from '../units/money.ts';
import { complement, lowerPrice, microsOfPrice, priceMicros } from '../units/price.ts';
import { priceOffset, shifted, toGrid } from '../units/price.ts';
import { isPositive, larger, minus, negate, smaller, sum } from '../units/quantity.ts';
import { toLot, ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import type { BookSide } from '../domain/market.ts';
import type { PriceMicros, Tick } from '../units/price.ts';
import type { PriceOffset, ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { BaselineMarket, BaselineQuote, RestingQuote } from './baseline.ts';

/** One side of a market. All prices are of the outcome that it bids for. */
export type OneSide = {
  readonly side: BookSide;
  readonly tick: Tick;
  readonly sizeMin: ShareMicros;
  /** Between the best bid and ask. Rounding: down. */
  readonly mid: PriceMicros;
  /** The best price of the others that sell the outcome: no bid may reach it. */
  readonly bestAsk: PriceMicros;
  readonly resting: readonly RestingQuote[];
  readonly held: ShareMicros;
  readonly room: UsdcMicros;
};

/** A price of the YES book as one of the outcome that a side bids for, and back. */
export const turned = (side: BookSide, price: PriceMicros): PriceMicros =>
  side === 'BID' ? price : complement(price);

/** Sees a market from one side. */
export const oneSide = (market: BaselineMarket, side: BookSide): OneSide => {
  const [below, above] =
    side === 'BID' ? [market.bestBid, market.bestAsk] : [market.bestAsk, market.bestBid];
  const [bestBid, bestAsk] = [turned(side, below), turned(side, above)];
  return {
    side,
    tick: market.tick,
    sizeMin: market.sizeMin,
    mid: priceMicros((microsOfPrice(bestBid) + microsOfPrice(bestAsk)) / 2n),
    bestAsk,
    resting: market.resting
      .filter((order) => order.side === side)
      .map((order) => ({ ...order, price: turned(side, order.price) })),
    held: market.held[side],
    room: market.room[side],
  };
};

/** The bid a margin below the mid, on the grid and below the best ask; undefined outside of it. */
export const bidAt = (
  { mid, bestAsk, tick }: OneSide,
  margin: PriceOffset,
): PriceMicros | undefined => {
  const wanted = shifted(mid, negate(margin));
  const below = shifted(bestAsk, priceOffset(-1n));
  return wanted === undefined || below === undefined
    ? undefined
    : toGrid(lowerPrice(wanted, below), tick, 'down');
};

const costOf = ({ price, size }: Pick<BaselineQuote, 'price' | 'size'>): UsdcMicros =>
  notional(size, price, 'up');

/** What stands on a side may use up: shares that are sold, dollars that are spent. */
type Used = { readonly shares: ShareMicros; readonly dollars: UsdcMicros };

const usedBy = (standing: readonly BaselineQuote[]): Used => {
  const of = (effect: BaselineQuote['effect']): readonly BaselineQuote[] =>
    standing.filter((quote) => quote.effect === effect);
  return {
    shares: sum(
      ZERO_SHARES,
      of('reducing').map(({ size }) => size),
    ),
    dollars: sum(ZERO_USDC, of('adding').map(costOf)),
  };
};

/**
 * The quotes that bid for a size at a price: what is held is given back first, the rest is bought
 * as far as it may be lost, and what is below the minimum of an order is left out.
 */
export const quotesFor = (
  view: OneSide,
  wanted: { readonly price: PriceMicros; readonly size: ShareMicros },
  standing: readonly BaselineQuote[],
): readonly BaselineQuote[] => {
  const { side, sizeMin, held, room } = view;
  const used = usedBy(standing);
  const atLeast = (size: ShareMicros): ShareMicros => (size < sizeMin ? ZERO_SHARES : size);
  const free = toLot(larger(ZERO_SHARES, minus(held, used.shares)), 'down');
  const reducing = atLeast(smaller(free, wanted.size));
  const affordable = sharesFor(larger(ZERO_USDC, minus(room, used.dollars)), wanted.price, 'down');
  const rest = toLot(smaller(affordable, minus(wanted.size, reducing)), 'down');
  const quote = (effect: BaselineQuote['effect'], size: ShareMicros): BaselineQuote => ({
    side,
    effect,
    price: wanted.price,
    size,
  });
  return [quote('reducing', reducing), quote('adding', atLeast(rest))].filter(({ size }) =>
    isPositive(size),
  );
};
