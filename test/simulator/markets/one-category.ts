// Markets of one category, each in an event of its own, that go up and down together, as elections
// in several places do: only the limit of the category knows that they are one bet.

import { universeOf } from '../../../lib/domain/market.ts';
import { soakUniverse } from '../../soak/world.ts';
import { together } from './related.ts';
import type { Family, FamilySetup } from './family.ts';

/** How many markets the category has: more than fill it. */
export const PLACES = 6;

/** Makes the markets. */
export const oneCategory = ({ random }: FamilySetup): Family => {
  const { markets, events } = soakUniverse(PLACES);
  const alike = [...events.values()].map((event) => ({ ...event, category: 'politics' }));
  return together(universeOf([...markets.values()], alike), random);
};
