// A market as far as quoting needs it, read once from the view: its price, book, grid and sizes.

import { yesBook } from './fair-value.ts';
import { inventoryMax, quoteSizeMax } from './inventory.ts';
import { beliefVolatility } from './market-memory.ts';
import { isQuotable } from './quoting.ts';
import { minimumSize } from './sizing.ts';
import { fairPriceOf } from '../domain/fair-price.ts';
import { larger } from '../units/quantity.ts';
import type { Book } from '../domain/book.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { ValidFairPrice } from '../domain/fair-price.ts';
import type { Market } from '../domain/market.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { Tick } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';

/** A market that can be quoted. */
export type QuotedMarket = {
  readonly market: Market;
  readonly fair: ValidFairPrice;
  /** The market's one book, seen from YES. */
  readonly book: Book;
  /** The grid of the book, which is fresher than the market's metadata. */
  readonly tick: Tick;
  readonly sizeMin: ShareMicros;
  readonly qMax: ShareMicros;
  /** Unit: log-odds per square root of an hour. */
  readonly volatility: number;
};

/**
 * Reads a market for quoting; undefined where it cannot be quoted at all: no valid fair price, one
 * too near to 0 or 1, or a limit too small for a single quote of the minimum size.
 */
export const quotedMarket = (
  view: StrategyView,
  params: StrategyParameters,
  market: Market,
): QuotedMarket | undefined => {
  const fair = fairPriceOf(view.fair, market.condition);
  const read = yesBook(market, view.snapshot.books);
  if (fair.kind === 'invalid' || !read.ok) return undefined;
  const { tick, sizeMin: bookMin } = read.value;
  const qMax = inventoryMax(view.limits.exposurePerMarketMax, fair);
  const sizeMin = minimumSize(larger(market.sizeMin, bookMin), {
    price: fair.yes,
    liquidity: 'post-only',
  });
  if (!isQuotable(fair.yes, tick) || quoteSizeMax(qMax) < sizeMin) return undefined;
  const memory = view.memory.markets.get(market.condition);
  const volatility = beliefVolatility(memory, params.fair);
  return { market, fair, book: read.value, tick, sizeMin, qMax, volatility };
};
