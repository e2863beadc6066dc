// Live books put into the simulated venue, one per market. Both tokens' books are read; where one
// is missing, or they do not mirror each other, the market's book is not known at all.

import { mirrorsBest } from '../domain/book.ts';
import { universeOf } from '../domain/market.ts';
import { WHOLE } from '../domain/tape-event.ts';
import { present } from '../units/invariant.ts';
import type { Book } from '../domain/book.ts';
import type { Market } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';
import type { TokenId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';

/** The books of one poll, asked for at one time. */
export type PolledBooks = {
  readonly books: ReadonlyMap<TokenId, Observed<Book>>;
  readonly at: EpochMs;
};

/** How many markets had a book that could be read. */
export type FedBooks = { readonly read: number; readonly unreadable: number };

/** A market's one book as both tokens show it, or why it is not known. */
export type MarketBook =
  | { readonly kind: 'known'; readonly book: Book }
  | { readonly kind: 'unknown'; readonly cause: string };

const bookOf = (books: PolledBooks['books'], token: TokenId): Observed<Book> =>
  present(books.get(token), 'a book that was asked for is known or unknown');

/** The book of a market: that of its YES token where the other mirrors it. */
export const marketBook = (market: Market, { books }: PolledBooks): MarketBook => {
  const yes = bookOf(books, market.yes);
  const no = bookOf(books, market.no);
  if (yes.kind === 'unknown') return { kind: 'unknown', cause: yes.error.detail };
  if (no.kind === 'unknown') return { kind: 'unknown', cause: no.error.detail };
  return mirrorsBest(yes.value, no.value)
    ? { kind: 'known', book: yes.value }
    : { kind: 'unknown', cause: 'the books of the two tokens do not mirror each other' };
};

// Ticks change while metadata is kept; the book carries the one that holds.
const updateTerms = (venue: SimulatedVenue, market: Market, { tick, sizeMin }: Book): void => {
  if (tick !== market.tick || sizeMin !== market.sizeMin)
    venue.relist(universeOf([{ ...market, tick, sizeMin }], []));
};

const feed = (venue: SimulatedVenue, market: Market, polled: PolledBooks): boolean => {
  const { yes: token } = market;
  const { at } = polled;
  const found = marketBook(market, polled);
  if (found.kind === 'unknown') {
    venue.apply({ kind: 'gap', at, token, cause: found.cause });
    return false;
  }
  const { bids, asks } = found.book;
  updateTerms(venue, market, found.book);
  venue.apply({ kind: 'book', at, token, bids, asks, depth: WHOLE });
  return true;
};

/** Feeds the books of the given markets, always as those of their YES tokens. */
export const feedBooks = (
  venue: SimulatedVenue,
  markets: readonly Market[],
  polled: PolledBooks,
): FedBooks => {
  const read = markets.filter((market) => feed(venue, market, polled)).length;
  return { read, unreadable: markets.length - read };
};
