// Everything that happens in a world, told to the checkers while it happens. The first broken
// guarantee is kept, with its place; whoever drives the world looks for it after each step.

import { allActivity, rememberedFills } from '../../soak/remembered-fills.ts';
import { bodiesIn } from '../checkers/sighting.ts';
import { createTruth } from '../checkers/truth.ts';
import { attributesShape } from '../aws/attribute.ts';
import { isPlacing } from '../weather/ways.ts';
import { KILL_SWITCH } from '../world/account.ts';
import { currentProcess } from '../world/process.ts';
import { createTally } from './judged.ts';
import * as z from 'zod';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { Attributes } from '../aws/attribute.ts';
import type { Sighting } from '../checkers/sighting.ts';
import type { Checker, Truth, VenueTruth } from '../checkers/truth.ts';
import type { SwitchWord } from '../weather/operator.ts';
import type { ServiceWitness } from '../world/aws-network.ts';
import type { Weather } from '../world/services.ts';
import type { Instant } from '../world/timeline.ts';
import type { VenueNetwork } from '../world/venue-network.ts';
import type { Tally } from './judged.ts';

/** A guarantee that did not hold. */
export type Violation = {
  readonly checker: string;
  readonly at: Instant;
  /** How many things had happened before. */
  readonly step: number;
  readonly broken: readonly string[];
};

const venueTruth = (server: WireServer): VenueTruth => {
  const { venue, received } = server;
  return {
    universe: venue.universe,
    openOrders: venue.openOrders,
    fills: rememberedFills(venue),
    activity: () => allActivity(venue),
    isByHand: (id) => received.find(id)?.by === 'hand',
    wasTaken: (id) => received.find(id) !== undefined,
  };
};

const putShape = z.looseObject({ Item: attributesShape });
const updatedShape = z.looseObject({ Attributes: attributesShape });
const batchShape = z.looseObject({
  RequestItems: z.record(
    z.string(),
    z.array(
      z.union([
        z.strictObject({ PutRequest: z.looseObject({ Item: attributesShape }) }),
        z.strictObject({ DeleteRequest: z.looseObject({ Key: attributesShape }) }),
      ]),
    ),
  ),
});
const sentBackShape = z.looseObject({
  UnprocessedItems: z.record(z.string(), z.array(z.unknown())).default({}),
});
const parameterShape = z.looseObject({ Name: z.string() });

/** What an item is after it was written, null where it was deleted. */
type Write = { readonly key: Attributes; readonly after: Attributes | null };

const written = (item: Attributes): Write => ({ key: item, after: item });

const writesOf = (operation: string, body: unknown, answer: unknown): readonly Write[] => {
  switch (operation) {
    case 'PutItem':
      return [written(putShape.parse(body).Item)];
    case 'UpdateItem':
      return [written(updatedShape.parse(answer).Attributes)];
    case 'BatchWriteItem': {
      const sentBack = new Set(
        Object.values(sentBackShape.parse(answer).UnprocessedItems)
          .flat()
          .map((one) => JSON.stringify(one)),
      );
      return Object.values(batchShape.parse(body).RequestItems)
        .flat()
        .filter((one) => !sentBack.has(JSON.stringify(one)))
        .map((one) =>
          'PutRequest' in one
            ? written(one.PutRequest.Item)
            : { key: one.DeleteRequest.Key, after: null },
        );
    }
    default:
      return [];
  }
};

/** How it is told that a checker broke, which says nothing about its guarantee. */
export const CANNOT_BE_JUDGED = 'cannot be judged';

const STACK_LINES = 4;

/** What was thrown, with the places it came from. */
export const thrownText = (error: unknown): string =>
  error instanceof Error && error.stack !== undefined
    ? error.stack.split('\n').slice(0, STACK_LINES).join(' ')
    : String(error);

const keyOf = (item: Attributes): string => JSON.stringify([item['pk'], item['sk']]);
const sortOf = ({ sk }: Attributes): string => (sk !== undefined && 'S' in sk ? sk.S : '');

