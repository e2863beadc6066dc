// How good a recording of one market is: for how long its book is known, how long it was silent,
// and how often its sides met.

import { ROW } from '../domain/tape-block.ts';
import { emptyBuilder, isCrossed, setLevel } from './book-builder.ts';
import type { Level } from '../domain/book.ts';
import type { Outcome } from '../domain/market.ts';
import type { TapeEvent } from '../domain/tape-event.ts';
import { microsOfPrice } from '../units/price.ts';
import { microsOfShares } from '../units/shares.ts';
import type { BookBuilder, SideName } from './book-builder.ts';

/** How well one market is recorded. Unit: times in milliseconds. */
export type MarketQuality = {
  readonly slug: string;
  readonly books: number;
  readonly levels: number;
  readonly trades: number;
  /** How often the book ceased to be known, and for how long at the longest. */
  readonly gaps: number;
  readonly longestGapMs: number;
  /** The first and the last time of which the recording says something; both 0 if of none. */
  readonly from: number;
  readonly to: number;
  /** The share of that time in which the book is known. Range: 0 to 1. */
  readonly covered: number;
  /** The longest time in which the feed said nothing of a known book, not even that it lives. */
  readonly longestSilenceMs: number;
  /** How often the sides of the shown book began to meet. */
  readonly crossed: number;
  /** Level changes of a book that was not known. */
  readonly homeless: number;
};

/** Watches one market. Times are milliseconds and never fall. */
export type MarketWatch = {
  readonly level: (row: LevelRow) => void;
  readonly book: (ms: number, outcome: Outcome, event: BookEvent) => void;
  readonly trade: (ms: number) => void;
  readonly gap: (ms: number, outcome: Outcome) => void;
  readonly alive: (ms: number, outcome: Outcome) => void;
  readonly report: () => MarketQuality;
};

/** A level change in plain numbers. */
export type LevelRow = {
  readonly ms: number;
  readonly outcome: Outcome;
  readonly kind: number;
  readonly price: number;
  readonly size: number;
};

type BookEvent = Extract<TapeEvent, { readonly kind: 'book' }>;

const fill = (book: BookBuilder, side: SideName, levels: readonly Level[]): void => {
  book[side].prices.length = 0;
  book[side].sizes.length = 0;
  for (const { price, size } of levels)
    setLevel(book[side], Number(microsOfPrice(price)), Number(microsOfShares(size)));
};

// For how long the book is known, and for how long it is not.
type Spans = {
  readonly begin: (ms: number) => void;
  readonly end: (ms: number) => void;
  /** Takes that the feed said something about the market, be it of its book or not. */
  readonly heard: (ms: number) => void;
  /** Takes that the feed said something of the book. */
  readonly seen: (ms: number) => void;
  readonly sums: () => Pick<
    MarketQuality,
    'from' | 'to' | 'gaps' | 'longestGapMs' | 'longestSilenceMs' | 'covered'
  >;
};

const spans = (): Spans => {
  let knownSince: number | null = null;
  let from: number | null = null;
  let [to, unknownSince, lastSeen] = [0, 0, 0];
  let [gaps, longestGapMs, longestSilenceMs, knownMs] = [0, 0, 0, 0];
  const heard = (ms: number): void => {
    if (from === null) [from, unknownSince] = [ms, ms];
    to = ms;
  };
  const seen = (ms: number): void => {
    heard(ms);
    if (knownSince !== null) longestSilenceMs = Math.max(longestSilenceMs, ms - lastSeen);
    lastSeen = ms;
  };
  return {
    heard,
    seen,
    end: (ms) => {
      heard(ms);
      if (knownSince === null) return;
      seen(ms);
      knownMs += ms - knownSince;
      knownSince = null;
      unknownSince = ms;
      gaps += 1;
    },
    begin: (ms) => {
      seen(ms);
      if (knownSince !== null) return;
      longestGapMs = Math.max(longestGapMs, ms - unknownSince);
      knownSince = ms;
    },
    sums: () => {
      const first = from ?? 0;
      const known = knownMs + (knownSince === null ? 0 : to - knownSince);
      const gap = knownSince === null ? to - unknownSince : 0;
      return {
        from: first,
        to,
        gaps,
        longestGapMs: Math.max(longestGapMs, gap),
        longestSilenceMs,
        covered: to > first ? known / (to - first) : 0,
      };
    },
  };
};

/** Starts watching a market that is not known yet. */
export const watchMarket = (slug: string): MarketWatch => {
  const { begin, end, heard, seen, sums } = spans();
  const book = emptyBuilder();
  let followed: Outcome | null = null;
  let isMet = false;
  let [books, levels, trades, crossed, homeless] = [0, 0, 0, 0, 0];

  const look = (): void => {
    const meets = isCrossed(book);
    if (meets && !isMet) crossed += 1;
    isMet = meets;
  };
  return {
    level: ({ ms, outcome, kind, price, size }) => {
      levels += 1;
      if (followed !== outcome) {
        if (followed === null) homeless += 1;
        return;
      }
      seen(ms);
      setLevel(kind === ROW.bid ? book.bids : book.asks, price, size);
      look();
    },
    book: (ms, outcome, event) => {
      books += 1;
      if (followed !== null && followed !== outcome) return;
      followed = outcome;
      fill(book, 'bids', event.bids);
      fill(book, 'asks', event.asks);
      look();
      begin(ms);
    },
    trade: (ms) => {
      heard(ms);
      trades += 1;
    },
    gap: (ms, outcome) => {
      if (followed !== outcome) return heard(ms);
      followed = null;
      end(ms);
    },
    alive: (ms, outcome) => {
      if (followed === outcome) seen(ms);
    },
    report: () => ({ slug, books, levels, trades, crossed, homeless, ...sums() }),
  };
};
