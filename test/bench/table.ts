// The figures as a table for people: times, each also in lengths of the reference loop as it was at
// that moment, and what was worked through in a second.

import { median, quantile } from './measure.ts';
import type { Figure, Times, Work } from './measure.ts';

const ms = (time: number): string => time.toFixed(time < 10 ? 3 : 1);

const perSecond = ({ count, unit }: Work, time: number): string => {
  const rate = (count * 1_000) / time;
  const text = rate < 100 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en');
  return `${text} ${unit}/s`;
};

const HEADER = ['unit: ms', 'samples', 'median', 'p90', 'min', 'max', 'x reference', 'rate'];

const cellsOf = ({ name, times, reference, work }: Figure): readonly string[] => [
  name,
  String(times.length),
  ...[median(times), quantile(times, 0.9), quantile(times, 0), quantile(times, 1)].map(ms),
  (median(times) / median(reference)).toFixed(3),
  work.map((one) => perSecond(one, median(times))).join(', '),
];

// Names and rates stand on the left of their column, numbers on the right.
const aligned = (rows: readonly (readonly string[])[]): readonly string[] => {
  const last = HEADER.length - 1;
  const widths = HEADER.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  const padded = (cell: string, i: number): string =>
    i === 0 || i === last ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  return rows.map((row) => row.map(padded).join('  ').trimEnd());
};

/** One line per figure under a header. */
export const tableOf = (figures: readonly Figure[]): readonly string[] =>
  aligned([HEADER, ...figures.map(cellsOf)]);

/** How much the same work differed over a run. */
export const noiseBetween = (rounds: readonly Times[]): string => {
  const medians = rounds.map(median);
  const [low, high] = [Math.min(...medians), Math.max(...medians)];
  const apart = ((high / low - 1) * 100).toFixed(0);
  return (
    `machine noise: a fixed loop took ${ms(low)} to ${ms(high)} ms at the median of each of its ` +
    `${rounds.length} rounds, ${apart} % apart`
  );
};

/** How much the same work differed, and what the ratios of the table are of. */
export const noiseOf = (rounds: readonly Times[]): readonly string[] => [
  'x reference: the median in lengths of a fixed loop, measured right before and right after',
  noiseBetween(rounds),
];
