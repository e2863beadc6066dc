// How much of a book can be taken without going past a limit price.

import { mirrored, mirrorsBest } from '../domain/book.ts';
import { otherOutcome, tokenOf } from '../domain/market.ts';
import { sum } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { elapsed } from '../units/time.ts';
import type { Book, Level } from '../domain/book.ts';
import type { Market, Outcome } from '../domain/market.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { TokenId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';

const freshBook = (view: StrategyView, token: TokenId): Book | undefined => {
  const observed = view.snapshot.books.get(token);
  if (observed?.kind !== 'known') return undefined;
  const age = elapsed(observed.value.at, view.snapshot.now);
  return age > view.limits.bookAgeMax ? undefined : observed.value;
};

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
  const own = freshBook(view, token);
  const other = freshBook(view, tokenOf(market, otherOutcome(outcome)));
  if (own === undefined) return other === undefined ? undefined : mirrored(other, token);
  return other === undefined || mirrorsBest(own, other) ? own : undefined;
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
