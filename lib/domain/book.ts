// Order books, best level first whatever order the venue lists them in.

import { complement } from '../units/price.ts';
import type { TokenId } from '../units/ids.ts';
import type { PriceMicros, Tick } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/** The total size resting at one price. */
export type Level = { readonly price: PriceMicros; readonly size: ShareMicros };

/** One token's book. Bids fall, asks rise, so that the first level is the best one. */
export type Book = {
  readonly token: TokenId;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  readonly tick: Tick;
  readonly sizeMin: ShareMicros;
  /** When the source vouched for this book: its age counts from here. */
  readonly at: EpochMs;
};

/** The most levels of a side that we keep. The venue's finest grid has 9,999 prices. */
export const LEVELS_MAX = 10_000;

/** Sorts levels into our order: best first. */
export const bestFirst = (side: 'bids' | 'asks', levels: readonly Level[]): readonly Level[] =>
  levels.toSorted((a, b) => {
    if (a.price === b.price) return 0;
    const rising = a.price < b.price ? -1 : 1;
    return side === 'asks' ? rising : -rising;
  });

/** The same book seen from the other token: a bid at b is an ask at 1 - b. */
export const mirrored = (book: Book, other: TokenId): Book => {
  const flip = (levels: readonly Level[]): readonly Level[] =>
    levels.map((level) => ({ price: complement(level.price), size: level.size }));
  return { ...book, token: other, bids: flip(book.asks), asks: flip(book.bids) };
};

const isComplement = (a: Level | undefined, b: Level | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b;
  return a.price === complement(b.price);
};

/**
 * Tells whether the best prices of one book mirror those of the other token's book. Two tokens that
 * are no pair, or a corrupt book, show there at once.
 * Source: btc15m-top5-books-2026-02: best prices mirror in 99.8 % of 14,611 rows, sizes of the top
 * five levels in 98.7 %, since the two books are not read at the same instant.
 */
export const mirrorsBest = (book: Book, other: Book): boolean =>
  isComplement(book.bids[0], other.asks[0]) && isComplement(book.asks[0], other.bids[0]);
