// A scenario on its stage: a world with its watch, called once a minute.

import { DEFAULT_DELAYS } from '../../../lib/simulation/settlement.ts';
import { createWatch } from '../../simulator/simulate/watch.ts';
import { checkersFor, PLAIN } from '../../simulator/simulate/portfolios.ts';
import { nameOfEnd } from '../../simulator/world/end.ts';
import { openWorld } from '../../simulator/world/world.ts';
import { mendClock } from './broken-clock.ts';
import { handsOver } from './market.ts';
import { currentProcess } from '../../simulator/world/process.ts';
import { BODY_AFTER_MS, createProbe } from './probe.ts';
import { meterBy, noteDeath } from '../awaits/meter.ts';
import { NO_TWINS } from '../../simulator/world/twins.ts';
import type { Sighting } from '../../simulator/checkers/sighting.ts';
import type { Watch } from '../../simulator/simulate/watch.ts';
import type { InvocationPlan } from '../../simulator/world/lambda.ts';
import type { Timeline } from '../../simulator/world/timeline.ts';
import type { SimulatedWorld } from '../../simulator/world/world.ts';
import type { Hands } from './market.ts';
import type { Death } from '../../simulator/world/process.ts';
import type { Intervention, Probe } from './probe.ts';
import type { Minute, Scenario } from './scenario.ts';

/** A scenario under way. */
export type Stage = {
  readonly world: SimulatedWorld;
  readonly watch: Watch;
  readonly probe: Probe;
  readonly hands: Hands;
  /** Lets the minute pass that is under way, and calls the function in the next one. */
  readonly call: (plan: InvocationPlan, act: Minute) => Promise<string>;
  /** The same for the cycle in question, in a process of its own. */
  readonly cycle: (harm: Harm) => Promise<CycleSeen>;
};

/** How the cycle in question ended, and the awaits in which its process died. */
export type CycleSeen = { readonly end: string; readonly diedIn: readonly number[] };

/**
 * A death of the cycle in question. One that is later comes after the head of the answer, one that
 * is much later when all of it was read: a process that waits for nobody then is in its pause.
 */
export type CycleDeath = {
  readonly request: number;
  readonly when: Death['when'] | 'later' | 'much later';
};

// How long after the head of the answer. The body comes in between, and what a process asks next
// has reached nobody yet at the venue. Unit: ms.
const AFTER_MS = { later: BODY_AFTER_MS / 2, 'much later': BODY_AFTER_MS * 5 } as const;

/** What is to happen to the cycle in question. */
export type Harm = {
  readonly death: CycleDeath | null;
  readonly interventions: (hands: Hands) => readonly Intervention[];
};

/** Nothing. */
export const NO_HARM: Harm = { death: null, interventions: () => [] };

// It never comes to that request.
const LIVES_ON: Death = { request: Infinity, when: 'before' };

const planOf = (death: CycleDeath | null): Death => {
  if (death === null || death.when === 'later' || death.when === 'much later') return LIVES_ON;
  return { ...death, when: death.when };
};

const lateDeath = (death: CycleDeath | null): readonly Intervention[] => {
  if (death === null || death.when === 'before' || death.when === 'after') return [];
  const process = { kind: 'dies-later', by: AFTER_MS[death.when] } as const;
  return [{ request: death.request, of: 'one', fate: null, process }];
};

// The body of an answer comes a little after its head: a process may die between the two.
const withSlowBodies = (timeline: Timeline): void => {
  const inner = globalThis.fetch;
  globalThis.fetch = async (...asked) => {
    const process = currentProcess();
    const response = await inner(...asked);
    const { body, status, headers } = response;
    if (body === null || process === undefined) return response;
    const pause = (): Promise<void> =>
      new Promise((resolve) => {
        timeline.at(timeline.now() + BODY_AFTER_MS, () => process.deliver(resolve));
      });
    const slow = new TransformStream<Uint8Array, Uint8Array>({
      transform: async (chunk, controller) => {
        await pause();
        controller.enqueue(chunk);
      },
    });
    return new Response(body.pipeThrough(slow), { status, headers });
  };
};

// A little over a minute: the lease of a cycle that died is over then.
const MINUTE_MS = 61_000;

/** Opens a scenario before its first minute. */
export const openStage = async (
  { universe, cash, env, then, during, start, isOutOfBalance }: Scenario,
  listen: (sighting: Sighting) => void,
): Promise<Stage> => {
  const checkers = checkersFor(PLAIN).filter(({ name }) => name !== 'G6' || !isOutOfBalance);
  const watch = createWatch(checkers, listen);
  const probe = createProbe();
  const world = await openWorld(
    {
      seed: 1n,
      universe,
      cash,
      env,
      delays: DEFAULT_DELAYS,
      weather: watch.watched(probe.weather),
      twins: NO_TWINS,
      witness: (call, reply, sender) => {
        watch.seeVenue(call, reply, sender);
        probe.carriedOut(call);
      },
    },
    watch.seeServices,
  );
  const { timeline, server } = world;
  withSlowBodies(timeline);
  meterBy(timeline.now);
  probe.over(timeline, server);
  watch.over(server, timeline.now);
  const hands = handsOver(world, watch);
  let due = timeline.now();
  const call: Stage['call'] = async (plan, act) => {
    due += MINUTE_MS;
    await world.passUntil(due);
    watch.seeMinute();
    act(hands);
    hands.show();
    return nameOfEnd(await world.call(plan));
  };
  return {
    world,
    watch,
    probe,
    hands,
    call,
    cycle: async ({ death, interventions }) => {
      probe.aim([...interventions(hands), ...lateDeath(death)], (label) => {
        during.get(label)?.(hands);
      });
      const plan = { clockAhead: 0, death: planOf(death) };
      const end = await call({ ...plan, start: start === 'warm' ? 'any' : 'cold' }, then);
      probe.leave();
      mendClock();
      const process = probe.target();
      const isDead = process !== null && !process.isAlive();
      return { end, diedIn: death !== null && isDead ? noteDeath(process) : [] };
    },
  };
};
