// The takers of a generated market: a crowd that means nothing by it, arbitrage that takes what
// makers forgot, and those who know of news before it is out. An order walks the book level by
// level, up to its limit.

import { GRID } from './grid-book.ts';
import { someInsider, someoneElse, someTarget } from './wallets.ts';
import type { PrintWallet } from '../../domain/print.ts';
import type { SideName } from '../book-builder.ts';
import type { Desk, Taker } from './desk.ts';
import type { MakersPlan } from './makers.ts';
import type { Random } from './random.ts';

/** The orders of a crowd: most are small and few are huge. */
export type CrowdPlan = {
  /** In a usual minute. */
  readonly perMinute: number;
  /** Their median. */
  readonly dollars: number;
  /** The standard deviation of the logarithms of their sizes. */
  readonly spread: number;
};

/** The takers of one market. Each call is one order, and gives the move it causes in log-odds. */
export type Takers = {
  readonly crowd: () => number;
  readonly arbitrage: (stale: SideName) => number;
  readonly insider: (direction: -1 | 1) => number;
};

const LEAST_DOLLARS = 1;
const MOST_DOLLARS = 20_000;

const TARGETS_AMONG_INSIDERS = 0.4;
const INSIDER_DOLLARS = 400;
const INSIDER_SPREAD = 0.8;
// Above the 5,000 dollars from which on a print counts as a whale's.
const WHALES_AMONG_INSIDERS = 0.3;
const WHALE_DOLLARS_MIN = 5_300;
const WHALE_DOLLARS_MEAN_EXTRA = 2_500;
// The wallets to follow also trade without knowing anything.
const TARGETS_AMONG_CROWD = 0.002;

// How far from the best price an order reaches. Unit: dollar.
const CROWD_REACH = 0.03;
const INSIDER_REACH = 0.08;
// An order as large as the depth of five levels moves beliefs by this for a while. Unit: log-odds.
const IMPACT = 0.06;
const IMPACT_MAX = 0.1;

const LOTS_PER_SHARE = 100;
const BY_OTHER_TOKEN = 0.3;

type Order = {
  readonly hits: SideName;
  readonly dollars: number;
  /** Unit: dollar. */
  readonly reach: number;
  readonly wallet: PrintWallet;
  readonly token: Taker['token'];
};

/** Sets up the takers of a desk. */
export const startTakers = (desk: Desk, plan: TakersPlan, random: Random): Takers => {
  const { crowd } = plan;
  const place = (order: Order): number => {
    const transaction = `0x${random.hexDigits(64)}`;
    const taken = walk(desk, order, transaction) / plan.makers.depth;
    return (order.hits === 'asks' ? 1 : -1) * Math.min(IMPACT_MAX, IMPACT * taken);
  };
  return {
    crowd: () => place(crowdOrder(crowd, random)),
    arbitrage: (stale) =>
      place({
        hits: stale,
        dollars: dollarsDrawn(random, crowd.dollars, crowd.spread),
        reach: 0,
        wallet: someoneElse(random),
        token: 'YES',
      }),
    insider: (direction) => place(insiderOrder(direction, random)),
  };
};

type TakersPlan = { readonly crowd: CrowdPlan; readonly makers: Pick<MakersPlan, 'depth'> };

const dollarsDrawn = (random: Random, median: number, spread: number): number =>
  Math.min(MOST_DOLLARS, Math.max(LEAST_DOLLARS, random.logNormal(median, spread)));

const crowdOrder = (plan: CrowdPlan, random: Random): Order => ({
  hits: random.chance(0.5) ? 'asks' : 'bids',
  dollars: dollarsDrawn(random, plan.dollars, plan.spread),
  reach: CROWD_REACH,
  wallet: random.chance(TARGETS_AMONG_CROWD) ? someTarget(random) : someoneElse(random),
  token: random.chance(BY_OTHER_TOKEN) ? 'NO' : 'YES',
});

// Insiders buy what will be worth more.
const insiderOrder = (direction: -1 | 1, random: Random): Order => ({
  hits: direction === 1 ? 'asks' : 'bids',
  dollars: random.chance(WHALES_AMONG_INSIDERS)
    ? WHALE_DOLLARS_MIN + random.exponential(WHALE_DOLLARS_MEAN_EXTRA)
    : dollarsDrawn(random, INSIDER_DOLLARS, INSIDER_SPREAD),
  reach: INSIDER_REACH,
  wallet: random.chance(TARGETS_AMONG_INSIDERS) ? someTarget(random) : someInsider(random),
  token: direction === 1 ? 'YES' : 'NO',
});

// The worst price that an order accepts. The last level of a side is out of reach.
const limitOf = ({ book, step }: Desk, { hits, reach }: Order): number => {
  const limit = book.best(hits) + (hits === 'asks' ? 1 : -1) * Math.round(reach * GRID);
  return Math.min(GRID - 2 * step(), Math.max(2 * step(), limit));
};

// Takes level after level; gives the dollars that were spent.
const walk = (desk: Desk, order: Order, transaction: string): number => {
  const { hits, token, wallet } = order;
  const limit = limitOf(desk, order);
  let left = order.dollars;
  for (;;) {
    const price = desk.book.best(hits);
    const isBeyond = hits === 'asks' ? price > limit : price < limit;
    const cost = (token === 'YES' ? price : GRID - price) / GRID;
    const wanted = Math.floor((left / cost) * LOTS_PER_SHARE);
    if (isBeyond || wanted === 0) return order.dollars - left;
    const there = desk.book.sizeAt(hits, price);
    const lots = Math.min(wanted, there);
    desk.trade({ hits, price, lots, taker: { token, wallet, transaction } });
    desk.setLevel(hits, price, there - lots);
    left -= (lots * cost) / LOTS_PER_SHARE;
  }
};
