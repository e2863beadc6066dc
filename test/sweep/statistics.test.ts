import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '../../lib/sweep/normal.ts';
import { signFlipTest } from '../../lib/sweep/permutation.ts';
import {
  deflatedAmong,
  deflatedSharpe,
  luckiestSharpe,
  momentsOf,
  PERIODS_MIN,
  probabilisticSharpe,
  sharpeRatio,
} from '../../lib/sweep/sharpe.ts';
import type { Figure } from '../../lib/sweep/figure.ts';

const value = (figure: Figure): number => {
  if (figure.kind === 'unknown') throw new Error(figure.why);
  return figure.value;
};

const returnsOf = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, place) => (place % 3 === 0 ? -1 : 2));

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.959963984540054, 0.025],
    [3, 0.9986501019683699],
    [-9, 0],
    [9, 1],
  ])('at %d has the tabled probability', (x, probability) => {
    expect(normalCdf(x)).toBeCloseTo(probability, 12);
  });

  it('gives back what it was asked for', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (probability) => {
        expect(normalCdf(normalQuantile(probability))).toBeCloseTo(probability, 12);
      }),
      { numRuns: 10_000 },
    );
  });
});

// Bailey and Lopez de Prado 2014, The Deflated Sharpe Ratio, section "A numerical example": 1250
// daily returns, an annualised ratio of 2.5, the variance of the trials' ratios one half a year.
describe('the deflated Sharpe ratio of the published example', () => {
  const DAYS = 250;
  const best = { count: 1250, sharpe: 2.5 / Math.sqrt(DAYS), skewness: -3, kurtosis: 10 };
  const normal = { ...best, skewness: 0, kurtosis: 3 };
  const variance = 0.5 / DAYS;

  it('has a threshold of 0.1132 after 100 trials', () => {
    expect(luckiestSharpe(100, variance)).toBeCloseTo(0.1132, 4);
  });

  it.each([
    ['100 trials', { trials: 100, estimate: best, printed: 0.9004 }],
    ['46 trials', { trials: 46, estimate: best, printed: 0.9505 }],
    ['88 trials of normal returns', { trials: 88, estimate: normal, printed: 0.9505 }],
  ])('is as printed after %s', (_which, { trials, estimate, printed }) => {
    expect(value(deflatedSharpe(estimate, { trials, variance }))).toBeCloseTo(printed, 4);
  });
});

// Bailey and Lopez de Prado 2012, The Sharpe Ratio Efficient Frontier, section "Numerical
// examples": two years of monthly returns with a ratio of 0.458.
describe('the probabilistic Sharpe ratio of the published example', () => {
  it.each([
    ['were the returns normal', { skewness: 0, kurtosis: 3 }, 0.982],
    ['as they are', { skewness: -2.448, kurtosis: 10.164 }, 0.913],
  ])('is as printed, %s', (_which, shape, printed) => {
    const estimate = { count: 24, sharpe: 0.458, ...shape };
    expect(value(probabilisticSharpe(estimate, 0))).toBeCloseTo(printed, 3);
  });

  it('is unknown where the returns take two values only', () => {
    const two = { count: 30, sharpe: 2, skewness: 2, kurtosis: 4.5 };
    expect(probabilisticSharpe({ ...two, kurtosis: 4 }, 0)).toMatchObject({ kind: 'unknown' });
    expect(probabilisticSharpe(two, 0)).toMatchObject({ kind: 'known' });
  });
});

