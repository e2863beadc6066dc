// How much of the other outcome a hedge asks for. A BUY that takes names the money it spends, size
// times limit, so at better prices it brings more shares than its size. A hedge that brings more
// than the bet opens the opposite one: it may spend only what the bet's shares cost at the best
// price, and its limit goes no deeper than it needs.

import { minimumSize } from '../domain/minimum-size.ts';
import { divide } from '../units/fixed-point.ts';
import { microsOfPrice, toGrid } from '../units/price.ts';
import { larger, minus, plus, smaller } from '../units/quantity.ts';
import { microsOfShares, shareMicros, toLot, ZERO_SHARES } from '../units/shares.ts';
import { affordableShares } from './affordable.ts';
import { sharesOffered } from './book-depth.ts';
import { reductionSize, sizeOrNothing } from './sizing.ts';
import type { Book, Level } from '../domain/book.ts';
import type { Market } from '../domain/market.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';

/** What a hedge has to cover, and what it may use. */
export type HedgeNeed = {
  readonly market: Market;
  /** The book of the token to buy. */
  readonly book: Book;
  /** The highest price that the slippage allows. */
  readonly limit: PriceMicros;
  /** The shares to cover. */
  readonly rest: ShareMicros;
  /** What an order sent before takes of the same book. */
  readonly taken: ShareMicros;
  readonly cash: UsdcMicros;
};

/** A hedge: its size times its limit is the money that it spends. */
export type Hedge = { readonly size: ShareMicros; readonly limit: PriceMicros };

/** The price of the last level that a purchase of so many shares reaches. */
const deepestFor = (levels: readonly Level[], size: ShareMicros): PriceMicros | undefined => {
  let reached = ZERO_SHARES;
  for (const level of levels) {
    reached = plus(reached, level.size);
    if (reached >= size) return level.price;
  }
  return levels.at(-1)?.price;
};

/** The size whose money at the limit buys the given shares at the best price. Rounding: down. */
const sizeAt = (
  bought: ShareMicros,
  { best, limit }: { readonly best: PriceMicros; readonly limit: PriceMicros },
): ShareMicros =>
  toLot(
    shareMicros(divide(microsOfShares(bought) * microsOfPrice(best), microsOfPrice(limit), 'down')),
    'down',
  );

/**
 * Plans a hedge that brings no more than the rest even if all of it fills at the best price; what
 * deeper levels leave missing is for the next cycle. Undefined where no order of at least the
 * minimum size does that.
 * Rounding: down to a lot.
 */
export const hedgeFor = (need: HedgeNeed): Hedge | undefined => {
  const { market, book, rest, taken, cash } = need;
  const asks = book.asks.filter((level) => level.price <= need.limit);
  const best = asks[0]?.price;
  const deepest = deepestFor(asks, plus(taken, rest));
  if (best === undefined || deepest === undefined) return undefined;
  const limit = toGrid(deepest, market.tick, 'up') ?? need.limit;
  const left = larger(ZERO_SHARES, minus(sharesOffered(book, limit), taken));
  const minimum = minimumSize(market.sizeMin, { price: limit, liquidity: 'may-take' });
  const bought = reductionSize({
    wanted: rest,
    available: smaller(affordableShares(cash, limit, market.fee), left),
    held: rest,
    minimum,
  });
  const size = sizeOrNothing(sizeAt(bought, { best, limit }), minimum);
  return size > ZERO_SHARES ? { size, limit } : undefined;
};
