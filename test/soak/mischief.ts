// What goes wrong, by seed and at stated rates: on the way to the venue and back, at the venue, in
// the store, and with the process itself. Everything that went wrong is counted by its name.

import { seconds } from '../../lib/units/time.ts';
import { present } from '../../lib/units/invariant.ts';
import { ANYWHERE, calm, POSTS, windowsIn } from '../simulator/weather/wire-faults.ts';
import type { FaultEffect, FaultTarget } from '../../lib/simulation/wire/faults.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { Random } from '../../lib/tape/generator/random.ts';
import type { Named } from '../simulator/weather/named.ts';
import type { PostFate } from './posted.ts';
import type { StoreFate } from './unsteady-store.ts';

/** How often something goes wrong, each per request, call or cycle of its kind. */
export const RATES = {
  post: 0.2,
  cancel: 0.08,
  read: 0.0025,
  /** No connection, a request long under way, or a process that dies in the middle of it. */
  way: 0.03,
  /** A cycle that comes fifteen seconds after the one before. */
  early: 0.15,
  store: 0.003,
  /** A window of a cycle or two in which the venue as a whole is not itself. */
  window: 0.06,
  /** Two trades that are retried, or that fail. */
  fate: 0.1,
} as const;

const EARLY: DurationMs = seconds(15);

const FATES = ['retries', 'fails'] as const;

/** What goes wrong while it is told to. */
export type Mischief = {
  readonly start: () => void;
  readonly stop: () => void;
  readonly requestFate: (target: FaultTarget) => FaultEffect | null;
  readonly postFate: () => PostFate;
  readonly storeFate: (call: string) => StoreFate;
  /** Opens and closes windows, and chooses the fates of trades. Called once in each cycle. */
  readonly disturb: (server: WireServer) => void;
  /** Whether what is under way arrives before the next cycle. */
  readonly arrives: () => boolean;
  /** When the next cycle comes. */
  readonly pause: (usual: DurationMs) => DurationMs;
  /** How often each thing went wrong. */
  readonly counts: () => ReadonlyMap<string, number>;
};

type Dice = {
  readonly happens: (rate: number) => boolean;
  readonly note: (name: string) => void;
  readonly oneOf: <T>(all: readonly T[]) => T;
};

const requestFateBy =
  ({ happens, note, oneOf }: Dice) =>
  ({ endpoint }: FaultTarget): FaultEffect | null => {
    const pick = (group: keyof typeof RATES, all: readonly Named[]): FaultEffect | null => {
      if (!happens(RATES[group])) return null;
      const [name, effect] = oneOf(all);
      note(`${group} ${name}`);
      return effect;
    };
    if (endpoint.startsWith('POST /order')) return pick('post', POSTS);
    return endpoint.startsWith('DELETE ') ? pick('cancel', ANYWHERE) : pick('read', ANYWHERE);
  };

const postFateBy =
  ({ happens, note, oneOf }: Dice) =>
  (): PostFate => {
    const fates: readonly PostFate[] = ['refused', 'underway', 'death-before', 'death-after'];
    const fate = happens(RATES.way) ? oneOf(fates) : 'sent';
    if (fate !== 'sent') note(`post ${fate}`);
    return fate;
  };

const storeFateBy =
  ({ happens, note, oneOf }: Dice) =>
  (call: string): StoreFate => {
    const fate = happens(RATES.store) ? oneOf(['lost-before', 'lost-after'] as const) : 'done';
    if (fate !== 'done') note(`store ${call} ${fate}`);
    return fate;
  };

const disturbBy =
  ({ happens, note, oneOf }: Dice) =>
  (server: WireServer): void => {
    if (happens(RATES.fate)) {
      const fate = oneOf(FATES);
      note(`trade ${fate}`);
      server.fates.next(fate, 2);
    }
    const isBlank = server.switches.get().lists === 'empty';
    if (isBlank || happens(0.5)) calm(server);
    if (!happens(RATES.window)) return;
    const [name, open] = oneOf(windowsIn('real'));
    note(`window ${name}`);
    open(server);
  };

/** Makes mischief by chance. Nothing goes wrong before it is started. */
export const createMischief = (random: Random): Mischief => {
  const counts = new Map<string, number>();
  let isOn = false;
  const dice: Dice = {
    happens: (rate) => isOn && random.chance(rate),
    note: (name) => void counts.set(name, (counts.get(name) ?? 0) + 1),
    oneOf: (all) => present(all[random.below(all.length)], 'there is something to choose'),
  };
  const postFate = postFateBy(dice);
  // What is under way is so until the end of its cycle, its repetition too. The next cycle looks
  // for it before it arrives, while its login is still good.
  let isHeldUp = false;
  let hurry = 0;
  return {
    start: () => {
      isOn = true;
    },
    stop: () => {
      isOn = false;
    },
    requestFate: requestFateBy(dice),
    postFate: () => {
      const fate = isHeldUp ? 'underway' : postFate();
      if (fate === 'underway') {
        isHeldUp = true;
        hurry = 2;
      }
      return fate;
    },
    storeFate: storeFateBy(dice),
    disturb: disturbBy(dice),
    arrives: () => hurry === 0,
    pause: (usual) => {
      isHeldUp = false;
      if (hurry === 0 && !dice.happens(RATES.early)) return usual;
      dice.note('cycle early');
      hurry = Math.max(0, hurry - 1);
      return EARLY;
    },
    counts: () => counts,
  };
};
