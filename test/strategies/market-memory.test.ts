import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beliefMove,
  beliefVolatility,
  updateMarketMemory,
} from '../../lib/strategies/market-memory.ts';
import { conditionId } from '../../lib/units/ids.ts';
import { complement, price, priceMicros, probabilityOf } from '../../lib/units/price.ts';
import { after, durationMs, hours, minutes, seconds } from '../../lib/units/time.ts';
import { FAIR_PARAMETERS, NOW } from './books.ts';
import type { FairPrice } from '../../lib/domain/fair-price.ts';
import type { MarketMemory } from '../../lib/domain/strategy-memory.ts';
import type { ConditionId } from '../../lib/units/ids.ts';
import type { PriceMicros } from '../../lib/units/price.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { EpochMs } from '../../lib/units/time.ts';

const A = conditionId('a');
const INVALID: FairPrice = { kind: 'invalid', cause: 'wide' };

const valid = (yes: PriceMicros): FairPrice => ({
  kind: 'valid',
  probability: probabilityOf(yes),
  yes,
  band: { low: yes, high: yes },
  bestBid: price('0.01'),
  bestAsk: price('0.99'),
});

/** The memory of market `a` after fair prices at the given times. */
const memoryAfter = (
  ...seen: readonly (readonly [EpochMs, FairPrice])[]
): MarketMemory | undefined =>
  seen
    .reduce<ReadonlyMap<ConditionId, MarketMemory>>(
      (memory, [now, fair]) =>
        updateMarketMemory(memory, new Map([[A, fair]]), { now, parameters: FAIR_PARAMETERS }),
      new Map(),
    )
    .get(A);

const at = (later: DurationMs): EpochMs => after(NOW, later);
const half = valid(price('0.5'));

describe('market memory', () => {
  it('starts with one sample and no variance', () => {
    expect(memoryAfter([NOW, half])).toEqual({
      samples: [{ at: NOW, yes: price('0.5') }],
      variancePerHour: 0,
      lastValid: { at: NOW, yes: price('0.5') },
      invalidCycles: 0,
    });
  });

  it('samples the mid, and remembers the fair price beside it', () => {
    const lopsided = { ...valid(price('0.53')), bestBid: price('0.47'), bestAsk: price('0.55') };
    expect(memoryAfter([NOW, lopsided])).toMatchObject({
      samples: [{ at: NOW, yes: price('0.51') }],
      lastValid: { at: NOW, yes: price('0.53') },
    });
  });

  it('counts invalid cycles in a row and keeps the last valid price', () => {
    const memory = memoryAfter(
      [NOW, half],
      [at(seconds(60)), INVALID],
      [at(seconds(120)), INVALID],
    );
    expect(memory?.invalidCycles).toBe(2);
    expect(memory?.lastValid).toEqual({ at: NOW, yes: price('0.5') });
  });

  it('forgets the count of invalid cycles at the next valid price', () => {
    expect(memoryAfter([NOW, INVALID], [at(seconds(60)), half])?.invalidCycles).toBe(0);
  });

  it.each([
    [durationMs(299_999n), 2],
    [minutes(5), 2],
    [durationMs(300_001n), 1],
  ])('keeps a sample that is as old as the move window, and none older', (age, expected) => {
    expect(memoryAfter([NOW, half], [at(age), half])?.samples).toHaveLength(expected);
    expect(memoryAfter([NOW, half], [at(age), INVALID])?.samples).toHaveLength(expected - 1);
  });

  it('keeps some thirty samples however short the cycle is', () => {
    const every = Array.from({ length: 1_000 }, (_, k) => [at(seconds(k)), half] as const);
    const memory = memoryAfter(...every);
    expect(memory?.samples.length).toBeGreaterThan(25);
    expect(memory?.samples.length).toBeLessThan(35);
    expect(memory?.samples.at(-1)?.at).toBe(at(seconds(999)));
  });

  it('keeps every sample of a cycle of a minute', () => {
    const every = [0, 1, 2, 3, 4, 5].map((k) => [at(minutes(k)), half] as const);
    expect(memoryAfter(...every)?.samples).toHaveLength(6);
  });

  it('keeps a market that was not looked at for four half-lives, and no longer', () => {
    const memory = new Map([[A, memoryAfter([NOW, half])]]) as ReadonlyMap<
      ConditionId,
      MarketMemory
    >;
    const afterwards = (gap: DurationMs): boolean =>
      updateMarketMemory(memory, new Map(), { now: at(gap), parameters: FAIR_PARAMETERS }).has(A);
    expect(afterwards(durationMs(7_199_999n))).toBe(true);
    expect(afterwards(hours(2))).toBe(true);
    expect(afterwards(durationMs(7_200_001n))).toBe(false);
  });

  it('drops a market that never had a valid price as soon as it is not looked at', () => {
    const memory = new Map([[A, memoryAfter([NOW, INVALID])]]) as ReadonlyMap<
      typeof A,
      MarketMemory
    >;
    const update = { now: NOW, parameters: FAIR_PARAMETERS };
    expect(updateMarketMemory(memory, new Map(), update).size).toBe(0);
  });
});

