// The market makers of a generated market, as one crowd. Whoever acts first takes back all that is
// stale, then quotes better where that can be; where neither is due, one level comes or goes.

import { crowdPrices, outwards, SIDES } from './crowd-prices.ts';
import { GRID } from './grid-book.ts';
import type { SideName } from '../book-builder.ts';
import type { CrowdPrices, CrowdView } from './crowd-prices.ts';
import type { Desk } from './desk.ts';
import type { Random } from './random.ts';

/** How a crowd of makers quotes. */
export type MakersPlan = {
  /** Unit: log-odds. */
  readonly halfSpread: number;
  /** The money on the best five levels of a side. Unit: dollar. */
  readonly depth: number;
  /** The usual distance between levels. Unit: tick. */
  readonly gap: number;
};

/** A crowd of makers. */
export type Makers = {
  readonly see: (view: CrowdView) => void;
  /** Fills an empty book. */
  readonly openBook: () => void;
  /** Brings the best prices up to date, or else changes one level, unless the dice say none. */
  readonly act: () => void;
  readonly staleSide: CrowdPrices['staleSide'];
  /** Puts a level at the end of each side, which nobody takes away. */
  readonly holdEnds: () => void;
};

const LEVELS_COUNTED = 5;
// The spread of sizes around their median, as a standard deviation of logarithms.
const SIZE_SPREAD = 0.7;
const MEAN_OVER_MEDIAN = Math.exp((SIZE_SPREAD * SIZE_SPREAD) / 2);
// A new best price begins small; further out, levels grow by this part each.
const FIRST_SIZE = 0.6;
const GROWTH = 0.1;
const LOTS_PER_SHARE = 100;
const LEAST_LOTS = 500;
// Changes happen near the best price; of the levels hit, this part goes away.
const CHURN_MEAN_LEVELS = 3;
const REMOVED = 0.2;
// An opening book is dense up to here and thins out beyond.
const NEAR_LEVELS = 14;
const FAR_GROWTH = 1.3;
const END_DOLLARS = 400;

/** Sets up the makers of a desk. */
export const startMakers = (desk: Desk, plan: MakersPlan, random: Random): Makers => {
  let view: CrowdView = { belief: 0.5, spreadFactor: 1, depthFactor: 1 };
  const prices = crowdPrices(desk, plan.halfSpread, () => view);

  const quote = (side: SideName, price: number, factor: number): void => {
    const dollars = (plan.depth / LEVELS_COUNTED) * view.depthFactor * factor;
    const drawn = random.logNormal(dollars / MEAN_OVER_MEDIAN, SIZE_SPREAD);
    desk.setLevel(side, price, Math.max(LEAST_LOTS, lotsFor(drawn, side, price)));
  };
  const crowd: Crowd = { desk, plan, prices, random, quote };
  const holdEnds = (): void => {
    for (const side of SIDES) {
      const end = prices.endOf(side);
      desk.setLevel(side, end, lotsFor(END_DOLLARS, side, end));
    }
  };
  const act = (): void => {
    const isSettled = prices.staleSide() === undefined;
    for (let side = prices.staleSide(); side !== undefined; side = prices.staleSide())
      desk.setLevel(side, desk.book.best(side), 0);
    const improvable = prices.improvableSide();
    if (improvable !== undefined) quote(improvable, prices.wanted(improvable), FIRST_SIZE);
    else if (isSettled) comeOrGo(crowd);
  };
  return {
    see: (seen) => {
      view = seen;
    },
    openBook: () => {
      for (const side of SIDES) openSide(crowd, side);
      holdEnds();
    },
    act,
    staleSide: prices.staleSide,
    holdEnds,
  };
};

type Crowd = {
  readonly desk: Desk;
  readonly plan: MakersPlan;
  readonly prices: CrowdPrices;
  readonly random: Random;
  /** Sets a level to a usual size times a factor. */
  readonly quote: (side: SideName, price: number, factor: number) => void;
};

// Bids are paid with the price of YES, asks with that of NO.
const lotsFor = (dollars: number, side: SideName, price: number): number => {
  const cost = (side === 'bids' ? price : GRID - price) / GRID;
  return Math.round((dollars / cost) * LOTS_PER_SHARE);
};

// Levels other than the best one lie on round prices, where the gap says so.
const comeOrGo = ({ desk, plan, prices, random, quote }: Crowd): void => {
  const side = random.chance(0.5) ? 'bids' : 'asks';
  const best = desk.book.best(side);
  const level = Math.floor(random.exponential(CHURN_MEAN_LEVELS));
  const grid = plan.gap * desk.step();
  const exact = best + outwards(side) * level * grid;
  const price = level === 0 ? best : Math.round(exact / grid) * grid;
  const isBetter = (best - price) * outwards(side) > 0;
  if (isBetter || !prices.isWithin(side, price)) return;
  const isTaken = price !== best && desk.book.sizeAt(side, price) > 0;
  if (isTaken && random.chance(REMOVED)) desk.setLevel(side, price, 0);
  else quote(side, price, 1 + level * GROWTH);
};

const openSide = ({ desk, plan, prices, quote }: Crowd, side: SideName): void => {
  const grid = plan.gap * desk.step();
  let distance = 0;
  for (let level = 0; ; level += 1) {
    const price = prices.wanted(side) + outwards(side) * Math.round(distance) * grid;
    if (!prices.isWithin(side, price)) return;
    quote(side, price, 1 + level * GROWTH);
    distance = level < NEAR_LEVELS ? distance + 1 : distance * FAR_GROWTH;
  }
};
