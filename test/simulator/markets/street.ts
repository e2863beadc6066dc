// Markets side by side, each with a middle price that walks by a habit of its family, a book around
// it that is made anew at each full minute, and deals of others in between.

import { after, durationMs } from '../../../lib/units/time.ts';
import { bookAt, CENT, HIGHEST, LOWEST, tradeAt } from './quotes.ts';
import type { Market, Universe } from '../../../lib/domain/market.ts';
import type { Random } from '../../../lib/tape/generator/random.ts';
import type { EpochMs } from '../../../lib/units/time.ts';
import type { Family, Move } from './family.ts';
import type { Deal, Quote, Shape } from './quotes.ts';

/** A market at the begin of a minute. */
export type Spot = {
  readonly market: Market;
  /** Its place among the markets of its family, and the minute, both from 0. */
  readonly place: number;
  readonly minute: number;
  /** Its middle price in the minute before. Unit: mills. */
  readonly mid: number;
};

/** How a family behaves. */
export type Habits = {
  /** The middle price before the first minute. Unit: mills. */
  readonly opensAt: (place: number) => number;
  readonly walks: (spot: Spot) => number;
  /** The spread around it, in whole cents. Unit: mills. */
  readonly spread: (spot: Spot) => number;
  readonly shape: (spot: Spot) => Shape;
  /** The deals of the minute that begins. */
  readonly deals: (spot: Spot) => readonly Deal[];
  /** What else happens in it, in whatever order. */
  readonly besides: (spot: Spot, from: EpochMs) => readonly Move[];
};

/** Unit: ms. */
const MINUTE_MS = 60_000;

/** A time within a minute. Unit of what has passed: ms. */
export const within = (from: EpochMs, passed: number): EpochMs =>
  after(from, durationMs(BigInt(Math.floor(passed))));

/** A price on the coarse grid, inside of it. Unit: mills. */
export const onGrid = (mills: number): number =>
  Math.min(HIGHEST - CENT, Math.max(LOWEST + CENT, Math.round(mills / CENT) * CENT));

const quoteOf = (spot: Spot, mid: number, { spread }: Habits): Omit<Quote, 'at'> => {
  const width = Math.max(CENT, spread(spot));
  const bid = Math.max(LOWEST, Math.floor((mid - width / 2) / CENT) * CENT);
  return { market: spot.market, bid, ask: Math.min(HIGHEST, bid + width) };
};

const inTimeOrder = (moves: readonly Move[]): readonly Move[] =>
  moves.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));

// Most calls come at the full minute, so that most deals come between the end of one cycle and the
// begin of the next; some meet a cycle.
const dealTime = (random: Random): number =>
  random.chance(0.25) ? random.uniform() * 4_000 : (0.1 + random.uniform() * 0.85) * MINUTE_MS;

/** Makes a family of markets by its habits. */
export const streetOf = (universe: Universe, random: Random, habits: Habits): Family => {
  const markets = [...universe.markets.values()];
  const mids = markets.map((_, place) => habits.opensAt(place));
  let minute = -1;
  const ofMarket = (market: Market, place: number, from: EpochMs): readonly Move[] => {
    const spot = { market, place, minute, mid: mids[place] ?? 0 };
    const mid = onGrid(habits.walks(spot));
    mids[place] = mid;
    const quote = quoteOf(spot, mid, habits);
    const shape = habits.shape(spot);
    return [
      bookAt({ ...quote, at: from }, { shape, random }),
      ...habits
        .deals(spot)
        .map((deal) => tradeAt({ ...quote, at: within(from, dealTime(random)) }, deal, random)),
      ...habits.besides(spot, from),
    ];
  };
  return {
    universe,
    minute: (from) => {
      minute += 1;
      return inTimeOrder(markets.flatMap((market, place) => ofMarket(market, place, from)));
    },
  };
};
