// Medians, Brier scores and markouts, against what a hand reckons.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brierSums } from '../../lib/report/brier.ts';
import { markouts } from '../../lib/report/markouts.ts';
import { median } from '../../lib/report/median.ts';
import type { FollowedFill } from '../../lib/report/markouts.ts';

describe('a median in constant memory', () => {
  it('is unknown without values', () => {
    expect(median().value()).toBeNull();
  });

  it('lies within two percent of the lower middle value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1 }),
        (all) => {
          const counted = median();
          all.forEach(counted.add);
          const exact = all.toSorted((a, b) => a - b)[Math.ceil(all.length / 2) - 1] ?? 0;
          expect(Math.abs((counted.value() ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.0201);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('counts nothing as nothing', () => {
    const counted = median();
    [0, 0, 0.0005].forEach(counted.add);
    expect(counted.value()).toBe(0);
  });
});

const resolved = (name: string, yesPayout: number | null) => ({
  name,
  category: 'other',
  result: null,
  yesPayout,
});

describe('a Brier score', () => {
  it('is the mean squared distance over looks at resolved markets', () => {
    const sums = brierSums();
    sums.add('rain', { fair: 0.8, mid: 0.7 });
    sums.add('rain', { fair: 0.6, mid: 0.5 });
    sums.add('snow', { fair: 0.1, mid: 0.2 });
    sums.add('open', { fair: 0.5, mid: 0.5 });
    const score = sums.score([resolved('rain', 1), resolved('snow', 0), resolved('open', null)]);
    // (0.04 + 0.16 + 0.01) / 3 and (0.09 + 0.25 + 0.04) / 3
    expect(score).toEqual({ n: 3, markets: 2, score: '0.0700', mid: '0.1267' });
  });

  it('is none where no market is resolved', () => {
    const sums = brierSums();
    sums.add('open', { fair: 0.5, mid: 0.5 });
    expect(sums.score([resolved('open', null)])).toBeNull();
  });
});

const FILL: FollowedFill = {
  at: 1_000_000,
  market: 'rain',
  strategy: 'MM',
  side: 'BUY',
  outcome: 'YES',
  price: 0.4,
  size: 10,
};

const measured = (fill: FollowedFill, mids: readonly (readonly [number, number | null])[]) => {
  const after = markouts();
  after.fill(fill);
  for (const [seconds, mid] of mids) after.mid('rain', { at: fill.at + seconds * 1_000, mid });
  return after.rows();
};

describe('a markout', () => {
  it.each([
    ['a bought YES', { side: 'BUY', outcome: 'YES', price: 0.4 }, '3.000', '0.300000'],
    ['a sold YES', { side: 'SELL', outcome: 'YES', price: 0.4 }, '-3.000', '-0.300000'],
    ['a bought NO', { side: 'BUY', outcome: 'NO', price: 0.6 }, '-3.000', '-0.300000'],
    ['a sold NO', { side: 'SELL', outcome: 'NO', price: 0.6 }, '3.000', '0.300000'],
  ] as const)('of %s has the sign of what the mid did for us', (...[, part, cents, dollars]) => {
    const [first] = measured({ ...FILL, ...part }, [[10, 0.43]]);
    expect(first).toMatchObject({ horizon: '10s', fills: 1, meanCents: cents, dollars });
  });

  it.each([
    ['before', [5, 0.43], '3.000'],
    ['after', [15, 0.43], '3.000'],
    ['just too early', [4.999, 0.43], null],
    ['just too late', [15.001, 0.43], null],
    ['without a price', [10, null], null],
  ] as const)('takes a mid that was seen %s the moment or is unknown', (_when, mid, cents) => {
    const [first] = measured(FILL, [mid]);
    expect(first).toMatchObject({ meanCents: cents, unknown: cents === null ? 1 : 0 });
  });

  it('takes the nearest of two mids', () => {
    const rows = measured(FILL, [
      [8, 0.5],
      [11, 0.43],
    ]);
    expect(rows[0]?.meanCents).toBe('3.000');
    expect(rows.map(({ horizon, unknown }) => [horizon, unknown])).toEqual([
      ['10s', 0],
      ['60s', 1],
      ['5min', 1],
    ]);
  });
});
