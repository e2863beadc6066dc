// What the venue's liquidity rewards would have paid, sample by sample: the score of our orders
// over the score of all. A book does not tell which orders are of one maker, and the same orders
// score more or less by that. The others get the most that any makers could score with them, so
// that our share may be too small and is never too large.
//
// Source: docs.polymarket.com/market-makers/liquidity-rewards, read 2026-11-28: one sample a
// minute, 1,440 a day; an order counts after 30 s; a day pays at midnight UTC, and nothing below a
// dollar.

import { bothSides, distanceScore, mostOfMakers } from '../strategies/rewards.ts';
import { microsOfOffset } from '../units/price.ts';
import { microsOfShares } from '../units/shares.ts';
import { microsOfUsdc } from '../units/usdc.ts';
import { UNIT } from '../simulation/micros.ts';
import type { BookSide, RewardTerms } from '../domain/market.ts';
import type { KeyedLevel } from '../simulation/ladder.ts';
import type { RecordedSides } from '../simulation/looks.ts';

/** Size on one side of the YES book. Unit: key in 10^-6 dollar on its side, size in 10^-6 share. */
export type Quoted = KeyedLevel & { readonly side: BookSide };

/** The samples of a day. */
export const SAMPLES_A_DAY = 1_440;

/** How old an order must be to score. */
export const SCORING_AGE_MS = 30_000;

type BothSides = Pick<RecordedSides, 'bids' | 'asks'>;

type PaidTerms = Extract<RewardTerms, { readonly kind: 'paid' }>;

/** Both sides' scores: bids of YES and asks of NO, and the other way round. */
export type SideScores = Readonly<Record<BookSide, number>>;

/** Scores orders by their distance from the mid. Unit: distance and spread in 10^-6 dollar. */
export const scoreSides = (
  orders: readonly (Pick<Quoted, 'side' | 'size'> & { readonly distance: number })[],
  spreadMax: number,
): SideScores => {
  const sum = (side: BookSide): number =>
    orders
      .filter((order) => order.side === side)
      .reduce((total, { size, distance }) => total + size * distanceScore(distance, spreadMax), 0);
  return { BID: sum('BID'), ASK: sum('ASK') };
};

// The mid between the best levels that are large enough to count.
const adjustedMid = (book: BothSides, sizeMin: number): number | null => {
  const best = (levels: readonly KeyedLevel[]): number | undefined =>
    levels.find(({ size }) => size >= sizeMin)?.key;
  const [bid, ask] = [best(book.bids()), best(book.asks())];
  return bid === undefined || ask === undefined ? null : (bid + UNIT - ask) / 2;
};

const distanceFrom = (mid: number, { side, key }: Quoted): number =>
  Math.abs((side === 'BID' ? key : UNIT - key) - mid);

/**
 * What one sample of a market pays us.
 * Unit: 10^-6 dollar, an estimate.
 */
export const sampleReward = (
  terms: PaidTerms,
  book: BothSides,
  ours: readonly Quoted[],
): number => {
  const sizeMin = Number(microsOfShares(terms.sizeMin));
  const mid = adjustedMid(book, sizeMin);
  if (mid === null) return 0;
  const spreadMax = Number(microsOfOffset(terms.spreadMax));
  const scoresOf = (orders: readonly Quoted[]): SideScores => {
    const placed = orders.map((order) => ({ ...order, distance: distanceFrom(mid, order) }));
    return scoreSides(placed, spreadMax);
  };
  const counting = scoresOf(ours.filter(({ size }) => size >= sizeMin));
  const own = bothSides(counting.BID, counting.ASK, mid / UNIT);
  if (own === 0) return 0;
  const theirs = scoresOf([
    ...book.bids().map((level): Quoted => ({ ...level, side: 'BID' })),
    ...book.asks().map((level): Quoted => ({ ...level, side: 'ASK' })),
  ]);
  const others = mostOfMakers(theirs.BID, theirs.ASK, mid / UNIT);
  const pool = Number(microsOfUsdc(terms.dailyPool)) / SAMPLES_A_DAY;
  return (pool * own) / (own + others);
};
