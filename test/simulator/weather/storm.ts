// The whole weather over one world: what becomes of every request, which calls the schedule makes,
// and what people do. All of it follows from one seed.

import { turn } from '../../../lib/simulation/wire/controls.ts';
import { advanceVenue } from '../world/services.ts';
import { createDice } from './dice.ts';
import { createFeeds } from './feeds.ts';
import { createDeployments } from './deployments.ts';
import { disturb, misleadAtFirst, settleHabits } from './moods.ts';
import { nodeFaultBy } from './node.ts';
import { createOperator } from './operator.ts';
import { createProcesses } from './processes.ts';
import { callsOf } from './schedule.ts';
import { batchFateBy } from './relaying.ts';
import { createRoads } from './travel.ts';
import { createOwner } from './wallet.ts';
import { isPlacing, sentBackBy, serverFaultBy, serviceFateBy, wayFateBy } from './ways.ts';
import { calm } from './wire-faults.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { DynamoApi } from '../aws/dynamo-api.ts';
import type { SsmApi } from '../aws/ssm-api.ts';
import type { Relayer } from '../relayer/relayer.ts';
import type { Move } from '../markets/family.ts';
import type { Weather } from '../world/services.ts';
import type { Timeline } from '../world/timeline.ts';
import type { Deployment } from './deployments.ts';
import type { DiceSetup, Trouble } from './dice.ts';
import type { SwitchWord, Turn } from './operator.ts';
import type { WalletDeed } from './wallet.ts';

/** The world that a storm is over. It is there only after the storm's own weather is. */
export type Below = {
  readonly timeline: Timeline;
  readonly server: WireServer;
  readonly relayer: Relayer;
  readonly ssm: SsmApi;
  readonly dynamo: DynamoApi;
};

/** What one minute brings beside the faults of its requests. */
export type Minute = {
  /** When the function is called, from the begin of the minute. Unit: ms. */
  readonly calls: readonly number[];
  readonly deployment: Deployment;
  readonly turn: Turn | null;
  readonly deeds: readonly WalletDeed[];
};

/** A storm. It is calm until it is told to begin. */
export type Storm = {
  readonly weather: Weather;
  /** Binds it to the world that was opened with its weather. */
  readonly over: (below: Below) => void;
  readonly begin: () => void;
  readonly end: () => void;
  /** What the next minute brings, told whether the shipped function can read the stored state. */
  readonly minute: (isReadable: boolean) => Minute;
  /** What is still to be done about deployments once it is calm. */
  readonly calmMinute: (isReadable: boolean) => Deployment;
  /** Whether a move of the markets reaches the venue. */
  readonly passes: (move: Move) => boolean;
  readonly turn: (word: SwitchWord) => void;
  readonly clockAhead: () => number;
  readonly troubles: () => readonly Trouble[];
};

/** Whoever hears of what a storm does. */
export type StormEars = {
  readonly turned: (word: SwitchWord) => void;
  readonly trouble: (trouble: Trouble) => void;
  /** An order was placed by hand. */
  readonly placed: () => void;
};

/** Makes a storm. */
export const createStorm = (
  chance: Pick<DiceSetup, 'streamOf' | 'allowed'>,
  ears: StormEars,
): Storm => {
  let below: Below | null = null;
  let isFirst = true;
  let isOver = false;
  const world = (): Below => {
    if (below === null) throw new Error('the storm is over no world yet');
    return below;
  };
  const now = (): number => below?.timeline.now() ?? 0;
  const dice = createDice({ ...chance, now, heard: ears.trouble });
  const operator = createOperator(dice, () => world().ssm, ears.turned);
  const processes = createProcesses(dice, () => !isOver && operator.isDeadly());
  const roads = createRoads(dice, processes, () => world().timeline);
  const deployments = createDeployments(dice);
  const feeds = createFeeds(dice, () => world().server);
  const owner = createOwner(dice, () => world().server, ears.placed);
  const fair = { there: 3, back: 3 };
  return {
    weather: {
      venue: { travel: (call) => roads.toVenue(isPlacing(call)), fateOf: wayFateBy(dice) },
      aws: {
        travel: () => (below === null ? fair : roads.toAws()),
        fateOf: serviceFateBy(dice),
      },
    },
    over: (next) => {
      below = next;
      const { timeline, server } = next;
      const later = (ms: number, act: () => void): void => {
        timeline.at(timeline.now() + ms, () => {
          advanceVenue(timeline, server);
          act();
        });
      };
      server.faults.decideBy(
        serverFaultBy(
          dice,
          nodeFaultBy(dice, () => ({ server, later })),
        ),
      );
      next.relayer.decideBy(batchFateBy(dice));
      next.dynamo.sendBackBy(sentBackBy(dice));
    },
    begin: () => {
      settleHabits(dice, world().server);
      dice.setCalm(false);
    },
    end: () => {
      isOver = true;
      dice.setCalm(true);
      feeds.calm();
      world().server.fates.clear();
      calm(world().server);
      // Where quotes rest, one was always cancelled a moment ago: its end has to be proven soon.
      turn(world().server, { matchedSizes: 'told' });
    },
    minute: (isReadable) => {
      dice.blow();
      disturb(dice, world().server);
      if (isFirst) misleadAtFirst(dice, world().server);
      isFirst = false;
      feeds.minute();
      return {
        calls: callsOf(dice),
        deployment: deployments.minute(isReadable),
        turn: operator.minute(),
        deeds: owner.minute(),
      };
    },
    calmMinute: deployments.calm,
    passes: feeds.passes,
    turn: operator.turn,
    clockAhead: processes.clockAhead,
    troubles: dice.troubles,
  };
};
