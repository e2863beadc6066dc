import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { cadenceOf, SCHEDULED } from '../../lib/backtest/cadence.ts';
import { atItsWorst, drawing } from '../../lib/backtest/delay.ts';
import { virtualTime } from '../../lib/backtest/virtual-time.ts';
import { msOf, timeAt } from '../../lib/simulation/micros.ts';
import { randomStream } from '../../lib/tape/generator/random.ts';
import type { Delay } from '../../lib/backtest/delay.ts';

const drawn = (delay: Delay, count: number, seed = 1n): readonly number[] => {
  const draw = drawing(delay, randomStream(seed, 'test'));
  return Array.from({ length: count }, draw);
};
const shareAbove = (values: readonly number[], limit: number): number =>
  values.filter((value) => value > limit).length / values.length;

describe('a delay', () => {
  const logNormal: Delay = { kind: 'log-normal', medianMs: 80, p95Ms: 400 };
  it('has the median and the p95 that it is given', () => {
    const values = drawn(logNormal, 20_000);
    expect(shareAbove(values, 80)).toBeCloseTo(0.5, 1);
    expect(Math.abs(shareAbove(values, 400) - 0.05)).toBeLessThan(0.006);
  });
  it('is the same for the same seed, and another for another', () => {
    expect(drawn(logNormal, 50)).toEqual(drawn(logNormal, 50));
    expect(drawn(logNormal, 50)).not.toEqual(drawn(logNormal, 50, 2n));
  });
  it('draws between the quantiles that were measured', () => {
    const values = drawn({ kind: 'measured', quantilesMs: [10, 20, 100] }, 5_000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...values)).toBeLessThanOrEqual(100);
    expect(shareAbove(values, 20)).toBeCloseTo(0.5, 1);
  });
  it.each<[Delay, number]>([
    [logNormal, 400],
    [{ kind: 'measured', quantilesMs: [0, 100] }, 95],
    [{ kind: 'fixed', ms: 7 }, 7],
  ])('of %j is %i at its worst', (delay, ms) => {
    expect(atItsWorst(delay)).toEqual({ kind: 'fixed', ms });
  });
});

describe('a cadence', () => {
  const settings = {
    start: { kind: 'fixed', ms: 10 },
    coldStart: { kind: 'fixed', ms: 500 },
    idleMs: 300_000,
    skipRate: 0,
  } as const;
  it.each([
    ['one ms before the process is gone', 299_999, 10],
    ['when it is', 300_000, 510],
    ['one ms after', 300_001, 510],
  ])('starts a cycle %s', (_when, later, delay) => {
    const cadence = cadenceOf(settings, 1n);
    expect(cadence.delayAt(0)).toBe(510);
    expect(cadence.delayAt(later)).toBe(delay);
  });
  it('skips as many beats as it is told', () => {
    const cadence = cadenceOf({ ...SCHEDULED, skipRate: 0.2 }, 3n);
    const beats = Array.from({ length: 10_000 }, (_, index) => cadence.delayAt(index * 60_000));
    const skipped = beats.filter((delay) => delay === 'skipped').length;
    expect(Math.abs(skipped / beats.length - 0.2)).toBeLessThan(0.015);
  });
});

describe('waiting on a tape', () => {
  const scene = () => {
    const said: string[] = [];
    let now = 1_000;
    const player = {
      now: () => timeAt(now),
      advanceTo: (at: ReturnType<typeof timeAt>) => {
        now = msOf(at);
        said.push(`to ${String(now)}`);
        return Promise.resolve();
      },
    };
    const waitFor = virtualTime(player, async () => {
      await turn();
    });
    return { said, waitFor };
  };
  it('wakes those who wait together in the order of their times', async () => {
    const { said, waitFor } = scene();
    const sleep = async (name: string, ms: number): Promise<void> => {
      await waitFor(ms);
      said.push(name);
    };
    await Promise.all([sleep('slow', 50), sleep('quick', 20), sleep('same', 50)]);
    expect(said).toEqual(['to 1020', 'quick', 'to 1050', 'slow', 'to 1050', 'same']);
  });
  it('lets a second wait of one run beside the first of another', async () => {
    const { said, waitFor } = scene();
    const twice = async (): Promise<void> => {
      await waitFor(10);
      await waitFor(10);
      said.push('twice');
    };
    await Promise.all([twice(), waitFor(15).then(() => said.push('once'))]);
    expect(said).toEqual(['to 1010', 'to 1015', 'once', 'to 1020', 'twice']);
  });
  it('tells a failure of the tape to the one who waited for it', async () => {
    const player = { now: () => timeAt(0), advanceTo: () => Promise.reject(new Error('torn')) };
    const waitFor = virtualTime(player, async () => {
      await turn();
    });
    await expect(waitFor(5)).rejects.toThrow('torn');
  });
});
