// Health is quiet: a whole day of it, trades and fills and moving prices included, rings nothing.

import { describe, expect, it } from 'vitest';
import { SERIES } from '../../../lib/adapters/telemetry/series.ts';
import { generateTape } from '../../../lib/tape/generator/generator.ts';
import { RAIN, tradeOf } from '../../backtest/markets.ts';
import { ringing, ringingOn } from './ringing.ts';
import { sumOfField } from './series.ts';
import { openWorld, playedWorld } from './world.ts';
import type { World } from './world.ts';

const DAY = 1_440;
// Cycles and their alarms for a day, on a machine that others use too.
const PATIENCE_MS = 120_000;

const cents = (count: number): string => (count / 100).toFixed(2);

// The price drifts by four cents over hours, and somebody trades every seven minutes.
const day = async (): Promise<World> => {
  const world = openWorld();
  for (let minute = 0; minute < DAY; minute += 1) {
    const mid = 50 + Math.round(4 * Math.sin(minute / 200));
    const taken =
      minute % 2 === 0
        ? ({ taker: 'BUY', price: cents(mid + 3), size: '6000' } as const)
        : ({ taker: 'SELL', price: cents(mid - 3), size: '6000' } as const);
    await world.pass({
      shape: { bid: cents(mid - 2), ask: cents(mid + 2) },
      events: (second) => (minute % 7 === 3 ? [tradeOf(RAIN, second + 1, taken)] : []),
    });
  }
  return world;
};

const sumOf = (world: World, name: string): number =>
  (world.series().get(`Keel ${name} portfolio=main`) ?? []).reduce((a, { value }) => a + value, 0);

describe('a healthy day', () => {
  it(
    'rings no alarm, though much happens on it, and makes no series beyond the list',
    async () => {
      const world = await day();
      expect(sumOf(world, 'CycleSaved')).toBe(DAY);
      expect(sumOfField(world.lines, 'Fills')).toBeGreaterThan(100);
      expect([...ringing(world).keys()]).toEqual([]);
      const own = [...world.series().keys()].filter((key) => key.startsWith('Keel '));
      expect(own.toSorted()).toEqual(
        Object.keys(SERIES)
          .map((name) => `Keel ${name} portfolio=main`)
          .toSorted(),
      );
      expect(own.length).toBeLessThanOrEqual(24);
    },
    PATIENCE_MS,
  );
});

describe('five hours of generated markets', () => {
  it(
    'ring no alarm',
    async () => {
      const { series, minutes } = await playedWorld(generateTape({ seed: 2 }));
      expect(minutes).toBe(300);
      expect([...ringingOn(series, minutes).keys()]).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe('a world in which nothing runs from the start', () => {
  it('rings for cycle and watchdog, and for nothing that nobody has told of', async () => {
    const world = openWorld();
    await world.passMany(10, { cycle: 'is not called', watchdog: null });
    expect([...ringing(world).keys()].toSorted()).toEqual([
      'no-cycle',
      'trading-unhealthy',
      'watchdog-silent',
    ]);
  });
});
