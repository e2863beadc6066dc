// Many sections with seeds one after the other, on some threads at once, until so many cycles were
// run, a guarantee did not hold, or somebody ends it.

import { Worker } from 'node:worker_threads';
import { inOrder } from '../../tooling/in-order.ts';
import { countsOf } from '../weather/dice.ts';
import { NOTHING_JUDGED, together } from './judged.ts';
import { brokenWorld } from './section.ts';
import type { Interruption } from '../../tooling/interruption.ts';
import type { FamilyName } from '../markets/families.ts';
import type { Judged } from './judged.ts';
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
  readonly interruption: Pick<Interruption, 'isAsked' | 'urgent'>;
  /** Hears what all sections up to one have come to. */
  readonly heard: (report: CampaignReport) => void;
};

/** What was traded in one family of markets. */
export type FamilyFigures = Readonly<Record<'sections' | 'cycles' | 'orders' | 'fills', number>>;

/** What a campaign came to: sums over its first sections, as far as all of them are complete. */
export type CampaignReport = {
  readonly sections: number;
  readonly cycles: number;
  /** Unit: ms. */
  readonly simulated: number;
  readonly orders: number;
  readonly taken: number;
  readonly byHand: number;
  readonly fills: number;
  readonly judged: Judged;
  readonly families: ReadonlyMap<FamilyName, FamilyFigures>;
  readonly strategies: ReadonlyMap<string, number>;
  readonly moves: ReadonlyMap<string, number>;
  readonly ends: ReadonlyMap<string, number>;
  readonly troubles: ReadonlyMap<string, number>;
  /** The sections in which a guarantee did not hold, those after a gap as well. */
  readonly broken: readonly SectionReport[];
};

/** Nothing played yet. */
export const NOTHING_PLAYED: CampaignReport = {
  sections: 0,
  cycles: 0,
  simulated: 0,
  orders: 0,
  taken: 0,
  byHand: 0,
  fills: 0,
  judged: NOTHING_JUDGED,
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
  byHand: so.byHand + one.byHand,
  fills: so.fills + one.fills,
  judged: together(so.judged, one.judged),
  families: withFamily(so, one),
  strategies: added(so.strategies, one.strategies),
  moves: added(so.moves, one.moves),
  ends: added(so.ends, one.ends),
  troubles: added(so.troubles, countsOf(one.troubles)),
  broken: so.broken,
});

// Whatever a thread dies of, the seed that it played is told.
const answerOf = (worker: Worker, task: WorkerTask): Promise<SectionReport> =>
  new Promise((resolve) => {
    const broke = (error: unknown): void => resolve(brokenWorld(task, error));
    const exited = (code: number): void => broke(`its thread ended with ${String(code)}`);
    worker.once('error', broke);
    worker.once('exit', exited);
    worker.once('message', (report: SectionReport) => {
      worker.off('error', broke).off('exit', exited);
      resolve(report);
    });
    worker.postMessage(task);
  });

/** Plays sections until there are enough, one is broken, or somebody ends it. */
export const runCampaign = async (options: CampaignOptions): Promise<CampaignReport> => {
  const { family, sectionCycles, interruption } = options;
  const planned = Math.ceil(options.cycles / sectionCycles);
  const broken: SectionReport[] = [];
  let report = NOTHING_PLAYED;
  let begun = 0;
  const complete = inOrder<SectionReport>((one) => {
    report = withSection(report, one);
    options.heard(report);
  });
  const isOver = (): boolean => begun === planned || broken.length > 0 || interruption.isAsked();
  const workers = Array.from(
    { length: options.threads },
    () => new Worker(new URL('worker.ts', import.meta.url)),
  );
  const play = async (worker: Worker): Promise<void> => {
    while (!isOver()) {
      const number = begun;
      begun += 1;
      const seed = options.seed + BigInt(number);
      const one = await answerOf(worker, { seed, family, cycles: sectionCycles, allowed: 'all' });
      if (one.violation !== null) broken.push(one);
      complete(number, one);
    }
  };
  await Promise.race([Promise.all(workers.map(play)), interruption.urgent]);
  const known = { ...report, broken: [...broken] };
  await Promise.all(workers.map((worker) => worker.terminate()));
  return known;
};
