// One of the threads that explore. It wraps the awaits of the sources before it loads any of them,
// and answers each task with what its points came to and what was seen at the awaits.

import { parentPort, workerData } from 'node:worker_threads';
import { wrapSources } from '../awaits/wrap.ts';
import { seenHere } from '../awaits/meter.ts';
import type { Seen } from '../awaits/meter.ts';
import type { Site } from '../awaits/site.ts';
import type { Depth, Explored } from './explore.ts';
import type { Point } from './points.ts';

/** What a thread is asked for: a part of all points of a scenario, or these alone. */
export type Task = { readonly scenario: string } & (
  | { readonly depth: Depth }
  | { readonly points: readonly Point[] }
);

/** What it answers. */
export type TaskReport = {
  readonly explored: Explored;
  /** Everything that this thread has seen so far. */
  readonly seen: ReadonlyMap<number, Seen>;
};

wrapSources(workerData as readonly Site[]);
const { explore, explorePoints } = await import('./explore.ts');
const { SCENARIOS } = await import('../scenarios/all.ts');

const reportOn = async (task: Task): Promise<TaskReport> => {
  const found = SCENARIOS.find(({ name }) => name === task.scenario);
  if (found === undefined) throw new Error(`no such scenario: ${task.scenario}`);
  const explored = await ('depth' in task
    ? explore(found, task.depth)
    : explorePoints(found, task.points));
  return { explored, seen: seenHere() };
};

parentPort?.on('message', (task: Task) => {
  void reportOn(task).then((report) => parentPort?.postMessage(report));
});
