// Starts the embedded DynamoDB-compatible store on a folder and gives it back with a client for it.

import { fork } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { err, ok } from '../../units/result.ts';
import type { ChildProcess } from 'node:child_process';
import type { Result } from '../../units/result.ts';

/** What the server process tells its parent. */
export type EmbeddedServerReport =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'failed'; readonly code: string; readonly detail: string };

/** A running embedded store. */
export type EmbeddedStore = {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
  /** Why the store gave up after it had started, if it did: a full disk, say. */
  readonly failure: () => string | null;
};

/** Why the embedded store did not start. */
export type EmbeddedStoreError = {
  readonly kind: 'FOLDER_UNUSABLE' | 'LOCKED' | 'DAMAGED' | 'NOT_STARTED';
  readonly folder: string;
  readonly detail: string;
};

const SERVER = fileURLToPath(new URL('./embedded-server.ts', import.meta.url));

// Local requests that hang are as bad as remote ones.
const REQUEST_TIMEOUT_MS = 5_000;
const ATTEMPTS = 2;

/** A client for an embedded store that runs; another thread takes one of its own. */
export const clientFor = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: ATTEMPTS,
    // Without being told so, the SDK takes the time of a request for a warning.
    requestHandler: {
      connectionTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      socketTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  });

const kindOf = (code: string): EmbeddedStoreError['kind'] => {
  if (code === 'LEVEL_LOCKED') return 'LOCKED';
  if (code === 'LEVEL_CORRUPTION') return 'DAMAGED';
  return code === 'LEVEL_IO_ERROR' ? 'FOLDER_UNUSABLE' : 'NOT_STARTED';
};

const firstReport = (child: ChildProcess): Promise<EmbeddedServerReport> =>
  new Promise((resolve) => {
    const failed = (detail: string): void => resolve({ kind: 'failed', code: 'EXITED', detail });
    child.once('message', (message: EmbeddedServerReport) => resolve(message));
    child.once('error', (error) => failed(error.message));
    child.once('exit', (code) => failed(`its process ended with code ${String(code)}`));
  });

const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    if (child.connected) child.disconnect();
  });

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
};

// One by one: below /proc the recursive mkdir of Node 24 makes the same folder again for ever.
const makeFolders = async (path: string): Promise<void> => {
  if (await isFolder(path)) return;
  await makeFolders(dirname(path));
  try {
    await mkdir(path);
  } catch (error) {
    // Another process may have made it in between.
    if (!(await isFolder(path))) throw error;
  }
};

const makeFolder = async (folder: string): Promise<Result<null, EmbeddedStoreError>> => {
  try {
    await makeFolders(resolve(folder));
    return ok(null);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return err({ kind: 'FOLDER_UNUSABLE', folder, detail });
  }
};

/** Starts the store on a folder, which is made if it is not there. Its data outlive the process. */
export const startEmbeddedStore = async (
  folder: string,
): Promise<Result<EmbeddedStore, EmbeddedStoreError>> => {
  const made = await makeFolder(folder);
  if (!made.ok) return made;
  const child = fork(SERVER, [folder], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const report = await firstReport(child);
  if (report.kind === 'failed')
    return err({ kind: kindOf(report.code), folder, detail: report.detail });
  let failure: string | null = null;
  child.on('message', (later: EmbeddedServerReport) => {
    if (later.kind === 'failed') failure = later.detail;
  });
  const endpoint = `http://127.0.0.1:${String(report.port)}`;
  const client = clientFor(endpoint);
  const stop = async (): Promise<void> => {
    client.destroy();
    await stopped(child);
  };
  return ok({ client, endpoint, stop, failure: () => failure });
};
