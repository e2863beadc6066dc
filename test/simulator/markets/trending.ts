// Markets with a trend: the price goes one way for a long time, and so do most orders of others.
// Whoever quotes both sides is filled on the wrong one again and again, until its caps stop it.

import { soakUniverse } from '../../soak/world.ts';
import { calmHabits } from './calm.ts';
import { CENT, STRANGER } from './quotes.ts';
import { streetOf } from './street.ts';
import type { Random } from '../../../lib/tape/generator/random.ts';
import type { Family, FamilySetup } from './family.ts';
import type { Deal } from './quotes.ts';

const TURNS_BELOW = 150;
const TURNS_ABOVE = 850;
const STEP_CHANCE = 0.6;
const AGAINST = 0.1;

const dealsAlong = (way: number, random: Random): readonly Deal[] => {
  if (!random.chance(0.8)) return [];
  const isAlong = !random.chance(AGAINST);
  return [
    {
      side: isAlong === way > 0 ? 'BUY' : 'SELL',
      reach: random.below(3) * CENT,
      size: 20 + random.below(1_500),
      wallet: STRANGER,
    },
  ];
};

/** Makes trending markets. Each turns where its price has no room left. */
export const trending = ({ random, markets }: FamilySetup): Family => {
  const ways = Array.from({ length: markets }, () => (random.chance(0.5) ? 1 : -1));
  const wayOf = (place: number): number => ways[place] ?? 1;
  return streetOf(soakUniverse(markets), random, {
    ...calmHabits(random),
    walks: ({ place, mid }) => {
      if (mid <= TURNS_BELOW) ways[place] = 1;
      if (mid >= TURNS_ABOVE) ways[place] = -1;
      return random.chance(STEP_CHANCE) ? mid + wayOf(place) * CENT : mid;
    },
    deals: ({ place }) => dealsAlong(wayOf(place), random),
  });
};
