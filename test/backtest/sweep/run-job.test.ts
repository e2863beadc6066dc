import { describe, expect, it } from 'vitest';
import { runJob } from '../../../lib/backtest/sweep/run-job.ts';
import { countingBand } from '../../../lib/sweep/sweep-run.ts';
import { wholeRun } from '../../../lib/sweep/walk-forward.ts';
import { generateTape } from '../../../lib/tape/generator/generator.ts';
import { GENERATED_TARGETS } from '../../../lib/tape/generator/wallets.ts';
import { minutes, msOfEpoch } from '../../../lib/units/time.ts';
import type { BandFigures, MarketGroup, SweepJob } from '../../../lib/sweep/sweep-run.ts';

const TAPE = generateTape({ seed: 3n, duration: minutes(40) });
const FROM = Number(msOfEpoch(TAPE.start));
const MINUTE = 60_000;
const ALL: MarketGroup = { kind: 'all' };

const jobOf = (from: number, until: number, markets: MarketGroup = ALL): SweepJob => ({
  settings: {
    base: { TARGET_ADDRESSES: GENERATED_TARGETS.join() },
    seed: '1',
    cash: '10000',
    latency: 'typical',
    share: '0.5',
    bands: ['pessimistic'],
    periodMs: MINUTE,
  },
  run: {
    ...wholeRun(
      { MIN_MOVE_CENTS: '1' },
      { from: FROM + from * MINUTE, until: FROM + until * MINUTE, periodMs: MINUTE },
    ),
    markets,
  },
});

const figuresOf = async (job: SweepJob): Promise<BandFigures> => {
  const band = countingBand(await runJob(job, { tape: TAPE, progress: () => undefined }));
  if (band === undefined) throw new Error('the counting band was run');
  return band;
};

const sumOf = (profits: BandFigures['profits']): number =>
  profits.reduce((sum, one) => sum + Number(one ?? 0), 0);

describe('a run of a sweep', { timeout: 120_000 }, () => {
  it('brings in its periods what it brings in all, and fills as many times', async () => {
    const figures = await figuresOf(jobOf(0, 40));
    expect(figures.profits).toHaveLength(40);
    expect(figures.fills).toBeGreaterThan(10);
    expect(sumOf(figures.profits)).toBeCloseTo(Number(figures.net), 5);
    expect(figures.fillsIn.reduce((sum, one) => sum + one, 0)).toBe(figures.fills);
  });

  it('is up to a time what a run is that ends there', async () => {
    const [whole, half] = [await figuresOf(jobOf(0, 40)), await figuresOf(jobOf(0, 20))];
    expect(half.profits.slice(0, 19)).toEqual(whole.profits.slice(0, 19));
    expect(half.fillsIn.slice(0, 19)).toEqual(whole.fillsIn.slice(0, 19));
  });

  it('that begins later begins with its cash and holds nothing', async () => {
    const figures = await figuresOf(jobOf(20, 40));
    expect(figures.profits).toHaveLength(20);
    expect(figures.profits[0]).toBe('0');
    expect(figures.fills).toBeGreaterThan(0);
    expect(sumOf(figures.profits)).toBeCloseTo(Number(figures.net), 5);
  });

  it('on some markets trades on no other', async () => {
    const markets = [...TAPE.universe.markets.values()];
    const [conditions, others] = [markets.slice(0, 4), markets.slice(4)].map((some) =>
      some.map(({ condition }) => condition),
    );
    const some = (list: readonly string[] = []): MarketGroup => ({
      kind: 'some',
      name: 'some',
      conditions: list,
    });
    const [one, other, all] = [
      await figuresOf(jobOf(0, 40, some(conditions))),
      await figuresOf(jobOf(0, 40, some(others))),
      await figuresOf(jobOf(0, 40)),
    ];
    expect(one.fills + other.fills).toBeGreaterThan(0);
    expect([one.fills, other.fills]).not.toContain(all.fills);
  });

  it('says how far it is, to the end', async () => {
    const shares: number[] = [];
    await runJob(jobOf(0, 10), { tape: TAPE, progress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    expect(Math.max(...shares)).toBeGreaterThan(0.8);
  });
});
