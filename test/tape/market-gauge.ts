// Measures one market while its events go by: its book on a fixed grid of times, its trades one by
// one, its rates by stretches of five minutes: a single minute of most markets has no trade at all.

import {
  bestAsk,
  bestBid,
  changesBetween,
  emptyBuilder,
  isCrossed,
} from '../../lib/tape/book-builder.ts';
import { setLevel, sideOf } from '../../lib/tape/book-builder.ts';
import { microsOfPrice } from '../../lib/units/price.ts';
import { microsOfShares } from '../../lib/units/shares.ts';
import { msOfEpoch } from '../../lib/units/time.ts';
import type { Level } from '../../lib/domain/book.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { ConditionId, TokenId } from '../../lib/units/ids.ts';
import type { BookBuilder, Side } from '../../lib/tape/book-builder.ts';

/**
 * What is measured. Books are looked at every 10 seconds, with all that happened until then, while
 * they are known and have two sides that do not meet; rates are means of five minutes in which the
 * book was known throughout.
 *
 * spread: best ask less best bid. Unit: dollar.
 * depth: the money on the best five levels, of bids and asks in turn: price x size of bids,
 * (1 - price) x size of asks. Unit: dollar.
 * tradeSize: price x size of one trade row. Unit: dollar.
 * tradesPerMinute, changesPerMinute: trade rows, and levels whose size changed.
 * jump: the size of the mid's change over 60 seconds. Unit: dollar.
 */
export const STATISTICS = [
  'spread',
  'depth',
  'tradeSize',
  'tradesPerMinute',
  'changesPerMinute',
  'jump',
] as const;

/** One measured quantity. */
export type Statistic = (typeof STATISTICS)[number];

/** The samples of one market. */
export type MarketSamples = { readonly condition: ConditionId } & Readonly<
  Record<Statistic, readonly number[]>
>;

/** Measures one market. */
export type MarketGauge = {
  readonly take: (event: TokenEvent) => void;
  readonly samples: MarketSamples;
};

/** An event that concerns one token. */
export type TokenEvent = Extract<TapeEvent, { readonly token: TokenId }>;

const GRID_MS = 10_000;
const STEPS_PER_MINUTE = 6;
const RATE_MINUTES = 5;
const STEPS_PER_RATE = RATE_MINUTES * STEPS_PER_MINUTE;
const DEPTH_LEVELS = 5;
const MILLION = 1_000_000;

/** Starts a gauge whose grid begins at a time. Unit: ms since 1970. */
export const startGauge = (condition: ConditionId, origin: number): MarketGauge => {
  const books = bookSamples();
  const rates = rateSamples();
  const tradeSize: number[] = [];
  const book = followedBook();
  let steps = 0;

  const advanceTo = (ms: number): void => {
    const due = Math.ceil((ms - origin) / GRID_MS);
    const known = book.known();
    if (known === undefined && due > steps) {
      // Nothing is measured meanwhile, however long that is.
      rates.turn(false);
      books.look(undefined);
      steps = due;
    }
    for (; steps < due; steps += 1) {
      if (steps % STEPS_PER_RATE === 0) rates.turn(true);
      books.look(known);
    }
  };
  const take = (event: TokenEvent): void => {
    advanceTo(Number(msOfEpoch(event.at)));
    if (event.kind === 'trade') {
      tradeSize.push(dollars(Number(microsOfPrice(event.price)), event.size));
      rates.addTrade();
      return;
    }
    rates.addChanges(book.apply(event));
    if (book.known() === undefined) rates.spoil();
  };
  return { take, samples: { condition, tradeSize, ...books.samples, ...rates.samples } };
};

const dollars = (priceMicros: number, size: Level['size']): number =>
  (priceMicros / MILLION) * (Number(microsOfShares(size)) / MILLION);

