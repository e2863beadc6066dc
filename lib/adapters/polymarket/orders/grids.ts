// Grids move while metadata is kept for minutes, and they move near 0 and 1, where exits are most
// needed. Each book tells its own, so an order is signed on the grid of the last one.

import type { VenueReads } from '../../../ports/venue.ts';
import type { TokenId } from '../../../units/ids.ts';
import type { Tick } from '../../../units/price.ts';

/** A read of books that keeps their grids. */
export type Grids = Pick<VenueReads, 'fetchBooks'> & {
  /** The grid of a token's book as it was last read; undefined where it never was. */
  readonly tickOf: (token: TokenId) => Tick | undefined;
};

/** Makes a read of books keep their grids. */
export const keepGrids = (fetchBooks: VenueReads['fetchBooks']): Grids => {
  const ticks = new Map<TokenId, Tick>();
  return {
    fetchBooks: async (tokens) => {
      const books = await fetchBooks(tokens);
      for (const [token, book] of books)
        if (book.kind === 'known') ticks.set(token, book.value.tick);
      return books;
    },
    tickOf: (token) => ticks.get(token),
  };
};
