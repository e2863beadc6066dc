// Histories of the lock under concurrency, wrong clocks and a bad line, on the real embedded store:
// `npm run lock-check -- --operations 1000000`. Ranges of seeds that do not overlap add up: a
// section of 200 operations has one seed, and the last line names the first and the last.

import { randomBytes } from 'node:crypto';
import { count, readArguments, seedNumber } from '../tooling/arguments.ts';
import { endWith } from '../tooling/ending.ts';
import { figureLine } from '../tooling/figure-line.ts';
import { seedsText } from '../tooling/in-order.ts';
import { exitCodeOf, hearInterruption, interruptedFigure } from '../tooling/interruption.ts';
import { runCampaign, SECTION_OPERATIONS } from './campaign.ts';
import { EXCLUSIVE } from './section.ts';
import { untriedIn } from './untried.ts';
import type { CampaignReport } from './campaign.ts';
import type { SectionReport } from './section.ts';

const { operations, threads, ...given } = readArguments('lock-check', {
  operations: count('operations to ask for', 10_000),
  seed: seedNumber('the seed of the first section; the others follow it (a fresh one)'),
  threads: count('threads', 2),
});
const interruption = hearInterruption();

const FRESH_SEED_BYTES = 5;
const HEARD_EVERY = 100;
const LINES_MAX = 400;

const say = (...lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

const violationText = ({ seed, violations, lines }: SectionReport): readonly string[] => [
  `seed ${seed.toString()} breaks ${String(violations.length)} times:`,
  ...violations.map(({ law, at, detail }) => `  ${String(at)} ${law}: ${detail}`),
  ...lines.slice(0, LINES_MAX).map((line) => `    ${JSON.stringify(line)}`),
  'again, but for how requests race on the server:',
  `npm run lock-check -- --seed ${seed.toString()} --operations ${String(SECTION_OPERATIONS)}`,
];

const figures = (report: CampaignReport, seed: bigint, seconds: number): readonly string[] => [
  ...[...report.counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, times]) => `${name}: ${String(times)}`),
  figureLine('lock-check', {
    operations: report.operations,
    exclusive: report.counts.get(EXCLUSIVE) ?? 0,
    holders: report.holders,
    seeds: seedsText(seed, report.sections),
    violations: report.broken.reduce((sum, { violations }) => sum + violations.length, 0),
    seconds: seconds.toFixed(0),
    'ops/s': (report.operations / seconds).toFixed(0),
    ...interruptedFigure(interruption),
  }),
];

const seed = given.seed ?? BigInt(`0x${randomBytes(FRESH_SEED_BYTES).toString('hex')}`);
say(`first seed: ${seed.toString()}`);
const start = performance.now();
const report = await runCampaign({
  ...{ seed, operations, threads, interruption },
  heard: (so) => {
    if (so.sections % HEARD_EVERY === 0)
      console.error(`${String(so.operations)} operations, seeds ${seedsText(seed, so.sections)}`);
  },
});
say(...report.broken.flatMap(violationText));
const isInterrupted = interruption.isAsked();
const untried = isInterrupted ? [] : untriedIn(report);
say(...untried);
say(...figures(report, seed, (performance.now() - start) / 1_000));
await endWith(
  exitCodeOf({ isBroken: report.broken.length > 0 || untried.length > 0, isInterrupted }),
);
