// What goes wrong on purpose. A fault waits for the requests that it is for, and is gone after so
// many of them; beside the queue a function may decide about every request.

import type { OrderId } from '../../units/ids.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { WireCall } from './message.ts';

/** An answer that is given instead of the real one. */
export type Instead = {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** What is said against the order at a place of its request; null where it is let through. */
export type Sieve = (place: number) => string | null;

/** Refuses nothing. */
export const LETS_ALL_THROUGH: Sieve = () => null;

/**
 * What goes wrong. `before`: the request is not seen by anything behind the socket. `after`: it is
 * done in full, and then its answer is lost or replaced.
 */
export type FaultEffect =
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  | { readonly kind: 'silence'; readonly when: 'before' | 'after' }
  | { readonly kind: 'instead'; readonly when: 'before' | 'after'; readonly answer: Instead }
  /** The request is not done, and answered by what it says: some servers quote it back. */
  | { readonly kind: 'quoted'; readonly answer: (call: WireCall) => Instead }
  /** Of its orders some are refused, one by one, and the others done. */
  | { readonly kind: 'sifted'; readonly words: Sieve }
  | { readonly kind: 'late'; readonly by: DurationMs }
  | { readonly kind: 'cut'; readonly characters: number }
  /** The body is replaced by text that is not what the status promises. */
  | { readonly kind: 'malformed'; readonly body: string }
  /** The request is done, and its answer carries headers beside its own. */
  | { readonly kind: 'headed'; readonly headers: Readonly<Record<string, string>> }
  /** The order is taken, and the answer says that its match is delayed. */
  | { readonly kind: 'delayed' };

/** A fault and what it is for. */
export type WireFault = {
  /** A method and path, or their beginning: `POST /order` is for /orders as well. */
  readonly endpoint: string;
  /** The order that has to be named by the request, or any. */
  readonly order: OrderId | 'any';
  /** How many requests it is for. */
  readonly times: number;
  readonly effect: FaultEffect;
};

/** A request as faults look at it. */
export type FaultTarget = { readonly endpoint: string; readonly orders: readonly OrderId[] };

/** The faults of a server. */
export type FaultQueue = {
  readonly add: (fault: WireFault) => void;
  readonly clear: () => void;
  readonly waiting: () => readonly WireFault[];
  /** Decides about requests for which no fault is waiting. */
  readonly decideBy: (decide: (target: FaultTarget) => FaultEffect | null) => void;
  /** What goes wrong with a request; it is counted. */
  readonly take: (target: FaultTarget) => FaultEffect | null;
};

const concerns = (fault: WireFault, target: FaultTarget): boolean =>
  target.endpoint.startsWith(fault.endpoint) &&
  (fault.order === 'any' || target.orders.includes(fault.order));

/** Makes an empty queue. */
export const createFaultQueue = (): FaultQueue => {
  let waiting: readonly WireFault[] = [];
  let decide: (target: FaultTarget) => FaultEffect | null = () => null;
  return {
    add: (fault) => {
      waiting = [...waiting, fault];
    },
    clear: () => {
      waiting = [];
      decide = () => null;
    },
    waiting: () => waiting,
    decideBy: (next) => {
      decide = next;
    },
    take: (target) => {
      const due = waiting.find((fault) => concerns(fault, target));
      if (due === undefined) return decide(target);
      const left = { ...due, times: due.times - 1 };
      waiting = waiting.flatMap((fault) => {
        if (fault !== due) return [fault];
        return left.times > 0 ? [left] : [];
      });
      return due.effect;
    },
  };
};
