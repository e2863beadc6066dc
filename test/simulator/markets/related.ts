// Markets of one event that do not exclude each other, as a thing that may happen by one date and
// by a later one: they go up and down together, and whoever has sold all of them loses on each.

import { universeOf } from '../../../lib/domain/market.ts';
import { eventId } from '../../../lib/units/ids.ts';
import { soakUniverse } from '../../soak/world.ts';
import { calmHabits } from './calm.ts';
import { CENT, STRANGER } from './quotes.ts';
import { streetOf } from './street.ts';
import type { Market, Universe } from '../../../lib/domain/market.ts';
import type { Family, FamilySetup } from './family.ts';

/** How many markets the event has. */
export const DATES = 6;

const EVENT = eventId('96000');

const LOW = 200;
const HIGH = 800;
const STEP_CHANCE = 0.3;
const DEAL_CHANCE = 0.7;
const AGAINST = 0.1;

const inEvent = (market: Market): Market => ({ ...market, event: EVENT });

const universe = (): Universe => {
  const markets = [...soakUniverse(DATES).markets.values()].map(inEvent);
  return universeOf(markets, [
    {
      id: EVENT,
      slug: 'by-when',
      category: 'politics',
      exclusivity: 'independent',
      completeness: 'complete',
      markets: markets.map(({ condition }) => condition),
    },
  ]);
};

/** Makes markets that turn together. */
export const together = (markets: Universe, random: FamilySetup['random']): Family => {
  let way = 1;
  return streetOf(markets, random, {
    ...calmHabits(random),
    walks: ({ place, mid }) => {
      if (place === 0 && mid <= LOW) way = 1;
      if (place === 0 && mid >= HIGH) way = -1;
      return random.chance(STEP_CHANCE) ? mid + way * CENT : mid;
    },
    deals: () => {
      if (!random.chance(DEAL_CHANCE)) return [];
      const isAlong = !random.chance(AGAINST);
      return [
        {
          side: isAlong === way > 0 ? 'BUY' : 'SELL',
          reach: random.below(3) * CENT,
          size: 20 + random.below(1_500),
          wallet: STRANGER,
        },
      ];
    },
  });
};

/** Makes the event. */
export const related = ({ random }: FamilySetup): Family => together(universe(), random);
