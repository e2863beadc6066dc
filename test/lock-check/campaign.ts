// Many sections with seeds one after the other, on some threads, until so many operations were
// asked for or a law did not hold.

import { Worker } from 'node:worker_threads';
import type { SectionReport } from './section.ts';
import type { WorkerTask } from './worker.ts';

/** What a campaign is asked for. */
export type CampaignOptions = {
  readonly seed: bigint;
  readonly operations: number;
  readonly threads: number;
  /** Hears of each section that is over. */
  readonly heard: (report: SectionReport) => void;
};

/** What a campaign came to. */
export type CampaignReport = {
  readonly sections: number;
  readonly operations: number;
  readonly holders: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly broken: readonly SectionReport[];
};

// With the same number a seed plays the same section.
const SECTION_OPERATIONS = 200;
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
  if (report.violations.length > 0) sum.broken.push(report);
};

const ended = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });

/** Plays sections until there are enough, or one is broken. Throws: what a thread throws. */
export const runCampaign = async (options: CampaignOptions): Promise<CampaignReport> => {
  const sum: Sum = { sections: 0, operations: 0, holders: 0, counts: new Map(), broken: [] };
  const planned = Math.ceil(options.operations / SECTION_OPERATIONS);
  let begun = 0;
  const play = async (): Promise<void> => {
    const worker = new Worker(new URL('worker.ts', import.meta.url));
    const tell = (task: WorkerTask): void => worker.postMessage(task);
    let underWay = 0;
    const next = (): void => {
      if (begun < planned && sum.broken.length === 0) {
        tell({ kind: 'play', seed: options.seed + BigInt(begun), operations: SECTION_OPERATIONS });
        begun += 1;
        underWay += 1;
      } else if (underWay === 0) tell({ kind: 'end' });
    };
    worker.on('message', (report: SectionReport) => {
      underWay -= 1;
      add(sum, report);
      options.heard(report);
      next();
    });
    for (let count = 0; count < AT_ONCE; count += 1) next();
    await ended(worker);
  };
  await Promise.all(Array.from({ length: options.threads }, play));
  return sum;
};
