// The monthly bill of one portfolio, line by line: what the template holds times what a cycle was
// measured to use. What only happens when somebody looks (queries and the widget of a dashboard) or
// when something is wrong (mails, dead letters) is not in it.

import { resourcesOf } from '../scene.ts';
import { PRICES } from './prices.ts';
import type { Json, Resource, Template } from '../scene.ts';
import type { Measured } from './measured.ts';
import type { Priced } from './prices.ts';

/** One line of a bill. */
export type Line = {
  readonly what: Priced;
  readonly amount: number;
  readonly usd: number;
  /** What it costs an account that uses nothing else of what is free. */
  readonly usdBeyondFree: number;
};

const MINUTES_A_MONTH = 60 * 24 * 30;
const GB = 1_000_000_000;

// What the platform writes about each call: START, END and REPORT.
const PLATFORM_BYTES = 3 * 26 + 330;
// A watchdog that finds nothing to do writes one metric line.
const WATCHDOG_LINE_BYTES = 350;
// Waits in a row for the venue in a live cycle, eight at most by a test of the bench, each of twice
// the latency that the bench takes for one between Dublin and London.
const WAITING_MS = 8 * 100;
// What a cycle takes of one processor: 30 to 80 ms on the machines that it was measured on. It is
// not measured here, so that the bill does not hang on what else a machine does.
const COMPUTING_MS = 40;
// Two reads in a process that is warm, on a seventh of a processor.
const WATCHDOG_MS = 500;
// Source: Lambda, one processor at 1,769 MB.
const ONE_PROCESSOR_MB = 1_769;

const line = (what: Priced, amount: number): Line => {
  const { usd, free } = PRICES[what];
  return { what, amount, usd: amount * usd, usdBeyondFree: Math.max(0, amount - free) * usd };
};

const isMetric = (query: Json): boolean =>
  typeof query === 'object' && query !== null && 'MetricStat' in query;

// An alarm costs by the metrics that it looks at.
const metricsOf = ({ Properties: { Metrics } }: Resource): number =>
  Array.isArray(Metrics) ? (Metrics as readonly Json[]).filter(isMetric).length : 1;

const memoryOf = (template: Template, name: string): number => {
  const [found] = resourcesOf(template, 'AWS::Lambda::Function').filter(({ Properties }) =>
    (Properties['FunctionName'] as string).endsWith(`-${name}`),
  );
  return Number(found?.Properties['MemorySize']);
};

const monitoring = (template: Template, series: readonly string[]): readonly Line[] => [
  line('custom metric series', series.length),
  line(
    'alarm, by metric',
    resourcesOf(template, 'AWS::CloudWatch::Alarm').reduce((sum, one) => sum + metricsOf(one), 0),
  ),
  line('composite alarm', resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm').length),
  line('dashboard', resourcesOf(template, 'AWS::CloudWatch::Dashboard').length),
];

const table = (measured: Measured, mode: 'live' | 'paper'): readonly Line[] => {
  const paper = mode === 'paper' ? measured.paperUnits : 0;
  const stateReads = Math.ceil(measured.stateBytes / 4_096);
  // A paper cycle also reads its venue and its state before it takes the lease.
  const reads = stateReads + (mode === 'paper' ? stateReads + paper / 4 : 0);
  // Records and settled intents are kept for a month; the rest, far less, for longer.
  const kept = (measured.keptBytes * MINUTES_A_MONTH) / GB;
  return [
    line('table, write units', (measured.writeUnits + paper) * MINUTES_A_MONTH),
    line('table, read units', reads * MINUTES_A_MONTH),
    line('table, storage', kept),
    line('table, point-in-time recovery', kept),
  ];
};

const functions = (template: Template): readonly Line[] => {
  const [cycleMb, watchdogMb] = [memoryOf(template, 'cycle'), memoryOf(template, 'watchdog')];
  const share = Math.min(1, cycleMb / ONE_PROCESSOR_MB);
  const cycleMs = COMPUTING_MS / share + WAITING_MS;
  const gbMs = (cycleMs * cycleMb + WATCHDOG_MS * watchdogMb) / 1_024;
  const calls = resourcesOf(template, 'AWS::Scheduler::Schedule').length * MINUTES_A_MONTH;
  return [
    line('functions, time on arm64', (gbMs / 1_000) * MINUTES_A_MONTH),
    line('functions, calls', calls),
    line('schedules, calls', calls),
  ];
};

const logs = (measured: Measured): readonly Line[] => {
  const bytes = measured.logBytes + WATCHDOG_LINE_BYTES + 2 * PLATFORM_BYTES;
  const gigabytes = (bytes * MINUTES_A_MONTH) / GB;
  return [line('log, taken in', gigabytes), line('log, kept', gigabytes)];
};

// Some thirty requests to the venue and the chain a minute, the watchdog's with them, with their
// headers and what encryption adds, and the orders in full. What is read is not charged.
const REQUESTS_A_MINUTE = 30;
const REQUEST_BYTES = 1_500;
const ORDER_BYTES = 1_000;

const traffic = ({ ordersPlaced }: Measured): readonly Line[] => {
  const bytes = REQUESTS_A_MINUTE * REQUEST_BYTES + ordersPlaced * ORDER_BYTES;
  return [line('data sent to the internet', (bytes * MINUTES_A_MONTH) / GB)];
};

/** The bill of a portfolio at one cycle a minute, a key in KMS left aside. */
export const billOf = (
  template: Template,
  measured: Measured,
  of: { readonly mode: 'live' | 'paper'; readonly series: readonly string[] },
): readonly Line[] => [
  ...monitoring(template, of.series),
  ...table(measured, of.mode),
  ...functions(template),
  ...logs(measured),
  ...traffic(measured),
  line('standard parameters', resourcesOf(template, 'AWS::SSM::Parameter').length),
];

/** What a key in KMS costs besides. */
export const kmsBillOf = ({ ordersPlaced }: Measured): readonly Line[] => [
  line('KMS key', 1),
  line('KMS signatures', ordersPlaced * MINUTES_A_MONTH),
];

/** Adds up. */
export const totalOf = (lines: readonly Line[], of: 'usd' | 'usdBeyondFree'): number =>
  lines.reduce((sum, one) => sum + one[of], 0);

const dollars = (usd: number): string => usd.toFixed(2).padStart(8);

/** A bill as a table for people. */
export const tableOfBill = (lines: readonly Line[]): string =>
  [
    `${'a month'.padEnd(34)}${'amount'.padStart(14)} ${'unit'.padEnd(12)}   list  beyond free`,
    ...lines.map(({ what, amount, usd, usdBeyondFree }) => {
      const told = amount.toLocaleString('en', { maximumFractionDigits: 3 }).padStart(14);
      const used = `${what.padEnd(34)}${told} ${PRICES[what].unit.padEnd(10)}`;
      return `${used}${dollars(usd)} ${dollars(usdBeyondFree)}`;
    }),
    `${'in all'.padEnd(59)}${dollars(totalOf(lines, 'usd'))} ` +
      dollars(totalOf(lines, 'usdBeyondFree')),
  ].join('\n');
