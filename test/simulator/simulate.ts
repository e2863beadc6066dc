// The whole system under a storm of faults, from fresh seeds: `npm run simulate -- --cycles 20000`.
// `--replay <seed>` plays one section again and tells it line by line, with `--only` some faults of
// it alone. Of a broken guarantee the fewest troubles are shown that break it.

import { randomBytes } from 'node:crypto';
import { readArguments, refuse } from '../tooling/arguments.ts';
import { endWith } from '../tooling/ending.ts';
import { seedsText } from '../tooling/in-order.ts';
import { exitCodeOf, hearInterruption, interruptedFigure } from '../tooling/interruption.ts';
import { misfit, OPTIONS, sizeOf } from './simulate/asked.ts';
import { runCampaign } from './simulate/campaign.ts';
import { neverHappened } from './simulate/expected.ts';
import { neverJudged } from './simulate/judged.ts';
import { minimised } from './simulate/minimise.ts';
import { playSection } from './simulate/section.ts';
import {
  figures,
  firstFoundText,
  newsText,
  replayFigures,
  violationText,
} from './simulate/telling.ts';
import type { Again } from './simulate/minimise.ts';
import type { SectionReport } from './simulate/section.ts';

const values = readArguments('simulate', OPTIONS);
const wrong = misfit(values);
if (wrong !== null) refuse(wrong);

const say = (...lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

const { family, section: sectionCycles } = values;
const { cycles, threads, minimise } = sizeOf(values);

const replay = async (seed: bigint): Promise<number> => {
  const report = await playSection({
    seed,
    family,
    cycles: sectionCycles,
    allowed: values.only ?? 'all',
    listen: (news) => {
      const text = newsText(news);
      if (text !== null) say(text);
    },
  });
  say(...violationText(report), replayFigures(report));
  return report.violation === null ? 0 : 1;
};

const fewest = (broken: SectionReport): Promise<SectionReport> => {
  const { seed, violation } = broken;
  const checker = violation?.checker ?? 'nothing';
  say(`seed ${seed.toString()} breaks ${checker}; leaving out what it does not need`);
  const playWith = (again: Again): Promise<SectionReport> =>
    playSection({ seed, family, cycles: sectionCycles, ...again, listen: () => undefined });
  return minimised(broken, playWith, minimise);
};

const FRESH_SEED_BYTES = 6;
const HEARD_EVERY = 10;

const simulate = async (seed: bigint): Promise<number> => {
  say(`first seed: ${seed.toString()}`);
  const interruption = hearInterruption();
  const start = performance.now();
  const report = await runCampaign({
    ...{ seed, family, sectionCycles, interruption, cycles, threads },
    heard: ({ sections, cycles: played }) => {
      if (sections % HEARD_EVERY === 0)
        console.error(`${String(played)} cycles, seeds ${seedsText(seed, sections)}`);
    },
  });
  const seconds = (performance.now() - start) / 1_000;
  for (const broken of report.broken) {
    const asItIs = interruption.asked.then(() => broken);
    const best = await Promise.race([fewest(broken), asItIs]);
    say(...violationText(best), ...firstFoundText(broken, best));
  }
  // Where nothing was sent nothing was put to the test.
  const isIdle = report.orders === 0 && !interruption.isAsked();
  if (isIdle) say('NOTHING WAS SENT: no guarantee was tried');
  const missing = [...neverJudged(report.judged, report.cycles), ...neverHappened(report)];
  say(...missing);
  say(...figures(report, { seed, seconds, more: interruptedFigure(interruption) }));
  const isBroken = report.broken.length > 0 || isIdle || missing.length > 0;
  return exitCodeOf({ isBroken, isInterrupted: interruption.isAsked() });
};

const freshSeed = (): bigint => BigInt(`0x${randomBytes(FRESH_SEED_BYTES).toString('hex')}`);

// What is under way is left alone where it takes too long.
await endWith(
  values.replay === null ? await simulate(values.seed ?? freshSeed()) : await replay(values.replay),
);
