// A thread that plays sections, some at once so that the server never waits, on an embedded store
// of its own: the process that the command starts for paper trading.

import { join } from 'node:path';
import { parentPort, threadId, workerData } from 'node:worker_threads';
import { startEmbeddedStore } from '../../lib/adapters/local/embedded-store.ts';
import { ensureTable } from '../../lib/adapters/dynamo/table.ts';
import { playSection } from './section.ts';

/** What a thread is told: a section to play, or that there is none left. */
export type WorkerTask =
  | { readonly kind: 'play'; readonly seed: bigint; readonly operations: number }
  | { readonly kind: 'end' };

const TABLE = 'keel-lock-check';

const folder = join(workerData as string, String(threadId));
const started = await startEmbeddedStore(folder);
if (!started.ok) throw new Error(started.error.detail);
const { client, endpoint, stop } = started.value;
await ensureTable(client, TABLE);

const end = async (): Promise<void> => {
  await stop();
  parentPort?.close();
};

const play = async ({ seed, operations }: WorkerTask & { kind: 'play' }): Promise<void> => {
  const report = await playSection({ seed, operations, endpoint, table: TABLE, rewrite: null });
  parentPort?.postMessage(report);
};

const fail = (error: unknown): void => {
  // The other side hears of it as an error of this thread.
  setImmediate(() => {
    throw error;
  });
};

parentPort?.on('message', (task: WorkerTask) => {
  (task.kind === 'end' ? end() : play(task)).catch(fail);
});
