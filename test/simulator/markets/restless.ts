// Markets that move so much that most quotes are replaced in every cycle: the more is sent in a
// cycle, the more can be lost in it.

import { soakUniverse, startWorld } from '../../soak/world.ts';
import { within } from './street.ts';
import type { Family, FamilySetup } from './family.ts';

/** Makes restless markets. */
export const restless = ({ random, markets }: FamilySetup): Family => {
  const universe = soakUniverse(markets);
  const world = startWorld(random, universe);
  const someTime = (part: number): number => (part + random.uniform() * 0.15) * 60_000;
  return {
    universe,
    minute: (from) => [
      ...world.books(from),
      ...world.trades(within(from, someTime(0.01))),
      ...world.trades(within(from, someTime(0.8))),
    ],
  };
};
