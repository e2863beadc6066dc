// One of the threads that play sections: it is given a seed after the other, and answers with what
// each section came to. The clocks and the network that a world replaces are those of its thread.

import { parentPort } from 'node:worker_threads';
import { playSection } from './section.ts';

/** What a thread is asked for. */
export type WorkerTask = { readonly seed: bigint; readonly cycles: number };

parentPort?.on('message', ({ seed, cycles }: WorkerTask) => {
  void playSection({ seed, cycles, listen: () => undefined }).then((report) =>
    parentPort?.postMessage(report),
  );
});