describe('the belief volatility', () => {
  // By hand: logit(0.6) = 0.405465, squared 0.164402, in a sixtieth of an hour: 9.864117 per hour.
  it('takes the first move at its full rate', () => {
    const memory = memoryAfter([NOW, half], [at(minutes(1)), valid(price('0.6'))]);
    expect(memory?.variancePerHour).toBeCloseTo(9.864117, 5);
    expect(beliefVolatility(memory, FAIR_PARAMETERS)).toBeCloseTo(Math.sqrt(9.864117), 5);
  });

  it('halves in one half-life of stillness', () => {
    const moved = valid(price('0.6'));
    const [start, end] = [at(minutes(1)), at(minutes(31))];
    const memory = memoryAfter([NOW, half], [start, moved], [end, moved]);
    expect(memory?.variancePerHour).toBeCloseTo(9.864117 / 2, 5);
  });

  it('weighs a new move by its share of the half-life', () => {
    const [up, back] = [valid(price('0.6')), half];
    const memory = memoryAfter([NOW, half], [at(minutes(1)), up], [at(minutes(31)), back]);
    const slow = 0.164402 / 0.5;
    expect(memory?.variancePerHour).toBeCloseTo((9.864117 + slow) / 2, 4);
  });

  it('learns nothing from a price that came no later than the last one', () => {
    const memory = memoryAfter([NOW, half], [NOW, valid(price('0.6'))]);
    expect(memory?.variancePerHour).toBe(0);
  });

  it.each([
    [0.000399, 0.02],
    [0.0004, 0.02],
    [0.0005, Math.sqrt(0.0005)],
  ])('of a variance of %s is %s: never below the floor', (variancePerHour, expected) => {
    const memory = { samples: [], variancePerHour, lastValid: null, invalidCycles: 0 };
    expect(beliefVolatility(memory, FAIR_PARAMETERS)).toBeCloseTo(expected, 12);
  });

  it('of a market without memory is the floor', () => {
    expect(beliefVolatility(undefined, FAIR_PARAMETERS)).toBe(0.02);
  });

  it('grows with the root of time', () => {
    expect(beliefMove(0.3, hours(1))).toBeCloseTo(0.3, 12);
    expect(beliefMove(0.3, minutes(15))).toBeCloseTo(0.15, 12);
  });

  it('is the same for a market and its mirror', () => {
    const path = fc.array(fc.bigInt(10_000n, 990_000n).map(priceMicros), {
      minLength: 2,
      maxLength: 6,
    });
    const variance = (prices: readonly PriceMicros[]): number =>
      memoryAfter(...prices.map((yes, k) => [at(minutes(k)), valid(yes)] as const))
        ?.variancePerHour ?? 0;
    fc.assert(
      fc.property(path, (prices) => {
        const seen = variance(prices);
        const flipped = variance(prices.map(complement));
        expect(Math.abs(seen - flipped)).toBeLessThanOrEqual(1e-9 * Math.max(1, seen));
      }),
      { numRuns: 10_000 },
    );
  });
});
