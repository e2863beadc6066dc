// The recording has no trades, but the venue sends a whole `book` right after each one, and
// announces every change that is not a trade in a `price_change`. So what the book has less than
// the one built from the changes before it, at its best prices, was traded:
//   - from the best level on: whole levels, the last one perhaps in part; bids that went were
//     hit by a seller, asks by a buyer; both sides at once are two takers since the message
//     before;
//   - what the next `price_change` lists, if it comes at once, are changes of other orders,
//     which the book already shows (among them what the taker left resting). A level that it
//     lists with the very size that the book shows was traded and changed otherwise: no fill
//     can be told there.
// If anything else differs, changes were lost before the book came, and no fill is told at all.

import { levelKey, sizeAt } from '../book-builder.ts';
import type { BookBuilder, LevelChange, RawLevel, SideName } from '../book-builder.ts';

/** A fill: the side whose resting orders were filled, and how many shares at what price. */
export type Fill = RawLevel & { readonly side: SideName };

/** What a whole book tells about the time since the message before it. */
export type BookStory =
  | { readonly kind: 'traded'; readonly fills: readonly Fill[] }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'lost'; readonly unexplained: readonly LevelChange[] };

/** The book built before, the whole book, where they differ, and what is announced right after. */
export type Comparison = {
  readonly before: BookBuilder;
  readonly after: BookBuilder;
  readonly changes: readonly LevelChange[];
  readonly announced: readonly Fill[];
};

const fillsOn = (side: SideName, { before, after, announced }: Comparison): readonly Fill[] => {
  const { prices, sizes } = before[side];
  const fills: Fill[] = [];
  for (let n = 0; n < prices.length; n++) {
    const i = side === 'asks' ? n : prices.length - 1 - n;
    const price = prices[i] ?? 0;
    const left = sizeAt(after[side], price);
    const size = (sizes[i] ?? 0) - left;
    const isMixed = announced.some((l) => l.side === side && l.price === price && l.size === left);
    if (size <= 0 || isMixed) break;
    fills.push({ side, price, size });
    if (left > 0) break;
  }
  return fills;
};

/** Reads the fills out of the difference of two books. */
export const storyOf = (comparison: Comparison): BookStory => {
  const fills = [...fillsOn('bids', comparison), ...fillsOn('asks', comparison)];
  const explained = new Set([...fills, ...comparison.announced].map(levelKey));
  const unexplained = comparison.changes.filter((change) => !explained.has(levelKey(change)));
  if (unexplained.length > 0) return { kind: 'lost', unexplained };
  return fills.length > 0 ? { kind: 'traded', fills } : { kind: 'unclear' };
};
