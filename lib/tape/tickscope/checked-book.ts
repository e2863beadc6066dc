// A book without an opening snapshot is built from its changes alone. Every row tells the best
// prices that result, which is the only check: after the last row of each millisecond (a message
// may have several) they must be those of the built book. Once they have been 20 times on end,
// the book is shown; where they are not, it is hidden, and starts again. Levels that the recorded
// best prices rule out are then dropped: their removal was missed. Levels that never changed are
// not in the book, so it may lack depth, never have too much of it.

import { bestAsk, bestBid, emptyBuilder, setLevel } from '../book-builder.ts';
import { textOfMicros } from '../numbers.ts';
import type { BookBuilder, LevelChange, Side } from '../book-builder.ts';
import type { At, BookFeed } from '../book-feed.ts';
import type { Findings } from '../format.ts';
import type { ChangeRow } from './rows.ts';

// A wrong level at the top would show up at the next change near it; 20 changes take about a
// second.
const FITS_NEEDED = 20;
const UNIT = 1_000_000;

/** A book that is checked against the recorded best prices. */
export type CheckedBook = {
  /** Applies a row; gives the size that the level had. */
  readonly apply: (row: ChangeRow, line: number) => number;
  /** Takes that the rows of a millisecond are complete. */
  readonly settle: (at: number) => void;
  /** Takes that messages may have been missed. */
  readonly lose: (at: number, cause: string) => void;
};

/** Starts a book of which nothing is known. */
export const checkedBook = (feed: BookFeed, tell: Findings['tell']): CheckedBook => {
  const book = emptyBuilder();
  let changes: LevelChange[] = [];
  let last: { readonly row: ChangeRow; readonly line: number } | undefined;
  let fits = 0;

  const lose = (at: number, cause: string): void => {
    feed.hide(at, cause);
    fits = 0;
  };
  const check = ({ row, line }: NonNullable<typeof last>, at: At): void => {
    if (fitsTop(book, row)) {
      fits += 1;
      if (fits >= FITS_NEEDED) feed.show(at, book, changes);
      return;
    }
    if (feed.isShown()) {
      const detail = `built ${topOf(book)}, recorded ${textOfTop(row.bestBid, row.bestAsk)}`;
      tell({ kind: 'top-mismatch', line, rows: 1, detail });
    }
    lose(at.ms, 'best prices differ from the recorded ones');
    dropRuledOut(book, row);
  };
  return {
    lose,
    apply: (row, line) => {
      const before = setLevel(book[row.side], row.price, row.size);
      if (before !== row.size) changes.push({ ...row, before });
      last = { row, line };
      return before;
    },
    settle: (at) => {
      if (last !== undefined) check(last, { ms: at, line: last.line });
      changes = [];
      last = undefined;
    },
  };
};

const fitsTop = (book: BookBuilder, row: ChangeRow): boolean =>
  (bestBid(book) ?? 0) === row.bestBid && (bestAsk(book) ?? UNIT) === row.bestAsk;

const textOfTop = (bid: number, ask: number): string =>
  `${textOfMicros(bid)} to ${textOfMicros(ask)}`;

const topOf = (book: BookBuilder): string => textOfTop(bestBid(book) ?? 0, bestAsk(book) ?? UNIT);

const dropRuledOut = (book: BookBuilder, row: ChangeRow): void => {
  drop(book.bids, (price) => price > row.bestBid);
  drop(book.asks, (price) => price < row.bestAsk);
};

const drop = (side: Side, isRuledOut: (price: number) => boolean): void => {
  for (const price of side.prices.filter(isRuledOut)) setLevel(side, price, 0);
};
