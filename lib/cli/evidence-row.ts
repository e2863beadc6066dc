// One result of the evidence: who traded what under which assumptions, and what came of it. Rows
// are kept as JSON lines, so that what was computed once need not be computed again.

import * as z from 'zod/mini';
import { BASELINE_NAMES } from '../baselines/standard.ts';
import { BAND_NAMES } from '../backtest/bands.ts';
import { PRESET_NAMES } from '../config/presets.ts';
import { HORIZONS } from '../report/report-data.ts';
import { bandWarnings } from '../report/warnings.ts';
import { SET_NAMES } from '../tape/sets.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { BacktestResult, BandResult } from '../backtest/run-backtest.ts';
import type { ReportBand } from '../report/report-data.ts';

/** Who trades: the system, or a baseline in its place. */
export const TRADERS = ['keel', ...BASELINE_NAMES] as const;

/** What is taken of the markets: what was recorded, or that all of them end far away. */
export const SCENARIOS = ['as-recorded', 'far-end'] as const;

const text = z.string();
const count = z.int().check(z.nonnegative());
const decimal = z.string().check(z.regex(/^-?\d{1,30}(\.\d{1,18})?$/));
const amount = z.nullable(decimal);

const Case = z.strictObject({
  set: z.enum(SET_NAMES),
  scenario: z.enum(SCENARIOS),
  preset: z.enum(PRESET_NAMES),
  trader: z.enum(TRADERS),
  band: z.enum(BAND_NAMES),
});

const Row = z.strictObject({
  /** Digest of the data, the settings and the code that it came from. */
  key: text,
  case: Case,
  /** Tells the tape apart, with what was said of its markets. */
  data: text,
  code: text,
  from: text,
  to: text,
  marketsOnTape: count,
  /** Of the minutes of the tape, those in which some book was known. */
  minutes: z.strictObject({ all: count, known: count }),
  cycles: count,
  placed: count,
  money: z.strictObject({
    realized: amount,
    unrealized: amount,
    fees: amount,
    rebates: amount,
    rewards: amount,
    net: amount,
  }),
  /** The largest. Unit: ratio of the peak, dollars. */
  drawdown: decimal,
  exposure: decimal,
  markets: z.array(z.strictObject({ name: text, net: amount, fills: count, volume: amount })),
  strategies: z.array(z.strictObject({ name: text, net: amount, fills: count })),
  markouts: z.array(
    z.strictObject({ horizon: z.enum(HORIZONS), fills: count, cents: amount, dollars: amount }),
  ),
  /** How often a cycle could not quote a market, by what kept it. */
  notQuoted: z.record(text, count),
  warnings: z.array(text),
});

/** What a result is of. */
export type EvidenceCase = z.infer<typeof Case>;

/** A result. */
export type EvidenceRow = z.infer<typeof Row>;

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
};

/** Reads rows back. Lines that are none, or of another version, are left out: they come again. */
export const rowsIn = (lines: string): readonly EvidenceRow[] =>
  lines.split('\n').flatMap((line) => {
    const row = z.safeParse(Row, parsed(line));
    return row.success ? [row.data] : [];
  });

const largest = (values: readonly (string | null)[]): string =>
  values.reduce<string>(
    (most, one) => (Number(one ?? 0) > Number(most) ? (one ?? most) : most),
    '0',
  );

// Over all strategies, weighted as their rows are.
const markoutsOf = ({ markouts }: ReportBand): EvidenceRow['markouts'] =>
  HORIZONS.map((horizon) => {
    const rows = markouts.filter((row) => row.horizon === horizon && row.dollars !== null);
    const dollars = rows.reduce((all, row) => all + Number(row.dollars), 0);
    const shares = rows.reduce((all, { dollars: gain, meanCents }) => {
      const cents = Number(meanCents);
      return cents === 0 ? all : all + (Number(gain) * 100) / cents;
    }, 0);
    return {
      horizon,
      fills: rows.reduce((all, row) => all + row.fills, 0),
      cents: shares === 0 ? null : ((dollars * 100) / shares).toFixed(4),
      dollars: rows.length === 0 ? null : dollars.toFixed(6),
    };
  });

/** What is known of a result beside what its run says. */
export type RowFacts = Pick<EvidenceRow, 'key' | 'case' | 'code' | 'from' | 'to' | 'notQuoted'> & {
  readonly tape: Tape;
};

/** Makes a row of a run. */
export const rowOf = (
  { tape, ...facts }: RowFacts,
  { band, outcome }: BandResult,
  { warnings }: Pick<BacktestResult, 'warnings'>,
): EvidenceRow => {
  const { realized, unrealized, fees, rebates, rewards, net } = band.money;
  return {
    ...facts,
    data: tape.identity,
    marketsOnTape: tape.universe.markets.size,
    minutes: outcome.observed.minutes,
    cycles: band.cycles,
    placed: band.queue.placed ?? 0,
    money: { realized, unrealized, fees, rebates, rewards, net },
    drawdown: largest(band.equity.map(({ drawdown }) => drawdown)),
    exposure: largest(band.equity.map(({ exposure }) => exposure)),
    markets: band.byMarket
      .filter(({ fills }) => fills > 0)
      .map(({ name, net: won, fills, volume }) => ({ name, net: won, fills, volume })),
    strategies: band.byStrategy.map(({ name, net: won, fills }) => ({ name, net: won, fills })),
    markouts: markoutsOf(band),
    warnings: [...bandWarnings(band), ...warnings],
  };
};
