import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openIncome, rebateOf } from '../../lib/backtest/income.ts';
import { sampleReward, scoreSides } from '../../lib/backtest/liquidity-rewards.ts';
import { sampleAll } from '../../lib/backtest/reward-samples.ts';
import { bothSides, mostOfMakers } from '../../lib/strategies/rewards.ts';
import { price, priceOffset } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { formatUsdc, usdc } from '../../lib/units/usdc.ts';
import { book, CONDITION, incoming, MARKET, openVenue, setupOf } from '../simulation/fixtures.ts';
import type { FeeSchedule, RewardTerms } from '../../lib/domain/market.ts';

const CENT = 10_000;
const SHARE = 1_000_000;

const TERMS: Extract<RewardTerms, { readonly kind: 'paid' }> = {
  kind: 'paid',
  sizeMin: shares('20'),
  spreadMax: priceOffset(30_000n),
  dailyPool: usdc('1440'),
};

describe('the worked example of the reward formula', () => {
  // docs.polymarket.com/market-makers/liquidity-rewards: midpoint 0.50, max spread 3 cents.
  const scored = (...orders: readonly (readonly ['BID' | 'ASK', number, number])[]) =>
    scoreSides(
      orders.map(([side, cents, size]) => ({ side, distance: cents * CENT, size })),
      3 * CENT,
    );
  it('scores 100 at 1 cent, 200 at 2 cents and 100 at 1 cent on the first side', () => {
    const { BID } = scored(['BID', 1, 100], ['BID', 2, 200], ['BID', 1, 100]);
    expect(BID).toBeCloseTo((2 / 3) ** 2 * 100 + (1 / 3) ** 2 * 200 + (2 / 3) ** 2 * 100, 9);
    expect(BID).toBeCloseTo(111.111, 3);
  });
  it('scores 100 at 1.5 cents, 100 at 2 cents and 200 at half a cent on the second side', () => {
    const { ASK } = scored(['ASK', 1.5, 100], ['ASK', 2, 100], ['ASK', 0.5, 200]);
    expect(ASK).toBeCloseTo((1.5 / 3) ** 2 * 100 + (1 / 3) ** 2 * 100 + (2.5 / 3) ** 2 * 200, 9);
    expect(ASK).toBeCloseTo(175, 9);
  });
  it('takes the lesser side of the two', () => {
    expect(bothSides(111.111, 175, 0.5)).toBe(111.111);
  });
  it.each([
    ['a third of the only side in the middle', 0.5, 100],
    ['nothing of one side alone near an end', 0.95, 0],
  ])('gives %s', (_law, mid, score) => {
    expect(bothSides(300, 0, mid)).toBe(score);
  });
  it('gives nothing at the max spread and beyond', () => {
    expect(scored(['BID', 3, 100], ['ASK', 4, 100])).toEqual({ BID: 0, ASK: 0 });
  });
});

describe('a sample', () => {
  const recorded = () => {
    const venue = openVenue(setupOf({ ...MARKET, rewards: TERMS }));
    const sides = venue.recorded(CONDITION);
    if (sides === null) throw new Error('a book is known');
    return sides;
  };
  const ours = (size: number) =>
    (['BID', 'ASK'] as const).map((side) => ({ side, key: 480_000, size: size * SHARE }));

  it('divides the pool of a minute by the scores', () => {
    // 100 shares on each side at the same distance as ours: half of a dollar a minute.
    expect(sampleReward(TERMS, recorded(), ours(100))).toBeCloseTo(500_000, 6);
    expect(sampleReward(TERMS, recorded(), ours(300))).toBeCloseTo(750_000, 6);
  });
  it.each([
    ['below', 19.99, 0],
    ['at', 20, 1_000_000 / 6],
    ['above', 20.01, (1_000_000 * 20.01) / 120.01],
  ])('pays an order %s the size that counts', (_where, size, micros) => {
    expect(sampleReward(TERMS, recorded(), ours(size))).toBeCloseTo(micros, 3);
  });
  it('pays nothing where no level is large enough to tell a mid', () => {
    const venue = openVenue(setupOf({ ...MARKET, rewards: TERMS }));
    venue.apply(book(2, { bids: [['0.48', '19']], asks: [['0.52', '100']] }));
    const sides = venue.recorded(CONDITION);
    expect(sides && sampleReward(TERMS, sides, ours(100))).toBe(0);
  });
  it.each([
    // One side alone scores a third of the others' 100 on both: a quarter of the whole.
    ['29.999', 0],
    ['30', 250_000],
  ])('counts an order after %s seconds as it should', (seconds, expected) => {
    const venue = openVenue(setupOf({ ...MARKET, rewards: TERMS }));
    venue.place(incoming('bid', { side: 'BUY', price: '0.48', size: '100' }));
    const since = () => 0;
    const sampled = { at: Number(seconds) * 1_000, resting: venue.openOrders(), since };
    const micros = sampleAll(venue, new Map([[CONDITION, TERMS]]), sampled);
    expect(micros).toBeCloseTo(expected, 6);
  });
});

// A book around a mid, and the makers who made it: orders by side, distance from it and size.
type Made = readonly (readonly [side: 'BID' | 'ASK', distance: number, size: number])[];

