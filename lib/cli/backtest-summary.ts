// A backtest in the terminal: the bands side by side, and what must be known beside them.

import { BY_LAST_BOOKS, endEquity } from '../report/end-equity.ts';
import { formatTime } from '../units/time.ts';
import { textTable } from './text-table.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { Amount, MarkoutRow, ReportBand } from '../report/report-data.ts';

/** One preset's result. */
export type PresetSummary = {
  readonly preset: string;
  readonly bands: readonly ReportBand[];
  readonly warnings: readonly string[];
};

const dollars = (amount: Amount): string => {
  if (amount === null) return '?';
  const value = Number(amount);
  const sign = value < 0 && value.toFixed(2) !== '-0.00' ? '-' : '';
  return `${sign}$${Math.abs(value).toFixed(2)}`;
};

const count = (value: number | null): string => (value === null ? '?' : String(value));

const shown = (amount: Amount, unit: string): string => (amount === null ? '-' : amount + unit);

const fillsOf = ({ byMarket }: ReportBand): number =>
  byMarket.reduce((sum, { fills }) => sum + fills, 0);

const drawdownMax = ({ equity }: ReportBand): string => {
  const most = Math.max(0, ...equity.map(({ drawdown }) => Number(drawdown ?? 0)));
  return `${(most * 100).toFixed(2)} %`;
};

// Over all strategies, weighted as their rows are.
const markout = ({ markouts }: ReportBand, horizon: MarkoutRow['horizon']): string => {
  const rows = markouts.filter((row) => row.horizon === horizon && row.dollars !== null);
  if (rows.length === 0) return '-';
  return dollars(rows.reduce((sum, row) => sum + Number(row.dollars), 0).toFixed(6));
};

type Line = readonly [name: string, cell: (band: ReportBand) => string];

const LINES: readonly Line[] = [
  ['Net', ({ money }) => dollars(money.net)],
  ['  realized', ({ money }) => dollars(money.realized)],
  ['  unrealized', ({ money }) => dollars(money.unrealized)],
  ['  fees', ({ money }) => dollars(money.fees === null ? null : `-${money.fees}`)],
  ['  maker rebates', ({ money }) => dollars(money.rebates)],
  ['  liquidity rewards', ({ money }) => dollars(money.rewards)],
  ['Equity at the end, no income', (band) => dollars(endEquity(band).amount)],
  [`  ${BY_LAST_BOOKS}`, (band) => (endEquity(band).by === 'last-known-books' ? 'yes' : 'no')],
  ['Largest drawdown', drawdownMax],
  ['Cycles', ({ cycles }) => count(cycles)],
  ['Orders placed to rest', ({ queue }) => count(queue.placed)],
  ['  filled whole', ({ queue }) => count(queue.filled)],
  ['  filled in part', ({ queue }) => count(queue.partly)],
  ['  median seconds to a fill', ({ queue }) => shown(queue.medianSecondsToFill, ' s')],
  ['  median shares ahead', ({ queue }) => shown(queue.medianAheadShares, '')],
  ['Fills', (band) => String(fillsOf(band))],
  ['Markout after 10 s', (band) => markout(band, '10s')],
  ['Markout after 60 s', (band) => markout(band, '60s')],
  ['Markout after 5 min', (band) => markout(band, '5min')],
  ['Brier score (mid)', ({ brier }) => (brier === null ? '-' : `${brier.score} (${brier.mid})`)],
];

const presetLines = ({ preset, bands, warnings }: PresetSummary): readonly string[] => [
  `Preset ${preset}:`,
  ...textTable(
    ['', ...bands.map(({ name }) => name)],
    LINES.map(([name, cell]) => [name, ...bands.map(cell)]),
  ),
  ...warnings.map((warning) => `  ! ${warning}`),
  '',
];

/** What is printed when a backtest is over. */
export const summaryLines = (
  { name, start }: Pick<Tape, 'name' | 'start'>,
  until: Tape['end'],
  presets: readonly PresetSummary[],
): readonly string[] => [
  `[Keel] Backtest on ${name}, ${formatTime(start)} to ${formatTime(until)}`,
  '',
  ...presets.flatMap(presetLines),
  'Only the pessimistic band counts: it lets everybody who stood before us be',
  'served first, and makes us slow. A result that needs another band is none.',
];
