import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedMove } from '../../lib/strategies/flow-markouts.ts';
import { cents, microsOfOffset, price, priceOffset } from '../../lib/units/price.ts';
import { signalKey } from '../../lib/units/ids.ts';
import { after, durationMs, minutes } from '../../lib/units/time.ts';
import { NOW } from './books.ts';
import {
  decide,
  market,
  print,
  prints,
  quiet,
  signalled,
  stoodAt,
  withFlow,
} from './flow-scenes.ts';
import { PARAMETERS } from './parameters.ts';
import type { MarkoutStatistics, PendingMarkout } from '../../lib/domain/strategy-memory.ts';

const pending = (changes: Partial<PendingMarkout> = {}): PendingMarkout => ({
  key: signalKey('s'),
  condition: market.condition,
  category: 'sports',
  direction: 'BUY',
  fairAtSignal: price('0.48'),
  measureAt: NOW,
  ...changes,
});

const measured = (...due: readonly PendingMarkout[]): ReturnType<typeof decide>['memory'] =>
  decide(quiet({ memory: { pendingMarkouts: due } })).memory;

describe('a markout', () => {
  it('awaits every signal with enough of a move, followed or not', () => {
    const passed = decide(signalled({ memory: stoodAt('0.45') }));
    const followed = decide(signalled());
    const expected = {
      key: 'tx-w|a-yes|BUY',
      condition: 'a',
      category: 'sports',
      direction: 'BUY',
      fairAtSignal: price('0.5'),
      measureAt: after(NOW, PARAMETERS.ff.markoutAfter),
    };
    expect(passed.desired.length).toBe(0);
    expect([passed, followed].map(({ memory }) => memory.pendingMarkouts)).toEqual([
      [expected],
      [expected],
    ]);
  });

  it('awaits no trade that is no signal', () => {
    expect(decide(signalled({ memory: stoodAt('0.50') })).memory.pendingMarkouts).toEqual([]);
  });

  it('of a signal for NO points down', () => {
    const sold = { prints: prints(print('w', { takerSide: 'SELL' })) };
    const decision = decide(signalled({ memory: stoodAt('0.60'), snapshot: sold }));
    expect(decision.memory.pendingMarkouts.map(({ direction }) => direction)).toEqual(['SELL']);
  });

  it.each([
    ['BUY', 0.02],
    ['SELL', -0.02],
  ] as const)('of a rise from 0.48 to 0.50 after a %s is %d', (direction, move) => {
    const { markouts, pendingMarkouts } = measured(pending({ direction }));
    expect(pendingMarkouts).toEqual([]);
    expect(markouts.map(({ category, count }) => ({ category, count }))).toEqual([
      { category: 'sports', count: 1 },
    ]);
    expect(markouts[0]?.meanMove).toBeCloseTo(move, 12);
  });

  it('is averaged within its category', () => {
    const two = measured(
      pending(),
      pending({ fairAtSignal: price('0.54') }),
      pending({ category: 'crypto' }),
    );
    expect(two.markouts.map(({ category, count }) => [category, count])).toEqual([
      ['sports', 2],
      ['crypto', 1],
    ]);
    expect(two.markouts[0]?.meanMove).toBeCloseTo(-0.01, 12);
  });

  it.each([
    ['before its time', 1n, { waiting: 1, count: 0 }],
    ['at its time', 0n, { waiting: 0, count: 1 }],
    ['as long again after it', -300_000n, { waiting: 0, count: 1 }],
    ['later than that', -300_001n, { waiting: 0, count: 0 }],
  ])('%s is %s ms from now: %j', (_when, ms, result) => {
    const memory = measured(pending({ measureAt: after(NOW, durationMs(ms)) }));
    const count = memory.markouts[0]?.count ?? 0;
    expect({ waiting: memory.pendingMarkouts.length, count }).toEqual(result);
  });

  it('waits for a valid price', () => {
    const memory = { pendingMarkouts: [pending()] };
    expect(decide(quiet({ books: [], memory })).memory.pendingMarkouts).toEqual([pending()]);
  });

  it('is measured also while FF is off', () => {
    const scene = quiet({ memory: { pendingMarkouts: [pending()] } });
    expect(decide(scene, withFlow({ mode: 'off' })).memory.markouts.length).toBe(1);
  });

  it('beyond the hundredth is not awaited', () => {
    const later = pending({ measureAt: after(NOW, minutes(1)) });
    const waiting = (count: number): number => {
      const pendingMarkouts = Array.from({ length: count }, () => later);
      const memory = { ...stoodAt('0.40'), pendingMarkouts };
      return decide(signalled({ memory })).memory.pendingMarkouts.length;
    };
    expect([waiting(98), waiting(99), waiting(100)]).toEqual([99, 100, 100]);
  });

  it('speaks in the next entry test', () => {
    const after30 = (meanMove: number): number => {
      const markouts = [{ category: 'sports', count: 30, meanMove }];
      return decide(signalled({ memory: { ...stoodAt('0.40'), markouts } })).desired.length;
    };
    // Prior and measurement weigh the same: (5 + x) / 2 against a cost of three cents.
    expect([after30(0.009), after30(0.011)]).toEqual([0, 1]);
  });
});

describe('the expected move', () => {
  const { ff } = PARAMETERS;
  const statistics = (count: number, meanMove: number): MarkoutStatistics => ({
    category: 'sports',
    count,
    meanMove,
  });

  it.each([
    [4, 2],
    [9.98, 4.99],
    [10, 5],
    [10.02, 5],
    [50, 5],
  ])('after %d cents without measurements is %d', (observed, expected) => {
    expect(expectedMove(cents(observed), undefined, ff)).toBe(cents(expected));
  });

  it.each([
    [0, 0.01, 5],
    [30, 0.01, 3],
    [90, 0.01, 2],
    [90, -0.05, -2.5],
  ])('after 10 cents with %d measurements of %d is %d cents', (count, mean, expected) => {
    expect(expectedMove(cents(10), statistics(count, mean), ff)).toBe(cents(expected));
  });

  it('always lies between prior and measurement', () => {
    const arbitrary = fc.record({
      observed: fc.integer({ min: 0, max: 400_000 }),
      count: fc.integer({ min: 0, max: 10_000 }),
      mean: fc.integer({ min: -200_000, max: 200_000 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ observed, count, mean }) => {
        const moved = priceOffset(BigInt(observed));
        const micros = Number(
          microsOfOffset(expectedMove(moved, statistics(count, mean / 1_000_000), ff)),
        );
        const prior = Math.min(observed / 2, 50_000);
        expect(micros).toBeGreaterThanOrEqual(Math.floor(Math.min(prior, mean)) - 1);
        expect(micros).toBeLessThanOrEqual(Math.max(prior, mean));
      }),
      { numRuns: 10_000 },
    );
  });
});
