// The whole system under a storm of faults, from fresh seeds: `npm run simulate -- --cycles 20000`.
// `--replay <seed>` plays one section again and tells it line by line, with `--only` some faults of
// it alone. Of a broken guarantee the fewest troubles are shown that break it.

import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { FAMILY_NAMES, isFamily } from './markets/families.ts';
import { runCampaign } from './simulate/campaign.ts';
import { minimised } from './simulate/minimise.ts';
import { allowedOf } from './simulate/only.ts';
import { playSection } from './simulate/section.ts';
import { figures, firstFoundText, newsText, violationText } from './simulate/telling.ts';
import type { FamilyName } from './markets/families.ts';
import type { Again } from './simulate/minimise.ts';
import type { SectionReport } from './simulate/section.ts';

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '20000' },
    /** The seed of the first section; the others follow it. A fresh one where none is given. */
    seed: { type: 'string' },
    replay: { type: 'string' },
    /** The ids of the faults that are replayed; all where none is given. */
    only: { type: 'string' },
    /** One family of markets for all sections; each seed chooses its own where none is named. */
    family: { type: 'string', default: 'by-seed' },
    section: { type: 'string', default: '200' },
    threads: { type: 'string', default: '2' },
    /** How many plays may be spent on leaving out what a broken guarantee does not need. */
    minimise: { type: 'string', default: '60' },
  },
});

const say = (...lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

const askedFamily = (name: string): FamilyName | 'by-seed' => {
  if (name === 'by-seed' || isFamily(name)) return name;
  throw new Error(`--family is one of ${FAMILY_NAMES.join(', ')}`);
};

const family = askedFamily(values.family);
const sectionCycles = Number(values.section);

const replay = async (seed: bigint): Promise<boolean> => {
  const report = await playSection({
    seed,
    family,
    cycles: sectionCycles,
    allowed: allowedOf(values.only),
    listen: (news) => {
      const text = newsText(news);
      if (text !== null) say(text);
    },
  });
  say(...violationText(report), `replay: seed=${seed.toString()} cycles=${String(report.cycles)}`);
  return report.violation === null;
};

const fewest = (broken: SectionReport): Promise<SectionReport> => {
  const { seed, violation } = broken;
  const checker = violation?.checker ?? 'nothing';
  say(`seed ${seed.toString()} breaks ${checker}; leaving out what it does not need`);
  const playWith = (again: Again): Promise<SectionReport> =>
    playSection({ seed, family, cycles: sectionCycles, ...again, listen: () => undefined });
  return minimised(broken, playWith, Number(values.minimise));
};

const FRESH_SEED_BYTES = 6;
const HEARD_EVERY = 10;

const simulate = async (seed: bigint): Promise<boolean> => {
  say(`first seed: ${seed.toString()}`);
  const start = performance.now();
  let sections = 0;
  let cycles = 0;
  const report = await runCampaign({
    seed,
    family,
    cycles: Number(values.cycles),
    sectionCycles,
    threads: Number(values.threads),
    heard: (one) => {
      sections += 1;
      cycles += one.cycles;
      if (sections % HEARD_EVERY === 0) console.error(`${String(cycles)} cycles`);
    },
  });
  for (const broken of report.broken) {
    const best = await fewest(broken);
    say(...violationText(best), ...firstFoundText(broken, best));
  }
  say(...figures(report, { seed, seconds: (performance.now() - start) / 1_000 }));
  // Where nothing was sent nothing was put to the test.
  if (report.orders === 0) say('NOTHING WAS SENT: no guarantee was tried');
  return report.broken.length === 0 && report.orders > 0;
};

const freshSeed = (): bigint => BigInt(`0x${randomBytes(FRESH_SEED_BYTES).toString('hex')}`);

const held =
  values.replay === undefined
    ? await simulate(values.seed === undefined ? freshSeed() : BigInt(values.seed))
    : await replay(BigInt(values.replay));
process.exitCode = held ? 0 : 1;
