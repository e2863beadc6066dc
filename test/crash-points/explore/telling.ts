// What an exploration says to people: what it found, which awaits were no crash points, and its
// figures in one last line.

import { figureLine } from '../../tooling/figure-line.ts';
import type { Coverage } from '../awaits/covered.ts';
import type { Site } from '../awaits/site.ts';
import type { Explored, Finding } from './explore.ts';

/** Everything about something broken. */
export const findingText = ({ scenario, point, broken }: Finding): readonly string[] => [
  `VIOLATION in ${scenario}: ${point}`,
  ...broken.map((text) => `  ${text}`),
];

const siteText =
  (what: string) =>
  ({ file, line, text }: Site): string =>
    `${what}: ${file}:${String(line)} ${text}`;

/** The awaits that should have been crash points and were not. */
export const missedText = ({ survived, unreached }: Coverage): readonly string[] => [
  ...unreached.map(siteText('never reached')),
  ...survived.map(siteText('nothing died in')),
];

const sumOf = (all: readonly Explored[], value: (one: Explored) => number): number =>
  all.reduce((sum, one) => sum + value(one), 0);

// Of so many points most have the venue's history of the run without a crash, or of another one.
const POINTS_ENOUGH = 100;

const COUNTED = [
  ['compared', 'books beside those without a crash (G6)'],
  ['settled', 'orders beside those of the venue, two cycles later (G5)'],
] as const;

/** What an exploration should have put before a judge and has not, in a sentence. */
export const neverJudged = (explored: readonly Explored[]): readonly string[] => {
  const points = sumOf(explored, (one) => one.points);
  if (points === 0) return ['NO POINT WAS LOOKED AT: nothing was tried'];
  if (points < POINTS_ENOUGH) return [];
  const missing = COUNTED.filter(([figure]) => sumOf(explored, (one) => one[figure]) === 0);
  if (missing.length === 0) return [];
  const texts = missing.map(([, text]) => text);
  return [`NEVER JUDGED at ${String(points)} points: ${texts.join(', ')}`];
};

/** What the figures are of. Which awaits were missed is only known of a complete run. */
export type Ran = { readonly seconds: number; readonly isComplete: boolean };

/** The figures of an exploration. */
export const figures = (
  explored: readonly Explored[],
  coverage: Coverage,
  { seconds, isComplete }: Ran,
): string => {
  const names = new Map(explored.map((one) => [one.scenario, one]));
  const { died, instant, excepted, survived, unreached } = coverage;
  const missed = survived.length + unreached.length;
  return figureLine('crash-points', {
    scenarios: names.size,
    requests: sumOf([...names.values()], ({ requests }) => requests),
    points: sumOf(explored, ({ points }) => points),
    outcomes: sumOf(explored, ({ outcomes }) => outcomes),
    compared: sumOf(explored, ({ compared }) => compared),
    settled: sumOf(explored, ({ settled }) => settled),
    checks: sumOf(explored, ({ steps }) => steps),
    violations: sumOf(explored, ({ findings }) => findings.length),
    awaits: died.length + instant.length + excepted.length + missed,
    died: died.length,
    instant: instant.length,
    excepted: excepted.length,
    ...(isComplete && { missed }),
    seconds: seconds.toFixed(0),
  });
};
