// Calm markets: the price hardly moves, and small orders of others come from both sides. Here
// quotes earn their spread.

import { soakUniverse } from '../../soak/world.ts';
import { CENT, STRANGER } from './quotes.ts';
import { streetOf } from './street.ts';
import type { Random } from '../../../lib/tape/generator/random.ts';
import type { Family, FamilySetup } from './family.ts';
import type { Deal, Shape } from './quotes.ts';
import type { Habits } from './street.ts';

/** A deep book, a cent from level to level. */
export const DEEP: Shape = {
  levels: 4,
  gap: CENT,
  sizeMin: 900,
  sizeMax: 2_500,
  sides: ['bids', 'asks'],
};

/** Small orders of both sides. */
export const smallDeals = (random: Random, chance: number): readonly Deal[] =>
  (['BUY', 'SELL'] as const)
    .filter(() => random.chance(chance))
    .map((side) => ({
      side,
      reach: random.below(2) * CENT,
      size: 5 + random.below(600),
      wallet: STRANGER,
    }));

/** The habits of calm markets, from which other families differ. */
export const calmHabits = (random: Random): Habits => ({
  opensAt: () => 350 + random.below(30) * CENT,
  walks: ({ mid }) => (random.chance(0.3) ? mid + (random.below(3) - 1) * CENT : mid),
  spread: () => 40,
  shape: () => DEEP,
  deals: () => smallDeals(random, 0.45),
  besides: () => [],
});

/** Makes calm markets. */
export const calm = ({ random, markets }: FamilySetup): Family =>
  streetOf(soakUniverse(markets), random, calmHabits(random));
