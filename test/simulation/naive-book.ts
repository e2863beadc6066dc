// The recorded book of the oracle: one flat list of YES levels, searched from end to end each time.

import { microsOfPrice } from '../../lib/units/price.ts';
import { microsOfShares } from '../../lib/units/shares.ts';
import type { Outcome } from '../../lib/domain/market.ts';
import type { BookDepth, TapeEvent } from '../../lib/domain/tape-event.ts';
import type { PriceMicros } from '../../lib/units/price.ts';

export const DOLLAR = 1_000_000n;

/** A side of the YES book. */
export type NaiveSide = 'BID' | 'ASK';

/** A recorded YES level. */
export type NaiveLevel = {
  readonly side: NaiveSide;
  readonly price: bigint;
  size: bigint;
  taken: bigint;
};

/** The book, and the price of each side beyond which its source shows nothing. */
export type NaiveBook = {
  followed: Outcome | null;
  levels: NaiveLevel[];
  worstShown: { readonly [side in NaiveSide]: bigint | null };
};

/** Stands for a size that nobody has seen: more than ever trades. */
export const HIDDEN = 10n ** 30n;

export const yes = (outcome: Outcome, price: PriceMicros): bigint =>
  outcome === 'YES' ? microsOfPrice(price) : DOLLAR - microsOfPrice(price);

export const flip = (side: NaiveSide): NaiveSide => (side === 'BID' ? 'ASK' : 'BID');

/** Tells whether the first price comes before the second in a queue of that side. */
export const isBetter = (side: NaiveSide, a: bigint, b: bigint): boolean =>
  side === 'BID' ? a > b : a < b;

/** Tells whether an order of one side at a price matches an offer of the other side. */
export const meets = (side: NaiveSide, price: bigint, offer: bigint): boolean =>
  side === 'BID' ? price >= offer : price <= offer;

const sideFor = (outcome: Outcome, list: 'bids' | 'asks'): NaiveSide => {
  if (outcome === 'YES') return list === 'bids' ? 'BID' : 'ASK';
  return list === 'bids' ? 'ASK' : 'BID';
};

export const levelAt = (book: NaiveBook, side: NaiveSide, price: bigint): NaiveLevel | undefined =>
  book.levels.find((level) => level.side === side && level.price === price);

/** What can still be taken, best first. */
export const offers = (book: NaiveBook, side: NaiveSide): NaiveLevel[] =>
  book.levels
    .filter((level) => level.side === side && level.size > level.taken)
    .sort((a, b) => (isBetter(side, a.price, b.price) ? -1 : 1));

/** The size that a new order at a price stands behind. */
export const standing = (book: NaiveBook, side: NaiveSide, price: bigint): bigint => {
  const worst = book.worstShown[side];
  if (worst !== null && isBetter(side, worst, price)) return HIDDEN;
  return levelAt(book, side, price)?.size ?? 0n;
};

const worstOf = (book: NaiveBook, side: NaiveSide, depth: BookDepth): bigint | null => {
  const sorted = book.levels
    .filter((level) => level.side === side)
    .sort((a, b) => (isBetter(side, a.price, b.price) ? -1 : 1));
  if (depth.kind === 'whole' || sorted.length < depth.levels) return null;
  return sorted.at(-1)?.price ?? null;
};

const setLevel = (book: NaiveBook, side: NaiveSide, row: { price: bigint; size: bigint }): void => {
  const taken = levelAt(book, side, row.price)?.taken ?? 0n;
  book.levels = book.levels.filter((level) => level.side !== side || level.price !== row.price);
  if (row.size === 0n) return;
  book.levels.push({ side, ...row, taken: taken < row.size ? taken : row.size });
};

/** Applies a book or level event. Returns whether the book changed, or became known by it. */
export const recordBook = (
  book: NaiveBook,
  outcome: Outcome,
  event: Extract<TapeEvent, { kind: 'book' | 'level' }>,
): 'ignored' | 'changed' | 'opened' => {
  if (event.kind === 'level') {
    if (book.followed !== outcome) return 'ignored';
    setLevel(book, sideFor(outcome, event.side), {
      price: yes(outcome, event.price),
      size: microsOfShares(event.size),
    });
    return 'changed';
  }
  if (book.followed !== null && book.followed !== outcome) return 'ignored';
  const before = book.levels;
  book.levels = [];
  for (const list of ['bids', 'asks'] as const)
    for (const { price, size } of event[list]) {
      const row = { price: yes(outcome, price), size: microsOfShares(size) };
      const side = sideFor(outcome, list);
      setLevel(book, side, row);
      const old = before.find((level) => level.side === side && level.price === row.price);
      const now = levelAt(book, side, row.price);
      if (old !== undefined && now !== undefined)
        now.taken = old.taken < now.size ? old.taken : now.size;
    }
  const { depth } = event;
  book.worstShown = { BID: worstOf(book, 'BID', depth), ASK: worstOf(book, 'ASK', depth) };
  const opened = book.followed === null;
  book.followed = outcome;
  return opened ? 'opened' : 'changed';
};
