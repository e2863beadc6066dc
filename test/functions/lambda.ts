// Processes of a built function: invoked, frozen in between as AWS does, and killed.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildFunction } from '../../cdk/bundle.ts';
import { temporaryFolder } from './asset-folder.ts';
import type { Bundle, FunctionName } from '../../cdk/bundle.ts';

const PROCESS = fileURLToPath(new URL('lambda-process.ts', import.meta.url));

const built = new Map<FunctionName, Bundle>();

/** The asset of a function, built once for all tests of a file. */
export const assetOf = (name: FunctionName): Bundle => {
  const found = built.get(name);
  if (found !== undefined) return found;
  const bundle = buildFunction(name, temporaryFolder());
  built.set(name, bundle);
  return bundle;
};

/** What an invocation gave: its result, what it threw, or nothing because its process ended. */
export type Invoked =
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'thrown'; readonly message: string }
  | { readonly kind: 'ended' };

/** Keeps what has to be done when all is over. */
export type Later = (act: () => Promise<void>) => void;

/** A process of a function. */
export type Lambda = {
  /** Invokes it and waits; the time is what AWS would grant it. */
  readonly invoke: (event: unknown, timeoutMs?: number) => Promise<Invoked>;
  /** Lets nothing of it run until it is invoked again. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly kill: () => Promise<void>;
  /** The most memory that it ever took, as of its last answer. Unit: bytes. */
  readonly peak: () => number;
  /** Everything that it has written. */
  readonly lines: readonly string[];
};

type Message = {
  readonly id: string;
  readonly result?: unknown;
  readonly error?: string;
  readonly peak: number;
};

const outcomeOf = ({ result, error }: Message): Invoked =>
  error === undefined ? { kind: 'result', value: result } : { kind: 'thrown', message: error };

/** Starts a process of a function with exactly this environment. */
export const startLambda = async (
  name: FunctionName,
  env: Readonly<Record<string, string>>,
  later: Later,
): Promise<Lambda> => {
  const { file } = assetOf(name);
  const child = fork(PROCESS, [file], { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const lines: string[] = [];
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  const waiting = new Map<string, (invoked: Invoked) => void>();
  const ready = Promise.withResolvers<null>();
  const ended = Promise.withResolvers<null>();
  let peak = 0;
  child.on('message', (message: Message) => {
    ({ peak } = message);
    if (message.id === 'ready') ready.resolve(null);
    else waiting.get(message.id)?.(outcomeOf(message));
  });
  child.once('exit', () => {
    ended.resolve(null);
    ready.reject(new Error('the function does not load'));
    for (const give of waiting.values()) give({ kind: 'ended' });
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended.promise;
  };
  later(kill);
  await ready.promise;
  let count = 0;
  return {
    lines,
    peak: () => peak,
    kill,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    invoke: (event, timeoutMs = 18_000) => {
      const id = `request-${String((count += 1))}`;
      const { promise, resolve } = Promise.withResolvers<Invoked>();
      waiting.set(id, resolve);
      child.kill('SIGCONT');
      child.send({ id, event, timeoutMs });
      return promise;
    },
  };
};
