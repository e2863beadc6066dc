// Health is quiet as the built assets tell it: hours of moving prices, trades and fills ring
// nothing, and no series is made beyond the list.

import { expect, it } from 'vitest';
import { DIMENSION, NAMESPACE, SERIES } from '../../../lib/adapters/telemetry/series.ts';
import { startAsset } from './asset.ts';
import { ringingOn } from './ringing.ts';
import { sumOfField } from './series.ts';
import type { Asset, AssetMinute } from './asset.ts';

const HOURS = 3;
const MINUTES = HOURS * 60;
// Two calls of a process a minute, on a machine that others use too.
const PATIENCE_MS = 120_000;

// The price drifts by four cents over hours, and somebody trades every seven minutes.
const minuteOf = (minute: number): AssetMinute => {
  const mid = 50 + Math.round(4 * Math.sin(minute / 60));
  const best = [mid - 2, mid + 2] as const;
  if (minute % 7 !== 3) return { best };
  return { best, trade: minute % 2 === 0 ? ['BUY', mid + 3] : ['SELL', mid - 3] };
};

const valuesOf = (asset: Asset, name: string): readonly number[] =>
  (asset.series().get(`${NAMESPACE} ${name} ${DIMENSION}=main`) ?? []).map(({ value }) => value);

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

it.each(['live', 'paper'] as const)(
  `${String(HOURS)} healthy hours of the built assets ring no alarm, %s`,
  async (mode) => {
    const asset = await startAsset({ mode });
    for (let minute = 0; minute < MINUTES; minute += 1) await asset.pass(1, minuteOf(minute));
    expect(sum(valuesOf(asset, 'CycleSaved'))).toBe(MINUTES);
    expect(sumOfField(asset.lines(), 'Fills')).toBeGreaterThan(10);
    expect(valuesOf(asset, 'Watchdog')).toEqual(Array.from({ length: MINUTES }, () => 0));
    expect([...ringingOn(asset.series(), asset.minutes()).keys()]).toEqual([]);
    const own = [...asset.series().keys()].filter((key) => key.startsWith(`${NAMESPACE} `));
    expect(own.toSorted()).toEqual(
      Object.keys(SERIES)
        .map((name) => `${NAMESPACE} ${name} ${DIMENSION}=main`)
        .toSorted(),
    );
    expect(own.length).toBeLessThanOrEqual(24);
    // One of the cycle and one of the watchdog.
    const told = asset.lines().filter((line) => line.includes('"_aws"'));
    expect(told).toHaveLength(2 * MINUTES);
  },
  PATIENCE_MS,
);
