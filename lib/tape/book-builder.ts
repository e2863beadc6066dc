// The book that a recording's changes add up to, in plain numbers: what readers compare with the
// hashes, tops and whole books that the recording also holds.

import { LEVELS_MAX } from '../domain/book.ts';
import { toPrice, toShares } from './numbers.ts';
import type { Book, Level } from '../domain/book.ts';

/** The two sides by the names that books use. */
export type SideName = 'bids' | 'asks';

/** One level, in micros. */
export type RawLevel = { readonly price: number; readonly size: number };

/** One side, prices rising; the arrays run in parallel and are changed in place. */
export type Side = { readonly prices: number[]; readonly sizes: number[] };

/** A book under construction. */
export type BookBuilder = { readonly bids: Side; readonly asks: Side };

/** A book without levels. */
export const emptyBuilder = (): BookBuilder => ({
  bids: { prices: [], sizes: [] },
  asks: { prices: [], sizes: [] },
});

const positionOf = (prices: readonly number[], price: number): number => {
  let low = 0;
  let high = prices.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((prices[middle] ?? 0) < price) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The size at a price, zero where there is none. */
export const sizeAt = (side: Side, price: number): number => {
  const at = positionOf(side.prices, price);
  return side.prices[at] === price ? (side.sizes[at] ?? 0) : 0;
};

/** Sets the size at a price, zero removing the level; gives back the size it had. */
export const setLevel = (side: Side, price: number, size: number): number => {
  const at = positionOf(side.prices, price);
  if (side.prices[at] !== price) {
    if (size === 0) return 0;
    side.prices.splice(at, 0, price);
    side.sizes.splice(at, 0, size);
    return 0;
  }
  const before = side.sizes[at] ?? 0;
  if (size !== 0) {
    side.sizes[at] = size;
    return before;
  }
  side.prices.splice(at, 1);
  side.sizes.splice(at, 1);
  return before;
};

/** Builds a side from levels; undefined where a price stands twice or there are too many. */
export const sideOf = (levels: readonly RawLevel[]): Side | undefined => {
  if (levels.length > LEVELS_MAX) return undefined;
  const side: Side = { prices: [], sizes: [] };
  const rising = levels.filter((level) => level.size > 0).sort((a, b) => a.price - b.price);
  for (const level of rising) {
    if (side.prices.at(-1) === level.price) return undefined;
    side.prices.push(level.price);
    side.sizes.push(level.size);
  }
  return side;
};

/** The highest bid, undefined where there is none. */
export const bestBid = (book: BookBuilder): number | undefined => book.bids.prices.at(-1);

/** The lowest ask, undefined where there is none. */
export const bestAsk = (book: BookBuilder): number | undefined => book.asks.prices[0];

/** Tells whether the sides meet: a book that the venue would have matched, or is just matching. */
export const isCrossed = (book: BookBuilder): boolean => {
  const bid = bestBid(book);
  const ask = bestAsk(book);
  return bid !== undefined && ask !== undefined && bid >= ask;
};

const typed = (side: Side): Level[] =>
  side.prices.map((price, i) => ({ price: toPrice(price), size: toShares(side.sizes[i] ?? 0) }));

/** The levels in the form of a tape event, best first. */
export const levelsOf = (book: BookBuilder): Pick<Book, 'bids' | 'asks'> => ({
  bids: typed(book.bids).reverse(),
  asks: typed(book.asks),
});

/** A level named by its side and price. */
export const levelKey = (level: { readonly side: SideName; readonly price: number }): string =>
  `${level.side}@${String(level.price)}`;

/** One price at which two books differ. */
export type LevelChange = RawLevel & { readonly side: SideName; readonly before: number };

const changesOfSide = (side: SideName, before: Side, after: Side): LevelChange[] => {
  const prices = new Set([...before.prices, ...after.prices]);
  return [...prices]
    .sort((a, b) => a - b)
    .map((price) => ({ side, price, before: sizeAt(before, price), size: sizeAt(after, price) }))
    .filter((change) => change.before !== change.size);
};

/** Every price at which the second book differs from the first. */
export const changesBetween = (before: BookBuilder, after: BookBuilder): readonly LevelChange[] => [
  ...changesOfSide('bids', before.bids, after.bids),
  ...changesOfSide('asks', before.asks, after.asks),
];

/**
 * Changes of one moment in the order in which to apply them: of several at one price the last, and
 * removals first, so that the sides do not meet in between.
 */
export const inApplyingOrder = (changes: readonly LevelChange[]): readonly LevelChange[] => {
  if (changes.length < 2) return changes;
  const net = [...new Map(changes.map((change) => [levelKey(change), change])).values()];
  return [...net.filter(({ size }) => size === 0), ...net.filter(({ size }) => size !== 0)];
};

/** Tells whether one book is the other seen from the other token. */
export const isMirror = (one: BookBuilder, other: BookBuilder): boolean =>
  mirrors(one.bids, other.asks) && mirrors(one.asks, other.bids);

const UNIT = 1_000_000;
const mirrors = (side: Side, opposite: Side): boolean => {
  const count = side.prices.length;
  if (opposite.prices.length !== count) return false;
  return side.prices.every(
    (price, i) =>
      opposite.prices[count - 1 - i] === UNIT - price &&
      opposite.sizes[count - 1 - i] === side.sizes[i],
  );
};
