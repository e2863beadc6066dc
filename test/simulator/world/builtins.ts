// The clocks, timers and random numbers of Node, replaced for all code that runs in a simulated
// process: it is the code that ships, and does not know. Outside of the processes they are real.

import crypto from 'node:crypto';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { currentProcess } from './process.ts';
import type { SimulatedProcess } from './process.ts';
import type { Timeline } from './timeline.ts';

/** Gives the bytes of all randomness, by seed. */
export type RandomBytes = (count: number) => Uint8Array<ArrayBuffer>;

type Mutable = Record<string, unknown>;

const require = createRequire(import.meta.url);
const replaceable = (name: string): Mutable => require(name) as Mutable;

const REAL = { Date, setTimeout, clearTimeout, timeout: AbortSignal.timeout.bind(AbortSignal) };

const wallClock = (timeline: Timeline, process: SimulatedProcess): number =>
  Math.floor(timeline.now() + process.clockAhead());

const simulatedDate = (timeline: Timeline): DateConstructor => {
  const now = (): number => {
    const process = currentProcess();
    return process === undefined ? REAL.Date.now() : wallClock(timeline, process);
  };
  return new Proxy(REAL.Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
};

type Timer = {
  readonly stop: () => void;
  readonly unref: () => Timer;
  readonly ref: () => Timer;
  readonly hasRef: () => boolean;
  readonly [Symbol.toPrimitive]: () => number;
};

const timerOf = (stop: () => void): Timer => {
  const timer: Timer = {
    stop,
    unref: () => timer,
    ref: () => timer,
    hasRef: () => true,
    [Symbol.toPrimitive]: () => 0,
  };
  return timer;
};

const delivered = (process: SimulatedProcess, act: () => void) => (): void => process.deliver(act);

// The pauses of the AWS clients before they repeat a request are drawn by it.
const unitFrom = (bytes: Uint8Array): number => Buffer.from(bytes).readUIntBE(0, 6) / 2 ** 48;

const isTimer = (timer: unknown): timer is Timer =>
  typeof timer === 'object' && timer !== null && 'stop' in timer;

const timers = (timeline: Timeline): Mutable => ({
  setTimeout: (act: (...args: readonly unknown[]) => void, ms = 0, ...args: unknown[]) => {
    const process = currentProcess();
    if (process === undefined) return REAL.setTimeout(act, ms, ...args);
    return timerOf(
      timeline.at(
        timeline.now() + ms,
        delivered(process, () => act(...args)),
      ),
    );
  },
  clearTimeout: (timer: unknown) => {
    if (isTimer(timer)) timer.stop();
    else REAL.clearTimeout(timer as NodeJS.Timeout | undefined);
  },
});

const sleeper =
  (timeline: Timeline, real: (ms?: number, value?: unknown) => Promise<unknown>) =>
  (ms = 0, value?: unknown): Promise<unknown> => {
    const process = currentProcess();
    if (process === undefined) return real(ms, value);
    return new Promise((resolve) => {
      timeline.at(
        timeline.now() + ms,
        delivered(process, () => resolve(value)),
      );
    });
  };

// Every request has a deadline that passes, most of them long after its answer. Where it passed is
// of no interest, and costs more to find out than all else about it.
const tooLong = (): Error => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = Object.assign(new Error('it took too long'), { name: 'TimeoutError' });
  Error.stackTraceLimit = stackTraceLimit;
  return error;
};

const timeoutSignal =
  (timeline: Timeline) =>
  (ms: number): AbortSignal => {
    const process = currentProcess();
    if (process === undefined) return REAL.timeout(ms);
    const controller = new AbortController();
    const late = (): void => controller.abort(tooLong());
    timeline.at(timeline.now() + ms, delivered(process, late));
    return controller.signal;
  };

// Node keeps a signal that was made of others, and all that hears of it, until it has come: those
// of a dead process for ever.
const signalOfAny =
  (real: typeof AbortSignal.any) =>
  (signals: readonly AbortSignal[]): AbortSignal => {
    if (currentProcess() === undefined) return real([...signals]);
    const controller = new AbortController();
    for (const signal of signals) {
      const follow = (): void => controller.abort(signal.reason);
      if (signal.aborted) follow();
      else signal.addEventListener('abort', follow, { once: true });
    }
    return controller.signal;
  };

const uuidOf = (bytes: Uint8Array): string => {
  const hex = Buffer.from(bytes).toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
  return [...parts, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
};

// What stands in a module of Node, by name; put back under the same name afterwards.
type Replacement = readonly [target: Mutable, name: string, value: unknown];

const replacements = (timeline: Timeline, random: RandomBytes): readonly Replacement[] => {
  const inProcess = <T>(simulated: () => T, real: () => T): T =>
    currentProcess() === undefined ? real() : simulated();
  const { randomBytes, randomUUID } = crypto;
  const realUnit = Math.random.bind(Math);
  const promises = replaceable('node:timers/promises');
  const realSleep = promises['setTimeout'] as (ms?: number, value?: unknown) => Promise<unknown>;
  const realHrtime = process.hrtime.bigint.bind(process.hrtime);
  const global = globalThis as unknown as Mutable;
  return [
    [global, 'Date', simulatedDate(timeline)],
    ...[global, replaceable('node:timers')].flatMap((target) =>
      Object.entries(timers(timeline)).map(([name, value]) => [target, name, value] as const),
    ),
    [promises, 'setTimeout', sleeper(timeline, realSleep)],
    [AbortSignal as unknown as Mutable, 'timeout', timeoutSignal(timeline)],
    [AbortSignal as unknown as Mutable, 'any', signalOfAny(AbortSignal.any.bind(AbortSignal))],
    [
      process.hrtime as unknown as Mutable,
      'bigint',
      () => inProcess(() => BigInt(Math.floor(timeline.now() * 1e6)), realHrtime),
    ],
    [
      crypto,
      'randomBytes',
      (count: number) =>
        inProcess(
          () => Buffer.from(random(count)),
          () => randomBytes(count),
        ),
    ],
    [Math as unknown as Mutable, 'random', () => inProcess(() => unitFrom(random(6)), realUnit)],
    [crypto, 'randomUUID', () => inProcess(() => uuidOf(random(16)), randomUUID)],
  ];
};

/** Replaces them; the returned function puts the real ones back. */
export const replaceBuiltins = (timeline: Timeline, random: RandomBytes): (() => void) => {
  const all = replacements(timeline, random);
  const before = all.map(([target, name]) => [target, name, target[name]] as const);
  for (const [target, name, value] of all) target[name] = value;
  syncBuiltinESMExports();
  return () => {
    for (const [target, name, value] of before) target[name] = value;
    syncBuiltinESMExports();
  };
};
