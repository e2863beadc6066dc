// Virtual time: a queue of what is to happen, in the order of its times. Nothing happens by itself;
// whoever drives the simulation takes one step after the other.

import { setImmediate as realTurn } from 'node:timers/promises';

/** Unit: milliseconds since the epoch, by the true clock of the simulation. */
export type Instant = number;

/** The queue, and the time of the step that was taken last. */
export type Timeline = {
  readonly now: () => Instant;
  /** Plans something; the returned function calls it off. */
  readonly at: (when: Instant, act: () => void) => () => void;
  /** Takes the next step, and lets everything that it woke run until it waits again. */
  readonly step: () => Promise<'stepped' | 'empty'>;
  /** Steps until something holds or nothing is planned any more. */
  readonly runUntil: (holds: () => boolean) => Promise<void>;
};

type Planned = { readonly when: Instant; readonly order: number; readonly act: () => void };

const isBefore = (a: Planned, b: Planned): boolean =>
  a.when < b.when || (a.when === b.when && a.order < b.order);

// A queue of some dozen entries: finding the first one is cheaper than keeping them sorted.
const firstOf = (planned: ReadonlySet<Planned>): Planned | undefined => {
  let first: Planned | undefined;
  for (const one of planned) if (first === undefined || isBefore(one, first)) first = one;
  return first;
};

// Promises that were settled run first; a body that is read as a stream takes a second turn.
const settled = async (): Promise<void> => {
  await realTurn();
  await realTurn();
};

/** Starts time. */
export const startTimeline = (start: Instant): Timeline => {
  const planned = new Set<Planned>();
  let now = start;
  let order = 0;
  const step = async (): Promise<'stepped' | 'empty'> => {
    const next = firstOf(planned);
    if (next === undefined) return 'empty';
    planned.delete(next);
    now = Math.max(now, next.when);
    next.act();
    await settled();
    return 'stepped';
  };
  return {
    now: () => now,
    at: (when, act) => {
      const one = { when: Math.max(when, now), order: (order += 1), act };
      planned.add(one);
      return () => planned.delete(one);
    },
    step,
    runUntil: async (holds) => {
      await settled();
      while (!holds() && (await step()) === 'stepped');
    },
  };
};
