// What the venue's liquidity rewards would pay for a quote. An estimate for ranking markets only:
// the other makers are seen as one, which makes too little of them where a book leans to one side,
// and nothing is sized by it.

import { microsOfOffset, probabilityOf } from '../units/price.ts';
import { microsOfShares } from '../units/shares.ts';
import { microsOfUsdc } from '../units/usdc.ts';
import type { Book, Level } from '../domain/book.ts';
import type { RewardTerms } from '../domain/market.ts';
import type { ShareMicros } from '../units/quantity.ts';

// A side alone scores a third where the mid is not extreme.
// Source: docs.polymarket.com liquidity rewards, mirror of 2026-06-18.
const ONE_SIDED_DIVISOR = 3;
const EXTREME_MID = 0.1;

/** The part of a full score that an order earns at a distance from the mid: ((v - s) / v)^2. */
export const distanceScore = (distance: number, spreadMax: number): number => {
  if (spreadMax <= 0 || distance >= spreadMax) return 0;
  const closeness = (spreadMax - Math.max(0, distance)) / spreadMax;
  return closeness * closeness;
};

const sideScore = (levels: readonly Level[], mid: number, spreadMax: number): number => {
  let score = 0;
  for (const { price, size } of levels) {
    const distance = Math.abs(probabilityOf(price) - mid);
    if (distance >= spreadMax) break;
    score += Number(microsOfShares(size)) * distanceScore(distance, spreadMax);
  }
  return score;
};

const isExtreme = (mid: number): boolean => mid < EXTREME_MID || mid > 1 - EXTREME_MID;

/** A maker's score of both sides: the lesser, or a third of the greater where one will do. */
export const bothSides = (bids: number, asks: number, mid: number): number => {
  const lesser = Math.min(bids, asks);
  return isExtreme(mid) ? lesser : Math.max(lesser, Math.max(bids, asks) / ONE_SIDED_DIVISOR);
};

/**
 * The most that the scores of several makers can add up to, whoever of them has what of both sides.
 * Of no maker is `max(min, max / 3)` more than `(max + 2 min) / 3 = (bids + asks + min) / 3`, and
 * the lesser sides of all makers add up to no more than the lesser of the sums. One maker who is
 * even and others with the rest of one side reach it.
 */
export const mostOfMakers = (bids: number, asks: number, mid: number): number => {
  const lesser = Math.min(bids, asks);
  return isExtreme(mid) ? lesser : (bids + asks + lesser) / ONE_SIDED_DIVISOR;
};

/** Our quote on both sides: its size, and its distance from the mid in price. */
export type QuotedSize = { readonly size: ShareMicros; readonly distance: number };

/**
 * The reward of a day for one quote on both sides, were the book as it is now.
 * Unit: dollars, an estimate.
 */
export const rewardPerDay = (terms: RewardTerms, book: Book, quoted: QuotedSize): number => {
  const [bid, ask] = [book.bids[0], book.asks[0]];
  if (terms.kind === 'none' || quoted.size < terms.sizeMin) return 0;
  if (bid === undefined || ask === undefined) return 0;
  const mid = (probabilityOf(bid.price) + probabilityOf(ask.price)) / 2;
  const spreadMax = Number(microsOfOffset(terms.spreadMax)) / 1_000_000;
  const own = Number(microsOfShares(quoted.size)) * distanceScore(quoted.distance, spreadMax);
  if (own === 0) return 0;
  const bids = sideScore(book.bids, mid, spreadMax);
  const others = bothSides(bids, sideScore(book.asks, mid, spreadMax), mid);
  return (Number(microsOfUsdc(terms.dailyPool)) / 1_000_000) * (own / (own + others));
};
