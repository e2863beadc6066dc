// Processes of a built function: invoked, frozen in between as AWS does, and killed. This is the
// one way in which tests and benches run what is deployed.

import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assetOf } from './asset-folder.ts';
import { RUN_FOLDER } from './run-folder.ts';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import type { FunctionName } from '../../cdk/bundle.ts';

const PROCESS = fileURLToPath(new URL('lambda-process.ts', import.meta.url));

// A run starts hundreds of them: all but the first find the function compiled.
const runFolder = process.env[RUN_FOLDER];
const compiled = runFolder === undefined ? [] : [join(runFolder, 'compiled-functions')];

const STDIO: StdioOptions = ['ignore', 'pipe', 'inherit', 'ipc'];

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
  /** Puts its clocks to a time, from which they go on. Unit: ms since 1970. */
  readonly putClock: (at: number) => void;
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

type Waiting = {
  readonly told: PromiseWithResolvers<Invoked>;
  /** Everything that it printed was heard. */
  readonly heard: PromiseWithResolvers<null>;
};

const END = 'ENDED ';

// Takes lines until the one that says that an invocation has printed everything.
const hear = (
  child: ChildProcess,
  lines: string[],
  waiting: ReadonlyMap<string, Waiting>,
): void => {
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts)
      if (line.startsWith(END)) waiting.get(line.slice(END.length))?.heard.resolve(null);
      else lines.push(line);
  });
};

const endAll = (waiting: ReadonlyMap<string, Waiting>): void => {
  for (const { told, heard } of waiting.values()) {
    told.resolve({ kind: 'ended' });
    heard.resolve(null);
  }
};

/** Starts a process of a function with exactly this environment. */
export const startLambda = async (
  name: FunctionName,
  env: Readonly<Record<string, string>>,
  later: Later,
): Promise<Lambda> => {
  const { file } = assetOf(name);
  const child = fork(PROCESS, [file, ...compiled], { env, stdio: STDIO });
  const lines: string[] = [];
  const waiting = new Map<string, Waiting>();
  hear(child, lines, waiting);
  const ready = Promise.withResolvers<null>();
  const ended = Promise.withResolvers<null>();
  let peak = 0;
  child.on('message', (message: Message) => {
    ({ peak } = message);
    if (message.id === 'ready') ready.resolve(null);
    else waiting.get(message.id)?.told.resolve(outcomeOf(message));
  });
  child.once('exit', () => {
    ended.resolve(null);
    ready.reject(new Error('the function does not load'));
    endAll(waiting);
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended.promise;
  };
  later(kill);
  await ready.promise;
  const invoke: Lambda['invoke'] = async (event, timeoutMs = 18_000) => {
    const id = `request-${String(waiting.size + 1)}`;
    const told = Promise.withResolvers<Invoked>();
    const heard = Promise.withResolvers<null>();
    waiting.set(id, { told, heard });
    child.kill('SIGCONT');
    child.send({ id, event, timeoutMs });
    await heard.promise;
    return told.promise;
  };
  return {
    lines,
    peak: () => peak,
    kill,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    putClock: (clock) => void child.send({ clock }),
    invoke,
  };
};
