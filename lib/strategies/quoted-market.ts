// A market as far as quoting needs it, read once from the view: its price, book, grid and sizes.

import { minimumSize } from '../domain/minimum-size.ts';
import { yesBook } from './fair-value.ts';
import { inventoryMax, quoteSizeMax } from './inventory.ts';
import { beliefVolatility } from './market-memory.ts';
import { isQuotable } from './quoting.ts';
import { fairPriceOf } from '../domain/fair-price.ts';
import { larger } from '../units/quantity.ts';
import { err, ok } from '../units/result.ts';
import type { Book } from '../domain/book.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { InvalidBook, ValidFairPrice } from '../domain/fair-price.ts';
import type { Market } from '../domain/market.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { Tick } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';

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

/** Why a market cannot be quoted at all. */
export type PriceObstacle =
  | `no fair price: ${InvalidBook}`
  | 'too near to 0 or 1'
  | 'the limit is below one minimum quote';

const noFairPrice = (cause: InvalidBook): PriceObstacle => `no fair price: ${cause}`;

/**
 * Reads a market for quoting.
 * Refuses: where it has no valid fair price, one too near to 0 or 1, or a limit too small for a
 * single quote of the minimum size.
 */
export const quotedMarket = (
  view: StrategyView,
  params: StrategyParameters,
  market: Market,
): Result<QuotedMarket, PriceObstacle> => {
  const fair = fairPriceOf(view.fair, market.condition);
  const read = yesBook(market, view.snapshot.books);
  if (fair.kind === 'invalid') return err(noFairPrice(fair.cause));
  if (!read.ok) return err(noFairPrice(read.error));
  const { tick, sizeMin: bookMin } = read.value;
  const qMax = inventoryMax(view.limits.exposurePerMarketMax, fair);
  const sizeMin = minimumSize(larger(market.sizeMin, bookMin), {
    price: fair.yes,
    liquidity: 'post-only',
  });
  if (!isQuotable(fair.yes, tick)) return err('too near to 0 or 1');
  if (quoteSizeMax(qMax) < sizeMin) return err('the limit is below one minimum quote');
  const memory = view.memory.markets.get(market.condition);
  const volatility = beliefVolatility(memory, params.fair);
  return ok({ market, fair, book: read.value, tick, sizeMin, qMax, volatility });
};
