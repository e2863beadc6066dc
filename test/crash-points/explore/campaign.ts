// Many tasks on some threads at once, and what they came to together.

import { Worker } from 'node:worker_threads';
import type { Seen } from '../awaits/meter.ts';
import type { Site } from '../awaits/site.ts';
import type { Explored } from './explore.ts';
import type { Task, TaskReport } from './worker.ts';

/** What a campaign is asked for. */
export type Campaign = {
  readonly sites: readonly Site[];
  readonly tasks: readonly Task[];
  readonly threads: number;
  /** Hears of each task that is done. */
  readonly heard: (report: TaskReport) => void;
};

/** What a campaign came to. */
export type CampaignReport = {
  readonly explored: readonly Explored[];
  readonly seen: ReadonlyMap<number, Seen>;
};

const answerOf = (worker: Worker, task: Task): Promise<TaskReport> =>
  new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (report: TaskReport) => {
      worker.off('error', reject);
      resolve(report);
    });
    worker.postMessage(task);
  });

const together = (all: readonly ReadonlyMap<number, Seen>[]): ReadonlyMap<number, Seen> => {
  const sum = new Map<number, Seen>();
  for (const [id, { visits, spans, deaths }] of all.flatMap((one) => [...one])) {
    const before = sum.get(id);
    sum.set(id, {
      visits: visits + (before?.visits ?? 0),
      spans: spans || before?.spans === true,
      deaths: deaths + (before?.deaths ?? 0),
    });
  }
  return sum;
};

/** Runs a campaign to its end. Throws: what a thread throws. */
export const runCampaign = async (campaign: Campaign): Promise<CampaignReport> => {
  const waiting = [...campaign.tasks];
  const explored: Explored[] = [];
  const work = async (): Promise<ReadonlyMap<number, Seen>> => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: campaign.sites,
      // Taking the types off a source is said to be experimental; it is what Node does anyway.
      execArgv: [...process.execArgv, '--disable-warning=ExperimentalWarning'],
    });
    let seen: ReadonlyMap<number, Seen> = new Map();
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      const report = await answerOf(worker, task);
      explored.push(report.explored);
      seen = report.seen;
      campaign.heard(report);
    }
    await worker.terminate();
    return seen;
  };
  const all = await Promise.all(Array.from({ length: campaign.threads }, work));
  return { explored, seen: together(all) };
};
