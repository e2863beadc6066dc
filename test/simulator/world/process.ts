// The processes of a simulation. Each has clocks of its own, which may be off; it may be frozen, as
// AWS does between two invocations, or pause by itself; and it may die at any of its requests: then
// nothing that it waits for ever comes, and nothing of it runs on.

import { AsyncLocalStorage } from 'node:async_hooks';

/** Where a process dies: at which of its requests, and whether the request is carried out. */
export type Death = { readonly request: number; readonly when: 'before' | 'after' };

/** The name of what a person runs beside the function. */
export const OPERATOR = 'operator';

/** What a process is started with. */
export type ProcessPlan = {
  readonly name: string;
  /** Unit: ms. How far its wall clock is ahead of the true one. */
  readonly clockAhead: number;
  readonly death: Death | null;
};

/** A process that runs, is frozen, or has died. */
export type SimulatedProcess = {
  readonly name: string;
  /** Unit: ms. A clock may be set while the process runs. */
  readonly clockAhead: () => number;
  readonly setClock: (ahead: number) => void;
  readonly isAlive: () => boolean;
  /** Whether nothing happens in it, for whatever reason. */
  readonly stands: () => boolean;
  readonly kill: () => void;
  /** Nothing but thawing ends it. */
  readonly freeze: () => void;
  /** How many things have happened in it. */
  readonly happened: () => number;
  /** Freezes once so many things have happened in it. */
  readonly freezeAfter: (happened: number) => void;
  /** Stands still until what the last pause returned is called; what is frozen stays so. */
  readonly pause: () => () => void;
  /** Lets happen what came while it stood still. */
  readonly thaw: () => void;
  /** Lets something happen in it: at once, when it wakes, or never. */
  readonly deliver: (act: () => void) => void;
  /** Counts a request, and says what its number is. */
  readonly nextRequest: () => number;
  readonly requests: () => number;
  /** Another one dies and wakes with it from now on, or no other one any more. */
  readonly followedBy: (twin: SimulatedProcess | null) => void;
  readonly diesAt: (request: number, when: Death['when']) => boolean;
  /** Where it dies from now on. */
  readonly setDeath: (death: Death | null) => void;
};

const current = new AsyncLocalStorage<SimulatedProcess>();

/** The process that the running code belongs to; none for the simulation itself. */
export const currentProcess = (): SimulatedProcess | undefined => current.getStore();

/** Runs something as a part of a process, with all that follows from it. */
export const runIn = <T>(process: SimulatedProcess, act: () => T): T => current.run(process, act);

/** Makes a process. Nothing runs in it yet. */
export const createProcess = ({
  name,
  clockAhead,
  death: planned,
}: ProcessPlan): SimulatedProcess => {
  let condition: 'runs' | 'pauses' | 'frozen' | 'dead' = 'runs';
  let ahead = clockAhead;
  let death = planned;
  let requests = 0;
  let pauses = 0;
  let happened = 0;
  let freezesAfter = Infinity;
  let missed: readonly (() => void)[] = [];
  let twin: SimulatedProcess | null = null;
  const stands = (): boolean => condition === 'pauses' || condition === 'frozen';
  const self: SimulatedProcess = {
    name,
    clockAhead: () => ahead,
    setClock: (next) => {
      ahead = next;
    },
    isAlive: () => condition !== 'dead',
    stands,
    kill: () => {
      condition = 'dead';
      missed = [];
      twin?.kill();
    },
    freeze: () => {
      if (condition !== 'dead') condition = 'frozen';
    },
    happened: () => happened,
    freezeAfter: (last) => {
      freezesAfter = last;
    },
    pause: () => {
      if (condition === 'runs') condition = 'pauses';
      const pause = (pauses += 1);
      return () => {
        if (condition === 'pauses' && pause === pauses) self.thaw();
      };
    },
    thaw: () => {
      if (stands()) condition = 'runs';
      freezesAfter = Infinity;
      const late = missed;
      missed = [];
      for (const act of late) self.deliver(act);
      twin?.thaw();
    },
    deliver: (act) => {
      if (happened >= freezesAfter) self.freeze();
      if (stands()) missed = [...missed, act];
      if (condition !== 'runs') return;
      happened += 1;
      runIn(self, act);
    },
    nextRequest: () => (requests += 1),
    requests: () => requests,
    followedBy: (next) => {
      twin = next;
    },
    diesAt: (request, when) => death?.request === request && death.when === when,
    setDeath: (next) => {
      death = next;
    },
  };
  return self;
};
