// Histories of the lock under concurrency, wrong clocks and a bad line, on the real embedded store:
// `npm run lock-check -- --operations 1000000`. Ranges of seeds that do not overlap add up: a
// section of 200 operations has one seed, and the last line names the first and the last.

import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.ts';
import type { CampaignReport } from './campaign.ts';
import type { SectionReport } from './section.ts';

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '10000' },
    /** The seed of the first section; the others follow it. A fresh one where none is given. */
    seed: { type: 'string' },
    threads: { type: 'string', default: '2' },
  },
});

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
];

const figures = (report: CampaignReport, seed: bigint, seconds: number): readonly string[] => {
  const last = seed + BigInt(report.sections) - 1n;
  return [
    ...[...report.counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => `${name}: ${String(count)}`),
    [
      `lock-check: operations=${String(report.operations)} holders=${String(report.holders)}`,
      `seeds=${seed.toString()}..${last.toString()} violations=${String(
        report.broken.reduce((sum, { violations }) => sum + violations.length, 0),
      )}`,
      `seconds=${seconds.toFixed(0)} ops/s=${(report.operations / seconds).toFixed(0)}`,
    ].join(' '),
  ];
};

const seed =
  values.seed === undefined
    ? BigInt(`0x${randomBytes(FRESH_SEED_BYTES).toString('hex')}`)
    : BigInt(values.seed);
say(`first seed: ${seed.toString()}`);
const start = performance.now();
let sections = 0;
let operations = 0;
const report = await runCampaign({
  seed,
  operations: Number(values.operations),
  threads: Number(values.threads),
  heard: (one) => {
    sections += 1;
    operations += one.operations;
    if (sections % HEARD_EVERY === 0) console.error(`${String(operations)} operations`);
  },
});
say(...report.broken.flatMap(violationText));
say(...figures(report, seed, (performance.now() - start) / 1_000));
process.exitCode = report.broken.length === 0 && report.operations > 0 ? 0 : 1;
