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
  /** Hears what an environment and its twin have asked, once its first invocation is over. */
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
  readonly asked: () => Asked;
  /** Lets the twin go its own way from now on. */
  readonly part: () => void;
};

/** Tells somebody who waits what was answered. */
export type Tell = (waiting: Waiting<unknown>) => void;

const pairs = new WeakMap<SimulatedProcess, Pair>();

/** The pair that a process belongs to. */
export const pairOf = (process: SimulatedProcess): Pair | undefined => pairs.get(process);

// How the original was once a request had left it: its clock may have been set meanwhile, and it
// may stand still from there on. The twin is the same once it has come as far.
type Left = { readonly clockAhead: number; readonly isFrozen: boolean };

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
  const asked = { original: [] as string[], twin: [] as string[] };
  const exchangeOf = (number: number): Exchange => {
    const found = exchanges.get(number) ?? { left: null, waiting: null, told: null };
    exchanges.set(number, found);
    return found;
  };
  const planned = ({ waiting, told }: Exchange): void => {
    if (waiting === null || told === null) return;
    timeline.at(told.at, () => twin.deliver(() => told.tell(waiting)));
  };
  const pair: Pair = {
    role: (process) => (process === twin ? 'twin' : 'original'),
    leads: (number, said) => {
      asked.original[number - 1] = said;
      exchangeOf(number).left = {
        clockAhead: original.clockAhead(),
        isFrozen: original.isFrozen(),
      };
    },
    tells: (number, at, tell) => {
      const exchange = exchangeOf(number);
      exchange.told = { at, tell };
      planned(exchange);
    },
    follows: (number, said, waiting) => {
      asked.twin[number - 1] = said;
      const exchange = exchangeOf(number);
      exchange.waiting = waiting;
      if (exchange.left !== null) twin.setClock(exchange.left.clockAhead);
      if (exchange.left?.isFrozen === true) twin.freeze();
      planned(exchange);
    },
    asked: () => asked,
    part: () => original.followedBy(null),
  };
  original.followedBy(twin);
  pairs.set(original, pair);
  pairs.set(twin, pair);
  return pair;
};

/** An answer that may be read twice. */
export const copied = <T>(arrival: Arrival<T>, again: (answer: T) => T): Arrival<T> =>
  arrival.kind === 'answered' ? { ...arrival, answer: again(arrival.answer) } : arrival;
