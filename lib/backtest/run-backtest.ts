// A backtest: one portfolio on one tape, once for each band, and what has to be said about it.

import { createBand } from '../report/build.ts';
import { directoryOf } from '../report/directory.ts';
import { isPositive } from '../units/quantity.ts';
import { formatUsdc } from '../units/usdc.ts';
import { bandModel, describeModel } from './bands.ts';
import { bandWarnings, tapeWarnings } from './warnings.ts';
import { KEEL, runBand, SILENT } from './run-band.ts';
import type { MarkedEquity } from '../accounting/equity.ts';
import type { BandBuilder } from '../report/build.ts';
import type { CycleRecord } from '../domain/cycle-record.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { ReportBand } from '../report/report-data.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { EpochMs } from '../units/time.ts';
import type { BandName, Timing } from './bands.ts';
import type { Income } from './income.ts';
import type { BandOutcome, BandRun, Trader } from './run-band.ts';

/** What is run, and how. */
export type Backtest = Pick<
  BandRun,
  'tape' | 'settings' | 'cash' | 'seed' | 'from' | 'until' | 'turn'
> & {
  readonly bands: readonly BandName[];
  readonly timing: Timing;
  readonly shareMax: Ratio;
  /** Where the cycles of the first band log to. */
  readonly telemetry: BandRun['telemetry'];
  /** Told how far a band is on the tape. */
  readonly progress: (band: BandName, at: EpochMs) => void;
};

/** What came of a band. */
export type BandResult = { readonly band: ReportBand; readonly outcome: BandOutcome };

/** What came of all of them. */
export type BacktestResult = {
  readonly bands: readonly BandResult[];
  readonly warnings: readonly string[];
  readonly events: number;
};

// Income belongs to no cycle: it joins the books of the report after the last one.
const incomeEntries = (
  { rebates, rewards }: Income,
  { last }: Pick<BandOutcome, 'last'>,
  at: EpochMs,
): readonly LedgerEntry[] => {
  const paid: readonly (readonly ['rebate' | 'reward', UsdcMicros])[] = [
    ['rebate', rebates],
    ['reward', rewards],
  ];
  const sequence = last?.state.ledger.sequence ?? 0;
  return paid
    .filter(([, amount]) => isPositive(amount))
    .map(([kind, amount], index) => ({
      sequence: sequence + 1 + index,
      eventId: `backtest-${kind}`,
      at,
      kind,
      amount,
    }));
};

/** Somebody who looks at a band while it is run. */
export type BandWatch = {
  readonly entries: (entries: readonly LedgerEntry[]) => void;
  readonly record: (record: CycleRecord) => void;
  readonly progress: BandRun['progress'];
};

const NOBODY: BandWatch = {
  entries: () => undefined,
  record: () => undefined,
  progress: () => undefined,
};

/** Who looks at a band, and who trades in it. */
export type Company = { readonly watch: BandWatch; readonly trader: Trader };

const NOTHING_HELD: MarkedEquity = {
  kind: 'unknown',
  missing: ['no cycle was saved'],
  unrealizedIn: new Map(),
};

const lastBooksEquity = (mark: BandOutcome['mark']): ReportBand['lastBooksEquity'] =>
  mark?.books === 'last-known' && mark.equity.kind === 'known'
    ? formatUsdc(mark.equity.equity)
    : null;

const told = (builder: BandBuilder, watch: BandWatch): BandRun['history'] => ({
  entries: (entries) => {
    builder.entries(entries);
    watch.entries(entries);
  },
  record: (record) => {
    builder.cycle(record);
    watch.record(record);
  },
});

/** Runs one band, and lets somebody look. */
export const runWatched = async (
  backtest: Backtest,
  name: BandName,
  { watch, trader }: Company,
): Promise<BandResult> => {
  const { tape, settings, cash, seed, from, until, turn, shareMax, timing } = backtest;
  const model = bandModel(name, shareMax, timing);
  let { universe } = tape;
  const builder = createBand({
    name,
    model: describeModel(model),
    limits: settings.limits,
    directory: directoryOf(() => universe),
  });
  const run: BandRun = {
    tape,
    settings,
    cash,
    seed,
    from,
    until,
    turn,
    model,
    lens: (venue) => venue,
    telemetry: name === backtest.bands[0] ? backtest.telemetry : SILENT,
    history: told(builder, watch),
    progress: (at, income) => {
      backtest.progress(name, at);
      watch.progress(at, income);
    },
  };
  const outcome = await runBand(run, trader);
  universe = outcome.universe;
  const { observed, mark } = outcome;
  builder.entries(incomeEntries(observed.income, outcome, until));
  const band = builder.finish({
    equity: mark?.equity ?? NOTHING_HELD,
    lastBooksEquity: lastBooksEquity(mark),
    queue: observed.queue,
    markouts: observed.markouts,
  });
  return { band, outcome };
};

/** Runs every band that was asked for, one after the other. */
export const runBacktest = async (
  backtest: Backtest,
  trader: Trader = KEEL,
): Promise<BacktestResult> => {
  const bands: BandResult[] = [];
  const company = { watch: NOBODY, trader };
  for (const name of backtest.bands) bands.push(await runWatched(backtest, name, company));
  const [counting] = bands;
  return {
    bands,
    events: counting?.outcome.events ?? 0,
    warnings: [
      ...bandWarnings(bands),
      ...(counting === undefined ? [] : tapeWarnings(backtest, counting)),
    ],
  };
};
