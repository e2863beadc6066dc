// A negative-risk event: ten outcomes of which exactly one wins, so that their prices add up to
// about a dollar and what one of them loses another may win.

import { universeOf } from '../../../lib/domain/market.ts';
import { eventId } from '../../../lib/units/ids.ts';
import { soakUniverse } from '../../soak/world.ts';
import { calmHabits } from './calm.ts';
import { CENT, STRANGER } from './quotes.ts';
import { streetOf } from './street.ts';
import type { Market, Universe } from '../../../lib/domain/market.ts';
import type { Family, FamilySetup } from './family.ts';
import type { Shape } from './quotes.ts';

/** How many outcomes there are. */
export const OUTCOMES = 10;

const EVENT = eventId('95000');

// Shares are cheap here: it takes many of them to make a book worth quoting.
const DEEP_IN_SHARES: Shape = {
  levels: 5,
  gap: CENT,
  sizeMin: 4_000,
  sizeMax: 9_000,
  sides: ['bids', 'asks'],
};

const asOutcome = (market: Market): Market => ({
  ...market,
  version: 'v1',
  event: EVENT,
  negRisk: true,
  fee: { kind: 'free' },
});

const universe = (): Universe => {
  const markets = [...soakUniverse(OUTCOMES).markets.values()].map(asOutcome);
  return universeOf(markets, [
    {
      id: EVENT,
      slug: 'who-wins',
      category: 'politics',
      exclusivity: 'exclusive',
      completeness: 'complete',
      markets: markets.map(({ condition }) => condition),
    },
  ]);
};

// The logarithm of an outcome's weight moves by so much a minute.
const RESTLESSNESS = 0.04;

/** Makes the event. */
export const tenOutcomes = ({ random }: FamilySetup): Family => {
  const weights = Array.from({ length: OUTCOMES }, () => random.logNormal(1, 0.5));
  const shareOf = (place: number): number =>
    (weights[place] ?? 0) / weights.reduce((sum, weight) => sum + weight, 0);
  return streetOf(universe(), random, {
    ...calmHabits(random),
    opensAt: (place) => 1_000 * shareOf(place),
    walks: ({ place }) => {
      weights[place] = (weights[place] ?? 1) * random.logNormal(1, RESTLESSNESS);
      return 1_000 * shareOf(place);
    },
    spread: () => 3 * CENT,
    shape: () => DEEP_IN_SHARES,
    deals: () =>
      random.chance(0.5)
        ? [
            {
              side: random.chance(0.5) ? 'BUY' : 'SELL',
              reach: random.below(2) * CENT,
              size: 20 + random.below(2_000),
              wallet: STRANGER,
            },
          ]
        : [],
  });
};
