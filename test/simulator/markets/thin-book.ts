// Thin books: few levels, cents apart, with so little on them that a market is now worth quoting
// and now not; sometimes one side is gone, sometimes both. A large order falls through the gaps.

import { soakUniverse } from '../../soak/world.ts';
import { calmHabits } from './calm.ts';
import { CENT, STRANGER } from './quotes.ts';
import { streetOf } from './street.ts';
import type { Random } from '../../../lib/tape/generator/random.ts';
import type { Family, FamilySetup } from './family.ts';
import type { Shape } from './quotes.ts';

const LESS_CHANCE = 0.12;
const DEAL_CHANCE = 0.6;

const LESS: readonly Shape['sides'][] = [[], ['bids'], ['asks']];

const sidesBy = (random: Random): Shape['sides'] =>
  (random.chance(LESS_CHANCE) ? LESS[random.below(LESS.length)] : undefined) ?? ['bids', 'asks'];

/** Makes markets with thin books. */
export const thinBook = ({ random, markets }: FamilySetup): Family =>
  streetOf(soakUniverse(markets), random, {
    ...calmHabits(random),
    spread: () => (3 + random.below(6)) * CENT,
    shape: () => ({
      levels: 2 + random.below(3),
      gap: (1 + random.below(4)) * CENT,
      sizeMin: 150,
      sizeMax: 1_200,
      sides: sidesBy(random),
    }),
    deals: () =>
      random.chance(DEAL_CHANCE)
        ? [
            {
              side: random.chance(0.5) ? 'BUY' : 'SELL',
              reach: random.below(8) * CENT,
              size: 50 + random.below(1_500),
              wallet: STRANGER,
            },
          ]
        : [],
  });
