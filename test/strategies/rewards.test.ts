import { describe, expect, it } from 'vitest';
import { distanceScore, rewardPerDay } from '../../lib/strategies/rewards.ts';
import { cents } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { aBook, aMarket, levels } from './books.ts';
import type { Book } from '../../lib/domain/book.ts';
import type { RewardTerms } from '../../lib/domain/market.ts';

const terms: RewardTerms = {
  kind: 'paid',
  sizeMin: shares('50'),
  spreadMax: cents(4),
  dailyPool: usdc('90'),
};

const bookOf = (bids: readonly string[], asks: readonly string[]): Book =>
  aBook(aMarket('a').yes, { bids: levels('bids', ...bids), asks: levels('asks', ...asks) });

const even = bookOf(['0.49 x 100'], ['0.51 x 100']);

describe('the score of a distance', () => {
  it.each([
    [0, 1],
    [-1, 1],
    [0.01, 0.5625],
    [0.02, 0.25],
    [0.0399, 0.00000625],
    [0.04, 0],
    [0.05, 0],
  ])('%s of 0.04 is %s', (distance, expected) => {
    expect(distanceScore(distance, 0.04)).toBeCloseTo(expected, 8);
  });

  it('is nothing where no distance is rewarded', () => {
    expect(distanceScore(0, 0)).toBe(0);
  });
});

describe('the reward of a day', () => {
  const reward = (book: Book, size = '100', distance = 0.01): number =>
    rewardPerDay(terms, book, { size: shares(size), distance });

  // 100 shares a cent from the mid beside 100 others there: half of the pool.
  it('is our part of the pool by score', () => {
    expect(reward(even)).toBeCloseTo(45, 9);
  });

  it.each([
    ['49.99', 0],
    ['50', 30],
    ['50.01', 90 * (50.01 / 150.01)],
  ])('needs the minimum size: %s shares', (size, expected) => {
    expect(reward(even, size)).toBeCloseTo(expected, 9);
  });

  it('is nothing from the largest distance on', () => {
    expect(reward(even, '100', 0.04)).toBe(0);
    expect(reward(even, '100', 0.0399)).toBeGreaterThan(0);
  });

  // Others: bids 0.5625 x 100, asks 0.5625 x 100 + 0.25 x 300 = 131.25; the lesser side counts.
  it('counts the lesser side of the others, unless a third of the other is more', () => {
    expect(reward(bookOf(['0.49 x 100'], ['0.51 x 100', '0.52 x 300']))).toBeCloseTo(45, 9);
    const lopsided = bookOf(['0.49 x 100'], ['0.51 x 900']);
    expect(reward(lopsided)).toBeCloseTo(90 * (100 / 400), 9);
  });

  it('counts only the lesser side near 0 and 1', () => {
    const low = bookOf(['0.05 x 100'], ['0.07 x 900']);
    const high = bookOf(['0.93 x 100'], ['0.95 x 900']);
    expect(reward(low)).toBeCloseTo(45, 9);
    expect(reward(high)).toBeCloseTo(45, 9);
  });

  it('passes over levels beyond the rewarded distance', () => {
    expect(reward(bookOf(['0.49 x 100', '0.46 x 9000'], ['0.51 x 100']))).toBeCloseTo(45, 9);
  });

  it('is nothing where the market pays none or has no mid', () => {
    const quoted = { size: shares('100'), distance: 0 };
    expect(rewardPerDay({ kind: 'none' }, even, quoted)).toBe(0);
    expect(reward(bookOf([], ['0.51 x 100']))).toBe(0);
    expect(reward(bookOf(['0.49 x 100'], []))).toBe(0);
  });
});
