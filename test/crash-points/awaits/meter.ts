// What happens at the awaits of a cycle: which were reached, which of them ever waited for
// something outside, and in which a process has died.

import { currentProcess } from '../../simulator/world/process.ts';
import type { SimulatedProcess } from '../../simulator/world/process.ts';

/** What was seen of one await. */
export type Seen = {
  readonly visits: number;
  /** Whether time has passed in it: only there can a process die. */
  readonly spans: boolean;
  readonly deaths: number;
};

type Counts = { visits: number; spans: boolean; deaths: number };

type Meter = {
  readonly counts: Map<number, Counts>;
  /** How many waits are under way, by process and await. */
  readonly pending: WeakMap<SimulatedProcess, Map<number, number>>;
  now: () => number;
};

const meter: Meter = { counts: new Map(), pending: new WeakMap(), now: () => 0 };

const countsOf = (id: number): Counts => {
  const before = meter.counts.get(id) ?? { visits: 0, spans: false, deaths: 0 };
  meter.counts.set(id, before);
  return before;
};

const pendingOf = (process: SimulatedProcess): Map<number, number> => {
  const pending = meter.pending.get(process) ?? new Map<number, number>();
  meter.pending.set(process, pending);
  return pending;
};

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value;

/** Notes that a process waits for something, and passes it on. */
export const waitAt = <T>(id: number, value: T): T => {
  const process = currentProcess();
  if (process === undefined) return value;
  const counts = countsOf(id);
  counts.visits += 1;
  if (!isThenable(value)) return value;
  const pending = pendingOf(process);
  pending.set(id, (pending.get(id) ?? 0) + 1);
  const since = meter.now();
  const done = (): void => {
    pending.set(id, (pending.get(id) ?? 0) - 1);
    if (meter.now() > since) counts.spans = true;
  };
  value.then(done, done);
  return value;
};

type Steps<T> = AsyncIterable<T> | Iterable<T>;

const isAsync = <T>(steps: Steps<T>): steps is AsyncIterable<T> => Symbol.asyncIterator in steps;

/** Notes each step of something that is gone through, and passes them on. */
export const eachAt = <T>(id: number, steps: Steps<T>): Steps<T> => {
  if (!isAsync(steps)) return waitAt(id, steps);
  return {
    [Symbol.asyncIterator]: () => {
      const inner = steps[Symbol.asyncIterator]();
      return {
        next: () => waitAt(id, inner.next()),
        return: async () => {
          await inner.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
};

/** Tells the time of the world that is played next. */
export const meterBy = (now: () => number): void => {
  meter.now = now;
};

/** Notes the awaits in which a process was when it died, and says which. */
export const noteDeath = (process: SimulatedProcess): readonly number[] => {
  const waits = [...(meter.pending.get(process) ?? [])].filter(([, count]) => count > 0);
  for (const [id] of waits) countsOf(id).deaths += 1;
  return waits.map(([id]) => id);
};

/** Everything that was seen in this thread. */
export const seenHere = (): ReadonlyMap<number, Seen> => meter.counts;
