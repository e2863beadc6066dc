// A whale that knows: the price begins to move, then somebody takes thousands of dollars in that
// direction, and the price goes on. Market making loses to it; following it is right. It may be a
// wallet that is followed, or nobody's. Often one side of the book leaves after it for some
// minutes, while the price goes on. Where quotes rest, flow following stays out of their way: the
// spread of every other market is too narrow to be quoted.

import { soakUniverse } from '../../soak/world.ts';
import { walletAddress } from '../../../lib/units/ids.ts';
import { FOLLOWED } from '../world/account.ts';
import { calmHabits, smallDeals } from './calm.ts';
import { CENT, STRANGER } from './quotes.ts';
import { streetOf } from './street.ts';
import type { Random } from '../../../lib/tape/generator/random.ts';
import type { Family, FamilySetup } from './family.ts';
import type { Deal, Shape } from './quotes.ts';
import type { Spot } from './street.ts';

const COMES_CHANCE = 0.09;
const FOLLOWED_CHANCE = 0.4;
/** How the price moves while the whale is there, minute by minute. Unit: mills. */
const MOVES = [50, 60, 40, 30] as const;
const DOLLARS_MIN = 6_000;
const DOLLARS_MORE = 9_000;
const BACK_CHANCE = 0.25;

// Deep enough for whoever follows.
const OCEAN: Shape = {
  levels: 5,
  gap: CENT,
  sizeMin: 2_000,
  sizeMax: 6_000,
  sides: ['bids', 'asks'],
};

const LEAVES_CHANCE = 0.6;
/** How long one side of a book is gone. Unit: minutes. */
const GONE_MIN = 4;
const GONE_MORE = 12;

type Whale = { readonly since: number; readonly way: 1 | -1 };

/** One side of a book, until the other one comes back. */
type Deserted = { readonly until: number; readonly sides: Shape['sides'] };

const biteOf = ({ way }: Whale, mid: number, random: Random): Deal => ({
  side: way > 0 ? 'BUY' : 'SELL',
  reach: 2 * CENT,
  size: Math.ceil(((DOLLARS_MIN + random.below(DOLLARS_MORE)) * 1_000) / mid),
  wallet: random.chance(FOLLOWED_CHANCE)
    ? { kind: 'known', address: walletAddress(FOLLOWED) }
    : STRANGER,
});

/** Makes markets with whales. */
export const whale = ({ random, markets }: FamilySetup): Family => {
  const whales = new Map<number, Whale>();
  const deserted = new Map<number, Deserted>();
  const habits = calmHabits(random);
  const whaleAt = (place: number): Whale | undefined => whales.get(place);
  const come = (place: number, minute: number, mid: number): void => {
    const isUp = mid < 350 || (mid < 650 && random.chance(0.5));
    whales.set(place, { since: minute, way: isUp ? 1 : -1 });
  };
  const leave = (place: number, minute: number): void => {
    if (!random.chance(LEAVES_CHANCE)) return;
    const sides: Shape['sides'] = random.chance(0.5) ? ['bids'] : ['asks'];
    deserted.set(place, { until: minute + GONE_MIN + random.below(GONE_MORE), sides });
  };
  const sidesAt = ({ place, minute }: Spot): Shape['sides'] => {
    const left = deserted.get(place);
    return left !== undefined && minute < left.until ? left.sides : OCEAN.sides;
  };
  return streetOf(soakUniverse(markets), random, {
    ...habits,
    walks: (spot) => {
      const { place, minute, mid } = spot;
      const here = whaleAt(place);
      const move = here === undefined ? undefined : MOVES[minute - here.since];
      if (here !== undefined && move !== undefined) return mid + here.way * move;
      if (here !== undefined && minute - here.since === MOVES.length) leave(place, minute);
      if (random.chance(COMES_CHANCE)) come(place, minute + 1, mid);
      return random.chance(BACK_CHANCE) ? mid + Math.sign(500 - mid) * CENT : habits.walks(spot);
    },
    spread: ({ place }) => (place % 2 === 0 ? CENT : 3 * CENT),
    shape: (spot) => ({ ...OCEAN, sides: sidesAt(spot) }),
    deals: ({ place, minute, mid }) => {
      const here = whaleAt(place);
      const age = here === undefined ? -1 : minute - here.since;
      const isBiting = here !== undefined && (age === 0 || age === 1);
      return isBiting ? [biteOf(here, mid, random)] : smallDeals(random, 0.4);
    },
  });
};
