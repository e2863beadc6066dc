// A request of a process to the world outside: it travels, is carried out, and its answer travels
// back. The process may die before or after it was carried out, and waits for ever then.

import { copied, pairOf } from './twins.ts';
import { currentProcess } from './process.ts';
import type { Arrival, Waiting } from './arrival.ts';
import type { SimulatedProcess } from './process.ts';
import type { Instant, Timeline } from './timeline.ts';

/** How long a request is under way, there and back. Unit: ms. */
export type Travel = { readonly there: number; readonly back: number };

/** Who sent a request, and when by the true clock. */
export type Sender = { readonly process: string; readonly at: Instant };

/** One request. */
export type Errand<T> = {
  /** What is asked, in bytes. */
  readonly said: () => string;
  /** The same answer for a second reader. */
  readonly again: (answer: T) => T;
  /** Asked once, when it leaves a process that is alive. */
  readonly travel: () => Travel;
  /** Carries it out where it arrives. */
  readonly arrive: (sender: Sender) => Arrival<T>;
  readonly signal: AbortSignal | undefined;
};

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

const reasonOf = (signal: AbortSignal): Error =>
  signal.reason instanceof Error
    ? signal.reason
    : Object.assign(new Error('aborted'), { name: 'AbortError' });

// How much later than it could an answer sets out, and which.
const setOut = <T>(arrival: Arrival<T>): { readonly wait: number; readonly what: Arrival<T> } => {
  if (arrival.kind !== 'late') return { wait: 0, what: arrival };
  const { wait, what } = setOut(arrival.arrival);
  return { wait: wait + arrival.by, what };
};

const settle = <T>(arrival: Arrival<T>, { resolve, reject }: Waiting<T>): void => {
  if (arrival.kind === 'answered') resolve(arrival.answer);
  if (arrival.kind === 'failed') reject(arrival.error);
};

type Leaving<T> = {
  readonly errand: Errand<T>;
  readonly travel: Travel;
  readonly number: number;
};

const travelling = <T>(
  timeline: Timeline,
  process: SimulatedProcess,
  { errand, travel, number }: Leaving<T>,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const { arrive, signal } = errand;
    // The one that waits gives up; the request itself arrives all the same.
    signal?.addEventListener('abort', () => reject(reasonOf(signal)));
    const sender = { process: process.name, at: timeline.now() };
    timeline.at(timeline.now() + travel.there, () => {
      const { wait, what } = setOut(arrive(sender));
      if (process.diesAt(number, 'after')) process.kill();
      const at = timeline.now() + wait + travel.back;
      const pair = pairOf(process);
      const second = pair === undefined ? what : copied(what, errand.again);
      timeline.at(at, () => process.deliver(() => settle(what, { resolve, reject })));
      pair?.tells(number, at, (twin) => settle<unknown>(second, twin));
    });
  });

// A twin asks nobody: it is told what its original is told.
const following = <T>(process: SimulatedProcess, errand: Errand<T>): Promise<T> => {
  const number = process.nextRequest();
  const { signal } = errand;
  return new Promise<T>((resolve, reject) => {
    if (signal?.aborted === true) reject(reasonOf(signal));
    signal?.addEventListener('abort', () => reject(reasonOf(signal)));
    const waiting = { resolve: (answer: unknown) => resolve(answer as T), reject };
    pairOf(process)?.follows(number, errand.said(), waiting);
  });
};

/** Sends a request from the process that runs. */
export const sendErrand = <T>(timeline: Timeline, errand: Errand<T>): Promise<T> => {
  const process = currentProcess();
  if (process === undefined) throw new Error('a request from outside of every process');
  if (!process.isAlive()) return never();
  const pair = pairOf(process);
  if (pair?.role(process) === 'twin') return following(process, errand);
  const travel = errand.travel();
  const number = process.nextRequest();
  pair?.leads(number, errand.said());
  if (process.diesAt(number, 'before')) process.kill();
  if (!process.isAlive()) return never();
  if (errand.signal?.aborted === true) return Promise.reject(reasonOf(errand.signal));
  return travelling(timeline, process, { errand, travel, number });
};
