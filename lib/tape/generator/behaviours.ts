// How generated markets behave. Three populations are copied, each from the recordings that hold
// it, every recorded market weighing the same; together they are all the recorded sets.
//
// lively: games in play (mlb2025-ws-book-deltas, tickscope-ws-ticks).
// hectic: where crypto goes in a quarter of an hour (btc15m-top5-books, crypto-l2-and-trades).
// quiet: games hours before they start (mlb2026-depth-snapshots).
//
// Their dynamics are copied, not their clocks: generated markets end days later, so that strategies
// may act on them. The numbers were chosen so that medians and 90th percentiles of what comes out
// meet the recorded ones, which the calibration test prints and holds within a factor of two. That
// large takers and followed wallets know something is built in: it says nothing of real ones.

import type { BehaviourPlan } from './live-market.ts';

/** The recordings that a generated market is like. */
export type Population = 'lively' | 'hectic' | 'quiet';

/**
 * A usual lively market. Recorded, median and 90th percentile: spread 3 and 7 cents, depth 3,800
 * and 25,000 dollars, trade 7 and 126 dollars, 0.6 and 2.8 trades and 63 and 1,527 book changes a
 * minute, jump 0.5 and 5 cents. How much of the movement goes away again is recorded as well: the
 * variance of moves over five minutes is 0.7 times five times that over one; here it is 0.8.
 */
export const LIVELY: BehaviourPlan = {
  belief: {
    spells: { deviation: 1.1, minutes: 8 },
    walk: 0.02,
    noise: { deviation: 0.1, minutes: 2 },
    news: { perHour: 2, size: 0.6 },
  },
  makers: { halfSpread: 0.1, depth: 4_000, gap: 1 },
  crowd: { perMinute: 0.7, dollars: 6, spread: 2 },
  insidersPerMinute: 0.25,
  changesPerMinute: 55,
};

/**
 * The upper end of lively markets: deep, in the news, and watched by machines that leave a spread
 * of one tick. Too narrow for market making, which wants two, it is where flow following has room.
 */
export const WATCHED: BehaviourPlan = {
  ...LIVELY,
  belief: {
    ...LIVELY.belief,
    spells: { deviation: 0.6, minutes: 8 },
    news: { perHour: 4, size: 0.6 },
  },
  makers: { halfSpread: 0.002, depth: 20_000, gap: 1 },
  insidersPerMinute: 0.4,
  changesPerMinute: 1_900,
};

/** A lively market with a tick of a tenth of a cent. */
export const FINE_GRID: BehaviourPlan = {
  ...LIVELY,
  makers: { halfSpread: 0.12, depth: 4_000, gap: 2 },
};

/**
 * A hectic market. Recorded: spread 1 and 3 cents, depth 590 and 1,060 dollars, trade 5 and 30
 * dollars, 78 and 95 trades and 485 and 574 book changes a minute (between snapshots of about a
 * second), jump 6.5 and 16 cents. Those markets end with the quarter of an hour; this one keeps
 * coming back instead.
 */
export const HECTIC: BehaviourPlan = {
  belief: {
    spells: { deviation: 0.25, minutes: 8 },
    walk: 0.01,
    noise: { deviation: 0.55, minutes: 5 },
    news: { perHour: 0.5, size: 0.5 },
  },
  makers: { halfSpread: 0.01, depth: 780, gap: 1 },
  crowd: { perMinute: 60, dollars: 4.5, spread: 1.5 },
  insidersPerMinute: 0.25,
  changesPerMinute: 600,
};

/**
 * A quiet market. Recorded: spread 1 and 2 cents, depth 42,000 and 118,000 dollars, jump 0 and 0.
 * Trades and rates are not recorded: the set holds a snapshot a minute.
 */
export const QUIET: BehaviourPlan = {
  belief: {
    spells: { deviation: 0.5, minutes: 8 },
    walk: 0.0015,
    noise: { deviation: 0.002, minutes: 5 },
    news: { perHour: 0, size: 0 },
  },
  makers: { halfSpread: 0.01, depth: 42_000, gap: 1 },
  crowd: { perMinute: 1, dollars: 7, spread: 2.2 },
  insidersPerMinute: 0,
  changesPerMinute: 20,
};