describe('the Sharpe ratio', () => {
  it.each([
    ['one below', PERIODS_MIN - 1, 'unknown'],
    ['exactly at', PERIODS_MIN, 'known'],
    ['one above', PERIODS_MIN + 1, 'known'],
  ])('%s the fewest periods is %s', (_where, count, kind) => {
    expect(sharpeRatio(returnsOf(count)).kind).toBe(kind);
  });

  it('is the mean over the deviation of a sample', () => {
    expect(momentsOf([1, 2, 3, 4])).toMatchObject({ mean: 2.5, skewness: 0, kurtosis: 1.64 });
    expect(momentsOf([1, 2, 3, 4]).deviation).toBeCloseTo(1.2909944487, 9);
  });

  it('is unknown, not zero, where nothing happened', () => {
    expect(sharpeRatio(Array.from({ length: 100 }, () => 0))).toEqual({
      kind: 'unknown',
      why: 'every period brought the same',
    });
  });

  it('does not depend on the unit of the returns', () => {
    const cents = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 30, maxLength: 60 });
    fc.assert(
      fc.property(cents, (returns) => {
        const one = sharpeRatio(returns);
        const other = sharpeRatio(returns.map((each) => each / 64));
        expect(other.kind).toBe(one.kind);
        if (one.kind === 'known') expect(value(other)).toBeCloseTo(one.value, 9);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('deflating the best of several trials', () => {
  const good = Array.from({ length: 60 }, (_, place) => ((place * 7) % 11) - 4);
  const poor = good.map((one, place) => (place % 2 === 0 ? -one : one));

  it('believes it less the more trials there were', () => {
    const few = value(deflatedAmong(good, [good, poor]));
    const pairs = Array.from({ length: 40 }, (_, place) => (place % 2 === 0 ? good : poor));
    const many = value(deflatedAmong(good, [good, poor, ...pairs]));
    expect(many).toBeLessThan(few);
  });

  it('counts trials whose own ratio is unknown as trials', () => {
    const idle = good.map(() => 0);
    const without = value(deflatedAmong(good, [good, poor]));
    expect(value(deflatedAmong(good, [good, poor, idle]))).toBeLessThan(without);
  });

  it('of a single trial is the probability that it is above zero', () => {
    const { count, skewness, kurtosis } = momentsOf(good);
    const sharpe = value(sharpeRatio(good));
    const above = probabilisticSharpe({ count, skewness, kurtosis, sharpe }, 0);
    expect(deflatedAmong(good, [good])).toEqual(above);
  });

  it('is unknown with the ratio of the chosen one', () => {
    expect(deflatedAmong([1, 2], [[1, 2], good])).toMatchObject({ kind: 'unknown' });
  });

  it('is unknown where nobody knows how far trials scatter', () => {
    const idle = good.map(() => 0);
    expect(deflatedAmong(good, [good, idle])).toMatchObject({ kind: 'unknown' });
  });
});

describe('the permutation test', () => {
  it('finds all gains as rare as it can tell', () => {
    const gains = Array.from({ length: 40 }, (_, place) => 1 + place);
    expect(value(signFlipTest(gains, 1n))).toBe(1 / 10_000);
  });

  it('finds gains and losses that cancel to be nothing', () => {
    const even = Array.from({ length: 40 }, (_, place) => (place % 2 === 0 ? 1 : -1));
    expect(value(signFlipTest(even, 1n))).toBeGreaterThan(0.4);
  });

  it('agrees with all sign patterns of ten periods, counted', () => {
    const profits = [3, -1, 4, 1, -5, 9, 2, -6, 5, 3];
    const real = 15;
    let asGood = 0;
    for (let signs = 0; signs < 1024; signs += 1) {
      const sum = profits.reduce(
        (all, one, bit) => all + (((signs >> bit) & 1) === 1 ? -one : one),
        0,
      );
      if (sum >= real) asGood += 1;
    }
    expect(value(signFlipTest(profits, 3n))).toBeCloseTo(asGood / 1024, 1.7);
  });

  it.each([
    ['one below', 9, 'unknown'],
    ['exactly at', 10, 'known'],
    ['one above', 11, 'known'],
  ])('%s the fewest periods that brought anything is %s', (_where, count, kind) => {
    const profits = [...Array.from({ length: count }, () => 1), 0, 0, 0];
    expect(signFlipTest(profits, 1n).kind).toBe(kind);
  });

  it('says the same for the same seed', () => {
    const profits = Array.from({ length: 50 }, (_, place) => ((place * 13) % 17) - 7);
    expect(signFlipTest(profits, 5n)).toEqual(signFlipTest(profits, 5n));
    expect(signFlipTest(profits, 5n)).not.toEqual(signFlipTest(profits, 6n));
  });
});