/** Somebody who watches a world. */
export type Watch = {
  /** What it watches; there only once it was bound to a world. */
  readonly truth: () => Truth;
  readonly over: (server: WireServer, now: () => Instant) => void;
  /** The same weather, watched. */
  readonly watched: (weather: Weather) => Weather;
  readonly seeVenue: VenueNetwork['witness'];
  readonly seeServices: ServiceWitness;
  readonly seeSwitch: (word: SwitchWord) => void;
  readonly seeHand: () => void;
  readonly seeMinute: () => void;
  /** Reports what a law says that is judged at rest. */
  readonly report: (checker: string, broken: readonly string[]) => void;
  /** Counts what the checkers have had to judge. */
  readonly tally: Tally;
  readonly violation: () => Violation | null;
  readonly steps: () => number;
};

type Bound = { readonly truth: Truth; readonly now: () => Instant };

/** Starts to watch with some checkers; each sighting is told to whoever listens as well. */
export const createWatch = (
  checkers: readonly Checker[],
  listen: (sighting: Sighting) => void,
): Watch => {
  const items = new Map<string, Attributes>();
  const tally = createTally(checkers.map(({ name }) => name));
  let bound: Bound | null = null;
  let steps = 0;
  let violation: Violation | null = null;
  const report = (checker: string, broken: readonly string[]): void => {
    if (broken.length > 0 && violation === null)
      violation = { checker, at: bound?.now() ?? 0, step: steps, broken };
  };
  // A look is taken inside the function's own requests, where whatever is thrown would pass for a
  // failure of the network. What cannot be judged is as bad as what is broken.
  const judge = (name: string, look: () => readonly string[]): void => {
    try {
      report(name, look());
    } catch (error) {
      report(name, [`${CANNOT_BE_JUDGED}: ${thrownText(error)}`]);
    }
  };
  const see = (seen: () => Sighting | null): void => {
    if (bound === null) return;
    const { truth } = bound;
    judge('WATCH', () => {
      const sighting = seen();
      if (sighting === null) return [];
      steps += 1;
      listen(sighting);
      truth.see(sighting);
      tally.see(sighting, truth);
      for (const checker of checkers) judge(checker.name, () => checker.see(sighting, truth));
      return [];
    });
  };
  const now = (): Instant => bound?.now() ?? 0;
  return {
    truth: () => {
      if (bound === null) throw new Error('nothing is watched yet');
      return bound.truth;
    },
    over: (server, clock) => {
      bound = { truth: createTruth(venueTruth(server)), now: clock };
    },
    watched: (weather) => ({
      ...weather,
      venue: {
        ...weather.venue,
        travel: (call) => {
          const process = currentProcess();
          if (isPlacing(call) && process?.isAlive() === true)
            see(() => ({
              kind: 'sent',
              at: now(),
              process: process.name,
              bodies: bodiesIn(call.body),
            }));
          return weather.venue.travel(call);
        },
        fateOf: (call) => {
          const fate = weather.venue.fateOf(call);
          if (isPlacing(call) && fate.kind === 'refused')
            see(() => ({ kind: 'turned-away', at: now(), bodies: bodiesIn(call.body) }));
          return fate;
        },
      },
    }),
    seeVenue: (call, reply, sender) =>
      see(() => ({ kind: 'arrived', at: now(), sender, call, reply })),
    seeServices: ({ operation, body, answer }, sender) => {
      if (operation === 'GetParameter') {
        see(() => {
          const isSwitch = parameterShape.parse(body).Name === KILL_SWITCH;
          // Without an answer nothing is read; that there is none is an answer.
          const isRead = answer.status === 200 || bound?.truth.word().word === 'missing';
          return isSwitch && isRead ? { kind: 'switch-read', at: now(), sender } : null;
        });
        return;
      }
      if (answer.status !== 200) return;
      judge('WATCH', () => {
        for (const { key, after } of writesOf(operation, body, answer.body)) {
          const before = items.get(keyOf(key)) ?? null;
          if (after === null) items.delete(keyOf(key));
          else items.set(keyOf(key), after);
          see(() => ({ kind: 'stored', at: now(), sender, sort: sortOf(key), before, after }));
        }
        return [];
      });
    },
    seeSwitch: (word) => see(() => ({ kind: 'switch-turned', at: now(), word })),
    seeHand: () => see(() => ({ kind: 'by-hand', at: now() })),
    seeMinute: () => see(() => ({ kind: 'minute', at: now() })),
    report,
    tally,
    violation: () => violation,
    steps: () => steps,
  };
};
