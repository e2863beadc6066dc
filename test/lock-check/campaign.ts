// Many sections with seeds one after the other, on some threads, until so many operations were
// asked for, a law did not hold, or somebody ends it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { inOrder } from '../tooling/in-order.ts';
import type { Interruption } from '../tooling/interruption.ts';
import type { SectionReport } from './section.ts';
import type { WorkerTask } from './worker.ts';

/** What a campaign is asked for. */
export type CampaignOptions = {
  readonly seed: bigint;
  readonly operations: number;
  readonly threads: number;
  readonly interruption: Pick<Interruption, 'isAsked' | 'urgent'>;
  /** Hears what all sections up to one have come to. */
  readonly heard: (report: CampaignReport) => void;
};

/** What a campaign came to: sums over its first sections, as far as all of them are complete. */
export type CampaignReport = {
  readonly sections: number;
  readonly operations: number;
  readonly holders: number;
  readonly counts: ReadonlyMap<string, number>;
  /** The sections in which a law did not hold, those after a gap as well. */
  readonly broken: readonly SectionReport[];
};

/** The operations of a section: with the same number a seed plays the same section. */
export const SECTION_OPERATIONS = 200;
// So many at once keep a server busy: a section that waits for the SDK's own pauses waits alone.
const AT_ONCE = 16;

type Sum = {
  sections: number;
  operations: number;
  holders: number;
  readonly counts: Map<string, number>;
  readonly broken: SectionReport[];
};

const add = (sum: Sum, report: SectionReport): void => {
  sum.sections += 1;
  sum.operations += report.operations;
  sum.holders += report.holders;
  for (const [name, count] of report.counts)
    sum.counts.set(name, (sum.counts.get(name) ?? 0) + count);
};

const ended = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });

const playAll = async (options: CampaignOptions, folder: string): Promise<CampaignReport> => {
  const { interruption } = options;
  const sum: Sum = { sections: 0, operations: 0, holders: 0, counts: new Map(), broken: [] };
  const planned = Math.ceil(options.operations / SECTION_OPERATIONS);
  let begun = 0;
  const complete = inOrder<SectionReport>((report) => {
    add(sum, report);
    options.heard(sum);
  });
  const workers = Array.from(
    { length: options.threads },
    () => new Worker(new URL('worker.ts', import.meta.url), { workerData: folder }),
  );
  const play = async (worker: Worker): Promise<void> => {
    const tell = (task: WorkerTask): void => worker.postMessage(task);
    let underWay = 0;
    const begin = (): void => {
      while (
        underWay < AT_ONCE &&
        begun < planned &&
        sum.broken.length === 0 &&
        !interruption.isAsked()
      ) {
        tell({ kind: 'play', seed: options.seed + BigInt(begun), operations: SECTION_OPERATIONS });
        begun += 1;
        underWay += 1;
      }
      if (underWay === 0) tell({ kind: 'end' });
    };
    worker.on('message', (report: SectionReport) => {
      underWay -= 1;
      if (report.violations.length > 0) sum.broken.push(report);
      complete(Number(report.seed - options.seed), report);
      begin();
    });
    begin();
    await ended(worker);
  };
  await Promise.race([Promise.all(workers.map(play)), interruption.urgent]);
  const known = { ...sum, counts: new Map(sum.counts), broken: [...sum.broken] };
  await Promise.all(workers.map((worker) => worker.terminate()));
  return known;
};

/**
 * Plays sections until there are enough, one is broken, or somebody ends it.
 * Throws: what a thread throws.
 */
export const runCampaign = async (options: CampaignOptions): Promise<CampaignReport> => {
  const folder = await mkdtemp(join(tmpdir(), 'keel-lock-check-'));
  try {
    return await playAll(options, folder);
  } finally {
    // The stores of threads that were ended early close their files a moment later.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
};
