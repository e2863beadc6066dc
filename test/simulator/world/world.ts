// A whole world in one process: the cycle function as it ships, called by a schedule, with all that
// it talks to and the time that passes. Nothing in it is real, and everything of it follows from
// its seed.

import { createHandler } from '../../../functions/cycle/create-handler.ts';
import { STATE_SCHEMA } from '../../../lib/domain/portfolio-state.ts';
import { randomStream } from '../../../lib/tape/generator/random.ts';
import { present } from '../../../lib/units/invariant.ts';
import { msOfEpoch } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';
import { accountIn, functionEnvironment, PORTFOLIO } from './account.ts';
import { replaceAwsLines } from './aws-network.ts';
import { replaceBuiltins } from './builtins.ts';
import { clearWallet } from './cleared.ts';
import { createLambda } from './lambda.ts';
import { newerCode, saveAs, saveRewritten } from './newer.ts';
import { createProcess, currentProcess, OPERATOR, runIn } from './process.ts';
import { awsNetwork, startServices, venueNetwork, venueTime } from './services.ts';
import { startTimeline } from './timeline.ts';
import { simulatedFetch } from './venue-network.ts';
import { warmSdk } from './warm-sdk.ts';
import type { ServiceWitness } from './aws-network.ts';
import type { Environment } from '../../../lib/config/variable.ts';
import type { Universe } from '../../../lib/domain/market.ts';
import type { SettlementDelays } from '../../../lib/simulation/settlement.ts';
import type { FunctionCode, Invoked, InvocationPlan } from './lambda.ts';
import type { SimulatedLambda } from './lambda.ts';
import type { Rewriting } from './newer.ts';
import type { Twins } from './twins.ts';
import type { SimulatedProcess } from './process.ts';
import type { Random } from '../../../lib/tape/generator/random.ts';
import type { Services, Weather } from './services.ts';
import type { Instant, Timeline } from './timeline.ts';
import type { VenueNetwork } from './venue-network.ts';

/** What a world begins with. */
export type WorldSetup = {
  readonly seed: bigint;
  readonly universe: Universe;
  readonly cash: string;
  /** How long the venue's trades take on chain. */
  readonly delays: SettlementDelays;
  /** Variables of the function beside the usual ones. */
  readonly env: Environment;
  readonly weather: Weather;
  /** Sees every call that reaches the venue. */
  readonly witness: VenueNetwork['witness'];
  readonly twins: Twins;
};

/** A world under way. */
export type SimulatedWorld = Services & {
  readonly timeline: Timeline;
  readonly lambda: SimulatedLambda;
  /** What the function has printed. */
  readonly lines: readonly string[];
  /** Lets time pass until an instant. */
  readonly passUntil: (instant: Instant) => Promise<void>;
  /** Has the schedule call the function, and waits for the end of the invocation. */
  readonly call: (plan: InvocationPlan) => Promise<Invoked>;
  /** Deploys the function that ships, or a newer one: no environment of before is used any more. */
  readonly deploy: (what: 'shipped' | 'newer') => void;
  /** Has somebody restore a state of a newer schema, and waits for nothing. */
  readonly restore: () => void;
  /** Has somebody write over the state, and waits for nothing. */
  readonly rewrite: (rewriting: Rewriting) => void;
  /** Has the schedule call the function, and waits for nothing. */
  readonly invoke: (plan: InvocationPlan) => Promise<Invoked>;
  /** Gives Node its own clocks, timers and network back. */
  readonly close: () => void;
};

/** An invocation to which nothing happens. */
export const UNHARMED: InvocationPlan = { clockAhead: 0, death: null, start: 'any' };

const TIMEOUT_MS = 50_000;
const COLD_START_MS = 300;

// The region and the keys that the AWS clients look for; nobody checks them.
const AWS_VARIABLES = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'simulated',
  AWS_SECRET_ACCESS_KEY: 'simulated',
};

// Each environment has a handler of its own, and whatever that keeps. What modules hold they all
// share, as no two environments of AWS do; the linter refuses such state. The handler's type asks
// for the callback that AWS passes no more.
const cycleCode = (env: Environment, lines: string[]) => (): FunctionCode =>
  createHandler(env, (line) => void lines.push(line)) as unknown as FunctionCode;

