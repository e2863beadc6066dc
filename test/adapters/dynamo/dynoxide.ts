// Dynoxide, where its package for this platform is installed: a second implementation of the
// DynamoDB API, so that the store does not lean on the habits of one.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A running server. */
export type Dynoxide = { readonly endpoint: string; readonly stop: () => void };

const binary = (): string | null => {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    return null;
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    await fetch(endpoint);
    return true;
  } catch {
    return false;
  }
};

const start = async (path: string): Promise<Dynoxide> => {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${String(port)}`;
  const child = spawn(path, ['serve', '--port', String(port)], { stdio: 'ignore' });
  for (let tries = 0; tries < 100 && !(await answers(endpoint)); tries += 1) await setTimeout(50);
  return { endpoint, stop: () => child.kill() };
};

/** Starts it in memory, or gives null where it is not installed. */
export const startDynoxide = (): Promise<Dynoxide> | null => {
  const path = binary();
  return path === null ? null : start(path);
};
