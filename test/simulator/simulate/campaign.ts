// Many sections with seeds one after the other, on some threads at once, until so many cycles were
// run or a guarantee did not hold.

import { Worker } from 'node:worker_threads';
import { countsOf } from '../weather/dice.ts';
import type { FamilyName } from '../markets/families.ts';
import type { SectionReport } from './section.ts';
import type { WorkerTask } from './worker.ts';

/** What a campaign is asked for. */
export type CampaignOptions = {
  readonly seed: bigint;
  readonly family: FamilyName | 'by-seed';
  readonly cycles: number;
  /** The cycles of a section: with the same number a seed plays the same section. */
  readonly sectionCycles: number;
  readonly threads: number;
  /** Hears of each section that is over. */
  readonly heard: (report: SectionReport) => void;
};

/** What was traded in one family of markets. */
export type FamilyFigures = Readonly<Record<'sections' | 'cycles' | 'orders' | 'fills', number>>;

/** What a campaign came to: sums over its sections. */
export type CampaignReport = {
  readonly sections: number;
  readonly cycles: number;
  /** Unit: ms. */
  readonly simulated: number;
  readonly orders: number;
  readonly taken: number;
  readonly fills: number;
  readonly families: ReadonlyMap<FamilyName, FamilyFigures>;
  readonly strategies: ReadonlyMap<string, number>;
  readonly moves: ReadonlyMap<string, number>;
  readonly ends: ReadonlyMap<string, number>;
  readonly troubles: ReadonlyMap<string, number>;
  /** The sections in which a guarantee did not hold. */
  readonly broken: readonly SectionReport[];
};

/** Nothing played yet. */
export const NOTHING_PLAYED: CampaignReport = {
  sections: 0,
  cycles: 0,
  simulated: 0,
  orders: 0,
  taken: 0,
  fills: 0,
  families: new Map(),
  strategies: new Map(),
  moves: new Map(),
  ends: new Map(),
  troubles: new Map(),
  broken: [],
};

const added = (
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> => {
  const sum = new Map(a);
  for (const [name, count] of b) sum.set(name, (sum.get(name) ?? 0) + count);
  return sum;
};

const NO_FIGURES: FamilyFigures = { sections: 0, cycles: 0, orders: 0, fills: 0 };

const withFamily = (
  { families }: CampaignReport,
  { family, cycles, orders, fills }: SectionReport,
): CampaignReport['families'] => {
  const so = families.get(family) ?? NO_FIGURES;
  return new Map(families).set(family, {
    sections: so.sections + 1,
    cycles: so.cycles + cycles,
    orders: so.orders + orders,
    fills: so.fills + fills,
  });
};

/** Adds a section to what was played before. */
export const withSection = (so: CampaignReport, one: SectionReport): CampaignReport => ({
  sections: so.sections + 1,
  cycles: so.cycles + one.cycles,
  simulated: so.simulated + one.simulated,
  orders: so.orders + one.orders,
  taken: so.taken + one.taken,
  fills: so.fills + one.fills,
  families: withFamily(so, one),
  strategies: added(so.strategies, one.strategies),
  moves: added(so.moves, one.moves),
  ends: added(so.ends, one.ends),
  troubles: added(so.troubles, countsOf(one.troubles)),
  broken: one.violation === null ? so.broken : [...so.broken, one],
});

const answerOf = (worker: Worker, task: WorkerTask): Promise<SectionReport> =>
  new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (report: SectionReport) => {
      worker.off('error', reject);
      resolve(report);
    });
    worker.postMessage(task);
  });

/** Plays sections until there are enough, or one is broken. Throws: what a thread throws. */
export const runCampaign = async (options: CampaignOptions): Promise<CampaignReport> => {
  let report = NOTHING_PLAYED;
  let next = options.seed;
  const isOver = (): boolean => report.cycles >= options.cycles || report.broken.length > 0;
  const play = async (): Promise<void> => {
    const worker = new Worker(new URL('worker.ts', import.meta.url));
    while (!isOver()) {
      const seed = next;
      next += 1n;
      const { family, sectionCycles } = options;
      const one = await answerOf(worker, { seed, family, cycles: sectionCycles, allowed: 'all' });
      report = withSection(report, one);
      options.heard(one);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: options.threads }, play));
  return report;
};
