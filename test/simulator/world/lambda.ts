// A function on AWS: environments that are started cold, kept warm and frozen between invocations,
// killed at their timeout, and thrown away by a deployment. Two invocations at once have two
// environments.

import { createProcess, runIn } from './process.ts';
import { pairUp } from './twins.ts';
import type { Pair, PairEnd, Twins } from './twins.ts';
import type { Death, ProcessPlan, SimulatedProcess } from './process.ts';
import type { Timeline } from './timeline.ts';

/** What an invocation is given. */
export type InvocationContext = {
  readonly awsRequestId: string;
  readonly getRemainingTimeInMillis: () => number;
};

/** The code of a function, as one environment has loaded it. */
export type FunctionCode = (event: unknown, context: InvocationContext) => Promise<unknown>;

/** How an invocation ended, as AWS sees it. */
export type Invoked =
  | { readonly kind: 'returned'; readonly answer: unknown }
  | { readonly kind: 'threw'; readonly error: Error }
  | { readonly kind: 'killed'; readonly cause: 'timeout' | 'death' };

/** What one invocation is told beforehand. */
export type InvocationPlan = {
  readonly clockAhead: number;
  /** The requests of an environment are counted from its start, whatever was invoked before. */
  readonly death: Death | null;
  /** Whether an environment that is there already may be taken. */
  readonly start: 'any' | 'cold';
};

/** A deployed function. */
export type SimulatedLambda = {
  readonly invoke: (event: unknown, plan: InvocationPlan) => Promise<Invoked>;
  /** Throws every idle environment away, as a deployment does. */
  readonly deploy: (load: () => FunctionCode) => void;
  readonly environments: () => number;
};

type Twin = {
  readonly process: SimulatedProcess;
  readonly code: FunctionCode;
  readonly pair: Pair;
};

type Environment = {
  /** For as long as it lives: what it remembers its twin has to remember as well. */
  readonly twin: Twin | null;
  readonly process: SimulatedProcess;
  readonly code: FunctionCode;
  readonly version: number;
};

/** What a function is deployed with. */
export type LambdaSettings = {
  readonly name: string;
  /** Unit: ms. */
  readonly timeout: number;
  /** Unit: ms. How long a cold start takes. */
  readonly coldStart: () => number;
  readonly load: () => FunctionCode;
  /** The code of a twin for an environment that starts; null where it has none. */
  readonly loadTwin: () => FunctionCode | null;
  readonly twinSeen: Twins['seen'];
};

type Call = {
  readonly event: unknown;
  readonly context: InvocationContext;
  /** Unit: ms. */
  readonly begun: number;
};

type Running = { readonly invoked: Promise<Invoked>; readonly end: (how: Invoked) => void };

const running = (): Running => {
  const { promise, resolve } = Promise.withResolvers<Invoked>();
  return { invoked: promise, end: resolve };
};

const errorOf = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

/** Deploys a function. */
export const createLambda = (timeline: Timeline, settings: LambdaSettings): SimulatedLambda => {
  let { load } = settings;
  let version = 0;
  let count = 0;
  let idle: readonly Environment[] = [];

  const twinFor = (original: SimulatedProcess, plan: ProcessPlan): Twin | null => {
    const process = createProcess({ ...plan, death: null });
    const code = runIn(process, settings.loadTwin);
    return code === null ? null : { process, code, pair: pairUp(timeline, original, process) };
  };
  const judge = ({ process, pair }: Twin, end: PairEnd): void => {
    pair.part();
    // It may have something left to do at this very moment, but no more than its original did.
    timeline.at(timeline.now(), () => {
      settings.twinSeen(pair.asked(), end);
      if (end === 'broken off') process.kill();
      else process.freeze();
    });
  };
  // In a turn of its own, so that the original has always come further.
  const callTwin = (original: SimulatedProcess, { process, code, pair }: Twin, call: Call): void =>
    void timeline.at(call.begun, () => {
      pair.join();
      if (!original.isAlive()) process.kill();
      process.thaw();
      process.deliver(() => void code(call.event, call.context).catch(() => undefined));
    });

  const start = ({ clockAhead, death }: InvocationPlan): Environment => {
    count += 1;
    const plan = { name: `${settings.name}-${count}`, clockAhead, death };
    const process = createProcess(plan);
    return { process, code: runIn(process, load), version, twin: twinFor(process, plan) };
  };
  const take = (plan: InvocationPlan): { readonly taken: Environment; readonly wait: number } => {
    const [warm, ...others] = plan.start === 'any' ? idle : [];
    if (warm === undefined) return { taken: start(plan), wait: settings.coldStart() };
    idle = others;
    warm.process.setClock(plan.clockAhead);
    warm.twin?.process.setClock(plan.clockAhead);
    warm.process.setDeath(plan.death);
    return { taken: warm, wait: 0 };
  };
  const giveBack = (environment: Environment): void => {
    environment.process.freeze();
    if (environment.version === version) idle = [...idle, environment];
    else environment.process.kill();
  };

  return {
    invoke: (event, plan) => {
      const { taken, wait } = take(plan);
      const { process, code, twin } = taken;
      const { invoked, end } = running();
      const begun = timeline.now() + wait;
      const hardEnd = begun + settings.timeout;
      const context: InvocationContext = {
        awsRequestId: `${process.name}-${String(begun)}`,
        getRemainingTimeInMillis: () => hardEnd - timeline.now(),
      };
      const kill = (): void => {
        process.kill();
        if (twin !== null) judge(twin, 'broken off');
        end({ kind: 'killed', cause: 'timeout' });
      };
      const spare = timeline.at(hardEnd, kill);
      const over = (how: Invoked) => (): void => {
        spare();
        twin?.process.freezeAfter(process.happened());
        if (twin !== null) judge(twin, 'came to its end');
        giveBack(taken);
        end(how);
      };
      timeline.at(begun, () => {
        process.thaw();
        process.deliver(() => {
          code(event, context).then(
            (answer) => over({ kind: 'returned', answer })(),
            (error: unknown) => over({ kind: 'threw', error: errorOf(error) })(),
          );
        });
      });
      if (twin !== null) callTwin(process, twin, { event, context, begun });
      return invoked;
    },
    deploy: (next) => {
      load = next;
      version += 1;
      for (const { process } of idle) process.kill();
      idle = [];
    },
    environments: () => count,
  };
};
