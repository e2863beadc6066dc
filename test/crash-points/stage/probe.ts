// The requests of one process, numbered in the order in which they leave it, and what is to happen
// at one of them: on its way, at the venue or the service, and to the process itself.

import { currentProcess, OPERATOR } from '../../simulator/world/process.ts';
import { FAIR } from '../../simulator/world/services.ts';
import type { FaultEffect } from '../../../lib/simulation/wire/faults.ts';
import type { WireCall } from '../../../lib/simulation/wire/message.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { SimulatedProcess } from '../../simulator/world/process.ts';
import type { ServiceFate } from '../../simulator/world/aws-network.ts';
import type { Weather } from '../../simulator/world/services.ts';
import type { Travel } from '../../simulator/world/requests.ts';
import type { Timeline } from '../../simulator/world/timeline.ts';
import type { WayFate } from '../../simulator/world/venue-network.ts';

/** Something that may become of a request beside its being carried out in peace. */
export type Fate =
  | { readonly at: 'venue'; readonly way: WayFate }
  | { readonly at: 'venue'; readonly effect: FaultEffect }
  /** What happens at the venue right before and right after it has carried the request out. */
  | {
      readonly at: 'venue';
      readonly before: (call: WireCall) => void;
      readonly after: (call: WireCall) => void;
    }
  | { readonly at: 'service'; readonly fate: ServiceFate };

/** What is to happen at a request. */
export type Intervention = {
  /** The number of the request. */
  readonly request: number;
  /** Whether it is for that one, or for all from there on that are named like it. */
  readonly of: 'one' | 'all';
  readonly fate: Fate | null;
  /** What becomes of the process at it, if anything. */
  readonly process: ProcessFate | null;
};

/**
 * What becomes of a process once its request was carried out: it stands still, or it dies while it
 * reads the answer or waits after it. Unit: ms.
 */
export type ProcessFate =
  | { readonly kind: 'stalls'; readonly ms: number }
  | { readonly kind: 'dies-later'; readonly by: number };

/** A request as it was seen. */
export type SeenRequest = { readonly request: number; readonly label: string };

/** The requests of the process that is looked at. */
export type Probe = {
  readonly weather: Weather;
  /** Binds it to the world that was opened with its weather. */
  readonly over: (timeline: Timeline, server: WireServer) => void;
  /**
   * Looks at the process that sends the next request, unless a person runs it; the others go in
   * peace. Whoever listens hears once of each kind of request, right after the first one was
   * carried out.
   */
  readonly aim: (interventions: readonly Intervention[], listen: (label: string) => void) => void;
  /** From here on its requests go in peace too. */
  readonly leave: () => void;
  readonly target: () => SimulatedProcess | null;
  readonly seen: () => readonly SeenRequest[];
  /** Has to be told of each call that the venue has carried out. */
  readonly carriedOut: (call: WireCall) => void;
};

const AN_INSTANT_MS = 0.001;

/** How long after the head of its answer its body comes. Unit: ms. */
export const BODY_AFTER_MS = 2;

const methodOf = ({ body }: WireCall): string => /"method":\s*"(\w+)"/.exec(body)?.[1] ?? '';

/** What a call of the venue or the node is named. */
export const labelOf = (call: WireCall): string => {
  const path = call.path.replace(/0x[0-9a-f]{64}|\d{20,}/g, 'ID');
  return `${call.method} ${path}${path === '/rpc' ? ` ${methodOf(call)}` : ''}`;
};

const WRITES: readonly (readonly [mark: string, name: string])[] = [
  ['leaseEnd = :end, fence', 'acquire'],
  ['REMOVE holder, leaseEnd', 'release'],
  ['intents.', 'journal'],
];

// Updates are told apart by what they set.
const serviceLabel = (operation: string, body: unknown): string => {
  const text = JSON.stringify(body);
  if (operation === 'GetParameter') return `SSM ${/"Name":"([^"]*)"/.exec(text)?.[1] ?? ''}`;
  if (operation === 'GetPublicKey' || operation === 'Sign') return `KMS ${operation}`;
  if (operation !== 'UpdateItem') return `DynamoDB ${operation}`;
  const expression = /"UpdateExpression":"([^"]*)"/.exec(text)?.[1] ?? '';
  const name = WRITES.find(([mark]) => expression.includes(mark))?.[1] ?? 'save';
  return `DynamoDB UpdateItem ${name}`;
};

