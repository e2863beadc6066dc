// How a report reads: for people with cause and remedy below each line that is not in order, for
// programs as one object.

import { NOT_KNOWN } from '../doctor/check-line.ts';
import type { CheckLine, CheckStatus } from '../doctor/check-line.ts';
import type { DoctorReport } from '../doctor/diagnose.ts';

const WIDTH = 'warning'.length + 2;
const INDENT = ' '.repeat(WIDTH + 2);

const linesOf = ({ name, status, found, cause, remedy }: CheckLine): readonly string[] => [
  `  ${status.padEnd(WIDTH)}${name}: ${found}`,
  ...(cause === '' ? [] : [`${INDENT}why: ${cause}`]),
  ...(remedy === '' ? [] : [`${INDENT}do:  ${remedy}`]),
];

const count = ({ lines }: DoctorReport, wanted: CheckStatus): number =>
  lines.filter(({ status }) => status === wanted).length;

// What nothing depends on is a warning, and is not known all the same.
const verdictLine = (report: DoctorReport): string => {
  const words = report.verdict === 'green' ? 'Green' : 'Not green';
  const [failed, unknown] = [count(report, 'failed'), count(report, 'unknown')];
  const warnings = report.lines.filter(({ status }) => status === 'warning');
  const unseen = warnings.filter(({ found }) => found === NOT_KNOWN).length;
  const ofThem = unseen === 0 ? '' : `, ${unseen} of them not known`;
  return `${words}: ${failed} failed, ${unknown} not known, warnings: ${warnings.length}${ofThem}.`;
};

/** Writes a report for people. */
export const reportText = (report: DoctorReport): readonly string[] => [
  ...report.lines.flatMap(linesOf),
  verdictLine(report),
];

/** What a program is told. */
export type DoctorJson = {
  readonly report: DoctorReport;
  /** What was said while things were mended. */
  readonly said: readonly string[];
  /** What a paper run lacks for live trading. */
  readonly liveNeeds: readonly string[];
};

/** Writes a report for programs. */
export const reportJson = ({ report, said, liveNeeds }: DoctorJson): string =>
  JSON.stringify({ verdict: report.verdict, checks: report.lines, said, liveNeeds }, null, 2);

/** Says what a paper run lacks for live trading. */
export const needsText = (needs: readonly string[]): readonly string[] =>
  needs.length === 0
    ? ['Live trading would need nothing more of the configuration but LIVE_TRADING.']
    : ['Live trading would need, beside LIVE_TRADING:', ...needs.map((need) => `  ${need}`)];
