// One run of a sweep: the backtest of a trial over a stretch of the tape, as figures.

import { turnOfLoop } from '../../adapters/local/waiting.ts';
import { configUnder } from '../../sweep/values.ts';
import { openPeriods } from '../../sweep/periods.ts';
import { keyOf } from '../../sweep/sweep-run.ts';
import { describeStoreError } from '../../cycle/describe-store-error.ts';
import { portfolioId } from '../../units/ids.ts';
import { invariant } from '../../units/invariant.ts';
import { plus } from '../../units/quantity.ts';
import { ratio } from '../../units/ratio.ts';
import { epochMs, msOfEpoch } from '../../units/time.ts';
import { formatUsdc, parseUsdc, usdc } from '../../units/usdc.ts';
import { paperSettings } from '../../wiring/cycle-settings.ts';
import { NO_TIMING, TYPICAL_TIMING } from '../bands.ts';
import { KEEL, SILENT } from '../run-band.ts';
import { runWatched } from '../run-backtest.ts';
import type { PaperConfig } from '../../config/config.ts';
import type { Tape } from '../../domain/tape-event.ts';
import type { Periods } from '../../sweep/periods.ts';
import type { BandFigures, RunResult, SweepJob } from '../../sweep/sweep-run.ts';
import type { UsdcMicros } from '../../units/quantity.ts';
import type { EpochMs } from '../../units/time.ts';
import type { Income } from '../income.ts';
import type { BandResult, Backtest, BandWatch } from '../run-backtest.ts';
import type { BandOutcome } from '../run-band.ts';

const timeOf = (iso: string): EpochMs => epochMs(BigInt(Date.parse(iso)));
const msAt = (at: EpochMs): number => Number(msOfEpoch(at));

const configOf = ({ settings, run }: SweepJob): PaperConfig => {
  const config = configUnder(settings.base, run.values);
  invariant(config.ok, `a planned trial is allowed: ${config.ok ? '' : config.error.join('; ')}`);
  const { markets } = config.value.parameters;
  const only = run.markets.kind === 'all' ? markets.only : run.markets.conditions;
  return {
    ...config.value,
    portfolio: portfolioId('sweep'),
    parameters: { ...config.value.parameters, markets: { ...markets, only } },
  };
};

const backtestOf = (tape: Tape, job: SweepJob): Backtest => {
  const { settings, run } = job;
  const config = configOf(job);
  return {
    tape,
    settings: { ...paperSettings(config), metadata: tape.provenance },
    cash: settings.cash === null ? config.openingCash : usdc(settings.cash),
    seed: BigInt(settings.seed),
    from: timeOf(run.from),
    until: timeOf(run.until),
    turn: turnOfLoop,
    bands: settings.bands,
    timing: settings.latency === 'none' ? NO_TIMING : TYPICAL_TIMING,
    shareMax: ratio(settings.share),
    telemetry: SILENT,
    progress: () => undefined,
  };
};

const incomeOf = ({ rebates, rewards }: Income): UsdcMicros => plus(rebates, rewards);

// After each cycle, what the portfolio would be worth if the run were over.
const watching = (periods: Periods, progress: (at: EpochMs) => void): BandWatch => {
  let equity: UsdcMicros | null = null;
  let latest = 0;
  return {
    entries: (entries) => {
      for (const { sequence, kind, at } of entries) {
        if (sequence <= latest) continue;
        latest = sequence;
        if (kind === 'fill') periods.fill(msAt(at));
      }
    },
    record: (record) => {
      const parsed = parseUsdc(record.equity);
      equity = parsed.ok ? parsed.value : null;
    },
    progress: (at, income) => {
      periods.worth(msAt(at), equity === null ? null : plus(equity, incomeOf(income)));
      equity = null;
      progress(at);
    },
  };
};

const finalWorth = ({ mark, observed, last }: BandOutcome, cash: UsdcMicros): UsdcMicros | null => {
  if (last === null) return cash;
  return mark?.equity.kind === 'known' ? plus(mark.equity.equity, incomeOf(observed.income)) : null;
};

const drawdownOf = ({ band }: BandResult): string =>
  band.equity.reduce(
    (most, { drawdown }) => (Number(drawdown ?? 0) > Number(most) ? (drawdown ?? most) : most),
    '0',
  );

const failureOf = ({ outcome }: BandResult): string | null =>
  outcome.failure === null ? null : describeStoreError(outcome.failure);

const runBandOf = async (
  backtest: Backtest,
  { settings }: SweepJob,
  { name, progress }: { readonly name: BandFigures['name']; readonly progress: Progress },
): Promise<BandFigures> => {
  const { cash, from, until } = backtest;
  const stretch = { from: msAt(from), until: msAt(until), periodMs: settings.periodMs };
  const periods = openPeriods(stretch, cash);
  const result = await runWatched(backtest, name, {
    watch: watching(periods, progress),
    trader: KEEL,
  });
  const { band, outcome } = result;
  return {
    name,
    net: band.money.net,
    income: formatUsdc(incomeOf(outcome.observed.income)),
    fees: band.money.fees,
    fills: band.byMarket.reduce((sum, { fills }) => sum + fills, 0),
    drawdownMax: drawdownOf(result),
    ...periods.finish(outcome.failure === null ? finalWorth(outcome, cash) : null),
    failure: failureOf(result),
  };
};

type Progress = (at: EpochMs) => void;

/** How far a run is. Range: 0 to 1. */
const shareOf = ({ run, settings }: SweepJob, band: number, at: EpochMs): number => {
  const [from, until] = [Date.parse(run.from), Date.parse(run.until)];
  const done = until > from ? Math.min(1, Math.max(0, (msAt(at) - from) / (until - from))) : 1;
  return (band + done) / settings.bands.length;
};

/** What a run needs beside its job. */
export type JobWorld = {
  readonly tape: Tape;
  /** Told how far the run is. Range: 0 to 1. */
  readonly progress: (share: number) => void;
};

/** Makes a run. The same job on the same tape gives the same result, to the byte. */
export const runJob = async (job: SweepJob, { tape, progress }: JobWorld): Promise<RunResult> => {
  const backtest = backtestOf(tape, job);
  const bands: BandFigures[] = [];
  for (const [place, name] of job.settings.bands.entries())
    bands.push(
      await runBandOf(backtest, job, {
        name,
        progress: (at) => progress(shareOf(job, place, at)),
      }),
    );
  return { key: keyOf(job.run), run: job.run, bands };
};