// The book of the token whose whole book came first, until a gap in its stream.
const followedBook = (): {
  readonly known: () => BookBuilder | undefined;
  /** Applies an event; gives back how many levels changed. */
  readonly apply: (event: Exclude<TokenEvent, { readonly kind: 'trade' }>) => number;
} => {
  let book = emptyBuilder();
  let followed: TokenId | undefined;

  const apply = (event: Exclude<TokenEvent, { readonly kind: 'trade' }>): number => {
    if (followed !== undefined && followed !== event.token) return 0;
    if (event.kind === 'gap') {
      followed = undefined;
      return 0;
    }
    if (event.kind === 'book') {
      const whole = builderOf(event);
      const changes = followed === undefined ? 0 : changesBetween(book, whole).length;
      book = whole;
      followed = event.token;
      return changes;
    }
    if (followed === undefined) return 0;
    const size = Number(microsOfShares(event.size));
    const before = setLevel(book[event.side], Number(microsOfPrice(event.price)), size);
    return before === size ? 0 : 1;
  };
  return { known: () => (followed === undefined ? undefined : book), apply };
};

const builderOf = (event: Extract<TokenEvent, { readonly kind: 'book' }>): BookBuilder => {
  const side = (levels: readonly Level[]): Side =>
    sideOf(
      levels.map(({ price, size }) => ({
        price: Number(microsOfPrice(price)),
        size: Number(microsOfShares(size)),
      })),
    ) ?? { prices: [], sizes: [] };
  return { bids: side(event.bids), asks: side(event.asks) };
};

const bookSamples = (): {
  readonly look: (book: BookBuilder | undefined) => void;
  readonly samples: Pick<MarketSamples, 'spread' | 'depth' | 'jump'>;
} => {
  const spread: number[] = [];
  const depth: number[] = [];
  const jump: number[] = [];
  let mids: readonly (number | undefined)[] = [];

  const look = (book: BookBuilder | undefined): void => {
    const mid = book === undefined ? undefined : midOf(book);
    mids = book === undefined ? [] : [...mids, mid].slice(-1 - STEPS_PER_MINUTE);
    if (book === undefined || mid === undefined) return;
    spread.push(((bestAsk(book) ?? 0) - (bestBid(book) ?? 0)) / MILLION);
    depth.push(moneyOn(book, 'bids'), moneyOn(book, 'asks'));
    const before = mids.length > STEPS_PER_MINUTE ? mids[0] : undefined;
    if (before !== undefined) jump.push(Math.abs(mid - before) / MILLION);
  };
  return { look, samples: { spread, depth, jump } };
};

const midOf = (book: BookBuilder): number | undefined => {
  const bid = bestBid(book);
  const ask = bestAsk(book);
  if (bid === undefined || ask === undefined || isCrossed(book)) return undefined;
  return (bid + ask) / 2;
};

const moneyOn = (book: BookBuilder, name: 'bids' | 'asks'): number => {
  const { prices, sizes } = book[name];
  const from = name === 'bids' ? Math.max(0, prices.length - DEPTH_LEVELS) : 0;
  let money = 0;
  for (let i = from; i < Math.min(from + DEPTH_LEVELS, prices.length); i += 1) {
    const price = (prices[i] ?? 0) / MILLION;
    money += (name === 'bids' ? price : 1 - price) * ((sizes[i] ?? 0) / MILLION);
  }
  return money;
};

const rateSamples = (): {
  readonly turn: (isKnown: boolean) => void;
  readonly spoil: () => void;
  readonly addTrade: () => void;
  readonly addChanges: (count: number) => void;
  readonly samples: Pick<MarketSamples, 'tradesPerMinute' | 'changesPerMinute'>;
} => {
  const tradesPerMinute: number[] = [];
  const changesPerMinute: number[] = [];
  let isWhole = false;
  let trades = 0;
  let changes = 0;
  return {
    turn: (isKnown) => {
      if (isWhole) {
        tradesPerMinute.push(trades / RATE_MINUTES);
        changesPerMinute.push(changes / RATE_MINUTES);
      }
      isWhole = isKnown;
      trades = 0;
      changes = 0;
    },
    spoil: () => void (isWhole = false),
    addTrade: () => void (trades += 1),
    addChanges: (count) => void (changes += count),
    samples: { tradesPerMinute, changesPerMinute },
  };
};
