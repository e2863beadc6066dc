// Twins of processes, for the promise that the same inputs give the same bytes. A twin runs the
// same code at the same time, with the same clock and the same chance. It asks nobody: it is told
// what its original is told, at the same moment. What both ask is kept, to be compared.

import type { SimulatedProcess } from './process.ts';
import type { Arrival, Waiting } from './arrival.ts';
import type { Instant, Timeline } from './timeline.ts';

/** What two processes have asked, one after the other, in bytes. */
export type Asked = { readonly original: readonly string[]; readonly twin: readonly string[] };

/** How an invocation was over. */
export type PairEnd = 'came to its end' | 'broken off';

/** Which environments have twins. */
export type Twins = {
  /** Asked for each that starts. */
  readonly has: () => boolean;
  /** Hears what an environment and its twin have asked in an invocation, once that is over. */
  readonly seen: (asked: Asked, end: PairEnd) => void;
};

/** No twins. */
export const NO_TWINS: Twins = { has: () => false, seen: () => undefined };

/** A process and its twin. */
export type Pair = {
  readonly role: (process: SimulatedProcess) => 'original' | 'twin';
  /** The original asks something under a number. */
  readonly leads: (number: number, said: string) => void;
  /** What its original is told, and when, is planned for the twin as well. */
  readonly tells: (number: number, at: Instant, settle: Tell) => void;
  /** The twin asks something, and waits for what its original is told. */
  readonly follows: (number: number, said: string, waiting: Waiting<unknown>) => void;
  /** What both have asked since it was told last. */
  readonly asked: () => Asked;
  /** The original sleeps or is over: what it wakes to, its twin wakes to in its own turn. */
  readonly part: () => void;
  /** The twin lives and dies with its original again. */
  readonly join: () => void;
};

/** Tells somebody who waits what was answered. */
export type Tell = (waiting: Waiting<unknown>) => void;

const pairs = new WeakMap<SimulatedProcess, Pair>();

/** The pair that a process belongs to. */
export const pairOf = (process: SimulatedProcess): Pair | undefined => pairs.get(process);

// How the original was once a request had left it: its clock may have been set meanwhile, and it
// may stand still from there on. The twin is the same once it has come as far.
type Left = { readonly clockAhead: number; readonly stands: boolean };

type Exchange = {
  left: Left | null;
  waiting: Waiting<unknown> | null;
  told: { at: Instant; tell: Tell } | null;
};

/** Makes a twin of a process. It dies and wakes with its original. */
export const pairUp = (
  timeline: Timeline,
  original: SimulatedProcess,
  twin: SimulatedProcess,
): Pair => {
  const exchanges = new Map<number, Exchange>();
  // What was asked before an invocation began is compared, and kept no longer.
  let asked = { original: [] as string[], twin: [] as string[] };
  const exchangeOf = (number: number): Exchange => {
    const found = exchanges.get(number) ?? { left: null, waiting: null, told: null };
    exchanges.set(number, found);
    return found;
  };
  const planned = (number: number, { waiting, told }: Exchange): void => {
    if (waiting === null || told === null) return;
    exchanges.delete(number);
    timeline.at(told.at, () => twin.deliver(() => told.tell(waiting)));
  };
  const pair: Pair = {
    role: (process) => (process === twin ? 'twin' : 'original'),
    leads: (number, said) => {
      asked.original.push(said);
      exchangeOf(number).left = {
        clockAhead: original.clockAhead(),
        stands: original.stands(),
      };
    },
    tells: (number, at, tell) => {
      const exchange = exchangeOf(number);
      exchange.told = { at, tell };
      planned(number, exchange);
    },
    follows: (number, said, waiting) => {
      asked.twin.push(said);
      const exchange = exchangeOf(number);
      exchange.waiting = waiting;
      if (exchange.left !== null) twin.setClock(exchange.left.clockAhead);
      if (exchange.left?.stands === true) twin.freeze();
      planned(number, exchange);
    },
    asked: () => {
      const since = asked;
      asked = { original: [], twin: [] };
      return since;
    },
    part: () => original.followedBy(null),
    join: () => original.followedBy(twin),
  };
  pair.join();
  pairs.set(original, pair);
  pairs.set(twin, pair);
  return pair;
};

/** An answer that may be read twice. */
export const copied = <T>(arrival: Arrival<T>, again: (answer: T) => T): Arrival<T> =>
  arrival.kind === 'answered' ? { ...arrival, answer: again(arrival.answer) } : arrival;