const scoreOf = (orders: Made, mid: number): number => {
  const placed = orders.map(([side, distance, size]) => ({ side, distance, size }));
  const { BID, ASK } = scoreSides(placed, 3 * CENT);
  return bothSides(BID, ASK, mid);
};

const levelsOf = (orders: Made, side: 'BID' | 'ASK', mid: number) =>
  orders
    .filter((order) => order[0] === side)
    .map(([, distance, size]) => ({
      key: (side === 'BID' ? mid : 1 - mid) * SHARE - distance,
      size,
    }))
    .toSorted((a, b) => b.key - a.key);

describe('a sample of a book that several makers made', () => {
  // Large on both sides at half a cent, so that the mid of the book is the one that is meant.
  const EVEN: Made = [
    ['BID', CENT / 2, 20 * SHARE],
    ['ASK', CENT / 2, 20 * SHARE],
  ];
  const paidFor = (makers: readonly Made[], ours: Made, mid: number): number => {
    const all = makers.flat();
    const sides = (['BID', 'ASK'] as const).map((side) => levelsOf(all, side, mid));
    const [bids = [], asks = []] = sides;
    const quoted = (['BID', 'ASK'] as const).flatMap((side) =>
      levelsOf(ours, side, mid).map((level) => ({ ...level, side })),
    );
    return sampleReward(TERMS, { bids: () => bids, asks: () => asks }, quoted);
  };
  const anyMid = fc.constantFrom(0.06, 0.09, 0.1, 0.11, 0.35, 0.5, 0.89, 0.9, 0.91, 0.94);
  const anyOrders = (size: fc.Arbitrary<number>): fc.Arbitrary<Made> =>
    fc.array(
      fc.tuple(
        fc.constantFrom('BID' as const, 'ASK' as const),
        fc.integer({ min: 5_000, max: 31_000 }),
        size,
      ),
      { maxLength: 4 },
    );
  const anySize = fc.integer({ min: 1, max: 500 * SHARE });
  const countingSize = fc.integer({ min: 20 * SHARE, max: 500 * SHARE });

  it('never pays more than the venue would, whoever the others are', () => {
    const makers = fc.array(anyOrders(anySize), { maxLength: 5 });
    fc.assert(
      fc.property(makers, anyOrders(countingSize), anyMid, (others, ours, mid) => {
        const all = [EVEN, ...others];
        const own = scoreOf(ours, mid);
        const theirs = all.reduce((sum, orders) => sum + scoreOf(orders, mid), 0);
        const due = own === 0 ? 0 : (1_000_000 * own) / (own + theirs);
        expect(paidFor(all, ours, mid)).toBeLessThanOrEqual(due * (1 + 1e-9));
      }),
      { numRuns: 10_000 },
    );
  });
  it.each([
    ['inside', 0.5, 375_000],
    ['at the last mid where one side will do', 0.1, 375_000],
    ['outside', 0.09, 500_000],
  ])('pays what an even maker and one on one side leave us, %s', (_where, mid, micros) => {
    const at = (side: 'BID' | 'ASK', size: number): Made => [[side, CENT, size * SHARE]];
    const others = [[...at('BID', 100), ...at('ASK', 100)], at('BID', 200)];
    const ours = [...at('BID', 100), ...at('ASK', 100)];
    expect(paidFor(others, ours, mid)).toBeCloseTo(micros, 3);
  });
  it.each([0.5, 0.95])('lets one maker have no more than several, at a mid of %s', (mid) => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (bids, asks) => {
        expect(mostOfMakers(bids, asks, mid)).toBeGreaterThanOrEqual(bothSides(bids, asks, mid));
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('a maker rebate', () => {
  const fee: FeeSchedule = { kind: 'taker', rate: ratio('0.05'), exponent: 1 };
  const fill = { role: 'maker', size: shares('100'), price: price('0.5') } as const;
  it.each([
    ['crypto', '0.25'],
    ['Sports', '0.1875'],
    ['politics', '0.3125'],
    ['', '0.1875'],
  ])('of a fill of 100 at a half in %s is its part of the fee of 1.25', (category, expected) => {
    expect(formatUsdc(rebateOf(fee, category, fill))).toBe(expected);
  });
  it('is paid to makers only, and only where takers pay', () => {
    expect(formatUsdc(rebateOf(fee, 'crypto', { ...fill, role: 'taker' }))).toBe('0');
    expect(formatUsdc(rebateOf({ kind: 'free' }, 'crypto', fill))).toBe('0');
  });
});

describe('income', () => {
  const DAY = 86_400_000;
  it.each([
    ['0.999999', '0'],
    ['1', '1'],
    ['1.000001', '1.000001'],
  ])('of a day with rebates of %s is %s', (amount, paid) => {
    const income = openIncome();
    income.rebate(5 * DAY, usdc(amount));
    expect(formatUsdc(income.total().rebates)).toBe(paid);
  });
  it('is closed at midnight, whatever is left', () => {
    const income = openIncome();
    income.reward(5 * DAY - 1, 900_000);
    income.reward(5 * DAY, 900_000);
    income.reward(6 * DAY - 1, 700_000);
    expect(formatUsdc(income.total().rewards)).toBe('1.6');
  });
});
