// What is still held when a tape ends. A cycle values nothing by a book that is too old to trade
// on; a result has to be valued all the same, by the last book that there was, and says so.

import { computeEquity } from '../accounting/equity.ts';
import { known } from '../domain/observed.ts';
import { hours } from '../units/time.ts';
import type { MarkedEquity } from '../accounting/equity.ts';
import type { Book } from '../domain/book.ts';
import type { Observed } from '../domain/observed.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { TokenId } from '../units/ids.ts';

/** A final value, and whether it took books that no cycle would have taken. */
export type FinalMark = { readonly equity: MarkedEquity; readonly books: 'recent' | 'last-known' };

// Longer than any tape.
const ANY_AGE: DurationMs = hours(1_000_000);

/** Values what is held at the end, where the last cycle could not. */
export const markAtEnd = (
  venue: Pick<SimulatedVenue, 'lastBook' | 'universe' | 'now'>,
  { ledger }: Pick<PortfolioState, 'ledger'>,
  equity: MarkedEquity,
): FinalMark => {
  if (equity.kind === 'known') return { equity, books: 'recent' };
  const now = venue.now();
  const universe = venue.universe();
  const books = new Map<TokenId, Observed<Book>>();
  for (const { condition } of ledger.lots.values()) {
    const market = universe.markets.get(condition);
    for (const token of market === undefined ? [] : [market.yes, market.no]) {
      const book = venue.lastBook(token);
      if (book !== null) books.set(token, known(book, book.at));
    }
  }
  const input = { ledger, universe: known(universe, now), books, now, bookAgeMax: ANY_AGE };
  return { equity: computeEquity(input), books: 'last-known' };
};