type Aim = {
  readonly interventions: readonly Intervention[];
  readonly listen: (label: string) => void;
  readonly heard: Set<string>;
  process: SimulatedProcess | null;
  readonly labels: Map<number, string>;
};

/** Makes a probe that looks at nobody. */
export const createProbe = (): Probe => {
  let below: { readonly timeline: Timeline; readonly server: WireServer } | null = null;
  let aim: Aim | null = null;
  let effect: FaultEffect | null = null;
  const numbers = new Map<WireCall, number>();
  let onTheirWay: readonly (number | null)[] = [];

  // The number of the request that is about to leave; null when nobody looks at its process.
  const numberNext = (): number | null => {
    const process = currentProcess();
    if (process?.isAlive() !== true || process.name === OPERATOR || aim === null) return null;
    aim.process ??= process;
    return aim.process === process ? process.requests() + 1 : null;
  };
  const interventionAt = (request: number): Intervention | undefined =>
    aim?.interventions.find((one) => {
      if (one.request === request) return true;
      const label = aim?.labels.get(request);
      const isLike = label !== undefined && label === aim?.labels.get(one.request);
      return one.of === 'all' && request > one.request && isLike;
    });
  const befallAt = (request: number, { there, back }: Travel): void => {
    const fate = interventionAt(request)?.process ?? null;
    const process = aim?.process ?? null;
    if (fate === null || process === null || below === null) return;
    const { timeline } = below;
    const carriedOut = timeline.now() + there;
    if (fate.kind === 'dies-later') {
      // One that has ended by then is not there to die.
      timeline.at(carriedOut + back + fate.by, () => {
        if (aim !== null && aim.interventions.length > 0) process.kill();
      });
      return;
    }
    timeline.at(carriedOut + AN_INSTANT_MS, () => {
      timeline.at(timeline.now() + fate.ms, process.pause());
    });
  };
  const fateOf = (request: number | null | undefined, label: string): Fate | null => {
    if (request === null || request === undefined) return null;
    aim?.labels.set(request, label);
    return interventionAt(request)?.fate ?? null;
  };
  return {
    weather: {
      venue: {
        travel: (call) => {
          const travel = FAIR.venue.travel(call);
          const request = numberNext();
          if (request === null) return travel;
          numbers.set(call, request);
          befallAt(request, travel);
          return travel;
        },
        fateOf: (call) => {
          const fate = fateOf(numbers.get(call), labelOf(call));
          effect = null;
          if (fate?.at !== 'venue') return { kind: 'arrives' };
          if ('way' in fate) return fate.way;
          if ('effect' in fate) effect = fate.effect;
          else fate.before(call);
          return { kind: 'arrives' };
        },
      },
      aws: {
        // All of them travel equally long: they arrive in the order in which they left.
        travel: (operation) => {
          const travel = FAIR.aws.travel(operation);
          const process = currentProcess();
          if (process?.isAlive() !== true) return travel;
          const request = numberNext();
          if (request !== null) befallAt(request, travel);
          if (request === null || !process.diesAt(request, 'before'))
            onTheirWay = [...onTheirWay, request];
          return travel;
        },
        fateOf: (operation, body) => {
          const [request, ...others] = onTheirWay;
          onTheirWay = others;
          const fate = fateOf(request, serviceLabel(operation, body));
          return fate?.at === 'service' ? fate.fate : { kind: 'carried-out' };
        },
      },
    },
    over: (timeline, server) => {
      below = { timeline, server };
      server.faults.decideBy(() => effect);
    },
    aim: (interventions, listen) => {
      aim = { interventions, listen, heard: new Set(), process: null, labels: new Map() };
    },
    leave: () => {
      if (aim !== null) aim = { ...aim, interventions: [], listen: () => undefined };
    },
    target: () => aim?.process ?? null,
    seen: () =>
      [...(aim?.labels ?? [])]
        .map(([request, label]) => ({ request, label }))
        .toSorted((a, b) => a.request - b.request),
    carriedOut: (call) => {
      const request = numbers.get(call);
      if (request === undefined || aim === null) return;
      const fate = interventionAt(request)?.fate ?? null;
      if (fate?.at === 'venue' && 'after' in fate) fate.after(call);
      const label = labelOf(call);
      if (aim.heard.has(label)) return;
      aim.heard.add(label);
      aim.listen(label);
    },
  };
};
