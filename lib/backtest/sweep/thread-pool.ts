// The runs of a sweep on several threads: each takes the next job when it has done one. What comes
// of them does not hang on how many there are, since no run knows of another.

import { Worker } from 'node:worker_threads';
import { compileLate } from '../../adapters/local/compile-late.ts';
import { err, ok } from '../../units/result.ts';
import type { RunResult, SweepJob } from '../../sweep/sweep-run.ts';
import type { Result } from '../../units/result.ts';
import type { ThreadJob, ThreadNews, ThreadTask } from './messages.ts';

/** How a sweep is worked off. */
export type ThreadWork = {
  readonly tapePath: string;
  /** Range: from 1. */
  readonly threads: number;
  /** Is given each result as soon as there is one, in the order in which they come. */
  readonly take: (result: RunResult) => void;
  /** Told the share of all work that is done. Range: 0 to 1. */
  readonly progress: (share: number) => void;
  /** Asked now and then; what was not finished then is lost. */
  readonly stopped: () => boolean;
};

/** Why there are not all results. */
export type ThreadFailure =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly why: string };

const PROGRAM = new URL('./worker.ts', import.meta.url);

/** Makes all runs. Their results are in the order of the jobs. */
export const runOnThreads = async (
  jobs: readonly SweepJob[],
  work: ThreadWork,
): Promise<Result<readonly RunResult[], ThreadFailure>> => {
  if (jobs.length === 0) return ok([]);
  compileLate();
  const workerData: ThreadTask = { tapePath: work.tapePath };
  const threads = Array.from(
    { length: Math.min(work.threads, jobs.length) },
    () => new Worker(PROGRAM, { workerData }),
  );
  const done = workOff(threads, jobs, work);
  const ended = await done;
  await Promise.all(threads.map((thread) => thread.terminate()));
  return ended;
};

const workOff = (
  threads: readonly Worker[],
  jobs: readonly SweepJob[],
  { take, progress, stopped }: ThreadWork,
): Promise<Result<readonly RunResult[], ThreadFailure>> =>
  new Promise((end) => {
    const results = new Map<number, RunResult>();
    const shares = new Map<number, number>();
    let next = 0;

    const give = (thread: Worker): void => {
      const job = jobs[next];
      if (job === undefined) return;
      const message: ThreadJob = { place: next, job };
      next += 1;
      thread.postMessage(message);
    };
    const hear = (thread: Worker, news: ThreadNews): void => {
      if (news.kind === 'failed') {
        end(err({ kind: 'failed', why: news.why }));
        return;
      }
      shares.set(news.place, news.kind === 'done' ? 1 : news.share);
      progress([...shares.values()].reduce((sum, share) => sum + share, 0) / jobs.length);
      if (news.kind === 'done') {
        take(news.result);
        results.set(news.place, news.result);
        give(thread);
      }
      if (stopped()) end(err({ kind: 'stopped' }));
      else if (results.size === jobs.length)
        end(ok([...results].toSorted(([a], [b]) => a - b).map(([, result]) => result)));
    };
    for (const thread of threads) {
      thread.on('message', (news: ThreadNews) => hear(thread, news));
      thread.on('error', (error) => {
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        end(err({ kind: 'failed', why }));
      });
      give(thread);
    }
  });