// Each process has chance of its own, which it shares with its twin.
const randomBytesOf = (seed: bigint): ((count: number) => Uint8Array<ArrayBuffer>) => {
  const streams = new WeakMap<SimulatedProcess, Random>();
  const streamOf = (process: SimulatedProcess): Random => {
    const found = streams.get(process) ?? randomStream(seed, `bytes ${process.name}`);
    streams.set(process, found);
    return found;
  };
  return (count) => {
    const random = streamOf(present(currentProcess(), 'a process asks for chance'));
    return Uint8Array.from({ length: count }, () => random.below(256));
  };
};

// Runs something in a process of its own.
const runBeside = <T>(act: () => Promise<T>): Promise<T> =>
  runIn(createProcess({ name: OPERATOR, clockAhead: 0, death: null }), act);

// The same until it is done.
const runToEnd = async (timeline: Timeline, act: () => Promise<void>): Promise<void> => {
  let isDone = false;
  const done = runBeside(act).finally(() => {
    isDone = true;
  });
  await timeline.runUntil(() => isDone);
  await done;
};

type Installed = { readonly setup: WorldSetup; readonly seeServices: ServiceWitness };

const install = (
  timeline: Timeline,
  services: Services,
  { setup, seeServices }: Installed,
): (() => void) => {
  const { weather, witness } = setup;
  const realFetch = globalThis.fetch;
  const network = { ...venueNetwork(timeline, services, weather), witness };
  const fetchOf = simulatedFetch(timeline, network);
  const undo = [
    replaceBuiltins(timeline, randomBytesOf(setup.seed)),
    replaceAwsLines(timeline, { ...awsNetwork(services, weather), witness: seeServices }),
  ];
  globalThis.fetch = (target, init) =>
    fetchOf(target instanceof Request ? target.url : target.toString(), init);
  return () => {
    globalThis.fetch = realFetch;
    for (const act of undo) act();
  };
};

const UNSEEN: ServiceWitness = () => undefined;

/** Opens a world whose wallet may trade. Only one can be open at a time. */
export const openWorld = async (
  setup: WorldSetup,
  seeServices: ServiceWitness = UNSEEN,
): Promise<SimulatedWorld> => {
  Object.assign(process.env, AWS_VARIABLES);
  await warmSdk();
  const timeline = startTimeline(Number(msOfEpoch(NOON)));
  const env = functionEnvironment(setup.env);
  const { universe, cash, delays } = setup;
  const services = startServices(timeline, { universe, cash, delays, account: accountIn(env) });
  const close = install(timeline, services, { setup, seeServices });
  const lines: string[] = [];
  try {
    // Paper needs no doctor's word.
    if (env['LIVE_TRADING'] !== undefined)
      await runToEnd(timeline, () => clearWallet(env, venueTime(timeline.now())));
  } catch (error) {
    close();
    throw error;
  }
  const load = cycleCode(env, lines);
  let isShipped = true;
  const lambda = createLambda(timeline, {
    name: 'cycle',
    timeout: TIMEOUT_MS,
    coldStart: () => COLD_START_MS,
    load,
    loadTwin: () => (isShipped && setup.twins.has() ? cycleCode(env, [])() : null),
    twinSeen: setup.twins.seen,
  });
  const invoke = (plan: InvocationPlan): Promise<Invoked> => {
    const scheduledAt = new Date(timeline.now()).toISOString();
    return lambda.invoke({ portfolio: PORTFOLIO, scheduledAt }, plan);
  };
  return {
    ...services,
    timeline,
    lambda,
    lines,
    close,
    passUntil: async (instant) => {
      let isReached = false;
      timeline.at(instant, () => {
        isReached = true;
      });
      await timeline.runUntil(() => isReached);
    },
    deploy: (what) => {
      isShipped = what === 'shipped';
      lambda.deploy(isShipped ? load : newerCode);
    },
    restore: () => void runBeside(() => saveAs(STATE_SCHEMA)),
    rewrite: (rewriting) => void runBeside(() => saveRewritten(rewriting)),
    invoke,
    call: async (plan) => {
      let ended: Invoked | null = null;
      const invoked = invoke(plan);
      void invoked.then((how) => {
        ended = how;
      });
      await timeline.runUntil(() => ended !== null);
      return invoked;
    },
  };
};
