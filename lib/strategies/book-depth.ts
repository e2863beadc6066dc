// How much of a book can be taken without going past a limit price.

import { mirrored, mirrorsBest } from '../domain/book.ts';
import { otherOutcome, tokenOf } from '../domain/market.ts';
import { larger, sum } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { elapsed } from '../units/time.ts';
import type { Book, Level } from '../domain/book.ts';
import type { Market, Outcome } from '../domain/market.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { TokenId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';

const isFresh = (view: StrategyView, book: Book): boolean =>
  elapsed(book.at, view.snapshot.now) <= view.limits.bookAgeMax;

/** The books of one market as far as they are known and recent. */
const booksOf = (view: StrategyView, market: Market): ReadonlyMap<TokenId, Book> =>
  new Map(
    [market.yes, market.no].flatMap((token): [TokenId, Book][] => {
      const observed = view.snapshot.books.get(token);
      return observed?.kind === 'known' && isFresh(view, observed.value)
        ? [[token, observed.value]]
        : [];
    }),
  );

/**
 * A token's book as far as it can be relied on: its own, else its complement's seen from here.
 * Undefined where none is known and recent, or the two contradict each other.
 */
export const reliableBook = (
  view: StrategyView,
  market: Market,
  outcome: Outcome,
): Book | undefined => {
  const token = tokenOf(market, outcome);
  const books = booksOf(view, market);
  const own = books.get(token);
  const other = books.get(tokenOf(market, otherOutcome(outcome)));
  if (own === undefined) return other === undefined ? undefined : mirrored(other, token);
  return other === undefined || mirrorsBest(own, other) ? own : undefined;
};

/**
 * A market with the grid and the minimum size that its book states, since both change while
 * metadata is cached; of two minimums the larger one.
 */
export const asTraded = (view: StrategyView, market: Market): Market => {
  const book = reliableBook(view, market, 'YES');
  if (book === undefined) return market;
  return { ...market, tick: book.tick, sizeMin: larger(market.sizeMin, book.sizeMin) };
};

const total = (levels: readonly Level[]): ShareMicros =>
  sum(
    ZERO_SHARES,
    levels.map((level) => level.size),
  );

/** The shares that can be sold at a limit or better. */
export const sharesBid = (book: Book, limit: PriceMicros): ShareMicros =>
  total(book.bids.filter((level) => level.price >= limit));

/** The shares that can be bought at a limit or better. */
export const sharesOffered = (book: Book, limit: PriceMicros): ShareMicros =>
  total(book.asks.filter((level) => level.price <= limit));
