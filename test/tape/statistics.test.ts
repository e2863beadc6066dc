// What is measured of a tape, on tapes small enough to count by hand.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, epochMs, minutes, seconds } from '../../lib/units/time.ts';
import { measureTape, pooledQuantiles } from './statistics.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { WHOLE } from '../../lib/domain/tape-event.ts';
import { present } from '../../lib/units/invariant.ts';
import type { Level } from '../../lib/domain/book.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { MarketSamples } from './market-gauge.ts';
import type { EpochMs } from '../../lib/units/time.ts';

const START = epochMs(1_780_000_000_000n);
const { universe } = generateTape({ seed: 1 });
const market = present([...universe.markets.values()][0], 'the universe has a market');
const second = (count: number): EpochMs => after(START, seconds(count));

const level = (at: string, size: string): Level => ({ price: price(at), size: shares(size) });
const book = (at: EpochMs, bids: readonly Level[], asks: readonly Level[]): TapeEvent => ({
  at,
  kind: 'book',
  token: market.yes,
  bids,
  asks,
  depth: WHOLE,
});
const change = (
  at: EpochMs,
  side: 'bids' | 'asks',
  [where, size]: readonly [string, string],
): TapeEvent => ({ at, kind: 'level', token: market.yes, side, ...level(where, size) });
const gap = (at: EpochMs): TapeEvent => ({ at, kind: 'gap', token: market.yes, cause: 'a test' });
const trade = (at: EpochMs, where: string, size: string): TapeEvent => ({
  at,
  kind: 'trade',
  token: market.yes,
  takerSide: 'BUY',
  wallet: { kind: 'not-recorded' },
  transaction: 'one',
  ...level(where, size),
});

const measured = (events: readonly TapeEvent[]): MarketSamples => {
  const measurement = measureTape({ universe, start: START });
  measurement.take(events);
  return present(measurement.samples()[0], 'one market was measured');
};

const simple = book(START, [level('0.4', '100')], [level('0.42', '50')]);

describe('a measured book', () => {
  it('is looked at every ten seconds, with all that happened until then', () => {
    expect(measured([gap(second(1)), gap(second(10))]).spread).toEqual([]);
    expect(measured([simple, gap(second(1))]).spread).toHaveLength(1);
    expect(measured([simple, gap(second(10))]).spread).toHaveLength(1);
    expect(measured([simple, gap(second(11))]).spread).toHaveLength(2);
  });

  it('has the spread between its best prices', () => {
    expect(measured([simple, gap(second(1))]).spread[0]).toBeCloseTo(0.02, 12);
  });

  it('has the depth of five levels a side, asks paid with the price of the other outcome', () => {
    const bids = ['0.4', '0.39', '0.38', '0.37', '0.36', '0.35'].map((at) => level(at, '10'));
    const asks = ['0.42', '0.43', '0.44', '0.45', '0.46', '0.47'].map((at) => level(at, '10'));
    const { depth } = measured([book(START, bids, asks), gap(second(1))]);
    expect(depth.map((money) => money.toFixed(6))).toEqual(['19.000000', '28.000000']);
  });

  it('is not looked at where it is unknown, one-sided or crossed', () => {
    const oneSided = book(START, [level('0.4', '100')], []);
    const crossed = book(START, [level('0.43', '100')], [level('0.42', '50')]);
    for (const first of [gap(START), oneSided, crossed])
      expect(measured([first, gap(second(11))]).spread).toEqual([]);
  });
});

describe('a measured jump', () => {
  it('is how far the middle went within sixty seconds, either way', () => {
    const fall = [
      change(second(65), 'bids', ['0.4', '0']),
      change(second(65), 'bids', ['0.36', '9']),
    ];
    const { jump } = measured([simple, ...fall, gap(second(91))]);
    expect(jump.map((move) => move.toFixed(3))).toEqual(['0.000', '0.020', '0.020', '0.020']);
  });

  it('is not measured across a look at an unknown book', () => {
    const again = { ...simple, at: second(31) };
    expect(measured([simple, gap(second(25)), again, gap(second(100))]).jump).toEqual([]);
  });
});

describe('measured rates', () => {
  it('are means of five whole minutes of a known book', () => {
    const trades = [1, 2, 3, 4, 5].map((n) => trade(second(n), '0.42', '1'));
    const changes = [
      change(second(6), 'asks', ['0.43', '7']),
      change(second(7), 'asks', ['0.43', '7']),
      change(second(8), 'asks', ['0.43', '0']),
    ];
    const { tradesPerMinute, changesPerMinute } = measured([
      simple,
      ...trades,
      ...changes,
      gap(after(START, minutes(6))),
    ]);
    expect(tradesPerMinute).toEqual([1]);
    expect(changesPerMinute).toEqual([0.4]);
  });

  it('leave out five minutes with a gap, however short', () => {
    const events = [simple, gap(second(200)), { ...simple, at: second(200) }, gap(second(601))];
    expect(measured(events).tradesPerMinute).toEqual([0]);
  });

  it('count the levels in which a whole book differs from the one before it', () => {
    const other = book(second(50), [level('0.4', '100'), level('0.3', '1')], [level('0.42', '50')]);
    const { changesPerMinute } = measured([simple, other, gap(second(301))]);
    expect(changesPerMinute).toEqual([0.2]);
  });
});

it('measures trades in dollars, with or without a book', () => {
  expect(measured([trade(START, '0.42', '50')]).tradeSize).toEqual([21]);
});

it('ignores the stream of the other token', () => {
  const other = { ...simple, token: market.no, at: second(1), bids: [level('0.1', '1')] };
  expect(measured([simple, other, gap(second(11))]).spread[1]).toBeCloseTo(0.02, 12);
});

describe('a pooled quantile', () => {
  it('of one market is its smallest sample at or below which the share lies', () => {
    const samples = [5, 1, 4, 2, 3];
    expect(pooledQuantiles([samples], [0, 0.2, 0.21, 0.5, 0.9, 1])).toEqual([1, 1, 2, 3, 5, 5]);
  });

  it('weighs every market the same, however many samples it has', () => {
    expect(pooledQuantiles([[1, 1, 1, 1, 1, 1, 1, 1], [9]], [0.5, 0.51])).toEqual([1, 9]);
  });

  it('leaves markets without samples out', () => {
    expect(pooledQuantiles([[], [3]], [0.5])).toEqual([3]);
  });

  it('is not there without any sample', () => {
    expect(pooledQuantiles([[], []], [0.5])).toEqual([]);
  });

  it('is a sample, and rises with the share', () => {
    const anyMarkets = fc.array(fc.array(fc.integer(), { minLength: 1 }), { minLength: 1 });
    fc.assert(
      fc.property(anyMarkets, fc.double({ min: 0, max: 1, noNaN: true }), (pools, share) => {
        const [some, half, more] = pooledQuantiles(pools, [share / 2, 0.5, (1 + share) / 2]);
        expect(pools.flat()).toContain(some);
        expect((some ?? NaN) <= (half ?? NaN) && (half ?? NaN) <= (more ?? NaN)).toBe(true);
      }),
    );
  });
});
