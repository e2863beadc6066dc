// One of the threads that play sections: it is given a seed after the other, and answers with what
// each section came to. The clocks and the network that a world replaces are those of its thread.

import { parentPort } from 'node:worker_threads';
import { playSection } from './section.ts';
import type { SectionOptions } from './section.ts';

/** What a thread is asked for. */
export type WorkerTask = Omit<SectionOptions, 'listen'>;

parentPort?.on('message', (task: WorkerTask) => {
  void playSection({ ...task, listen: () => undefined }).then((report) =>
    parentPort?.postMessage(report),
  );
});
