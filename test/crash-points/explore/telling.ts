// What an exploration says to people: what it found, which awaits were no crash points, and its
// figures in one last line.

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

/** The figures of an exploration. */
export const figures = (
  explored: readonly Explored[],
  coverage: Coverage,
  seconds: number,
): string => {
  const names = new Map(explored.map((one) => [one.scenario, one]));
  const { died, instant, excepted, survived, unreached } = coverage;
  const counted = died.length + instant.length;
  const all = {
    scenarios: names.size,
    requests: sumOf([...names.values()], ({ requests }) => requests),
    points: sumOf(explored, ({ points }) => points),
    outcomes: sumOf(explored, ({ outcomes }) => outcomes),
    compared: sumOf(explored, ({ compared }) => compared),
    checks: sumOf(explored, ({ steps }) => steps),
    violations: sumOf(explored, ({ findings }) => findings.length),
    awaits: `${String(counted)}/${String(counted + survived.length + unreached.length)}`,
    instant: instant.length,
    excepted: excepted.length,
    seconds: seconds.toFixed(0),
  };
  const words = Object.entries(all).map(([name, value]) => `${name}=${String(value)}`);
  return `crash-points: ${words.join(' ')}`;
};
