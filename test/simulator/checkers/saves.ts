// States that are saved one after the other, as a time passes in which nothing else happens.

import { stateItem, stored } from './histories.ts';
import type { Sighting } from './sighting.ts';

/** So many of them. */
export const savesOf = (count: number, schema: number): readonly Sighting[] =>
  Array.from({ length: count }, (_, index) => {
    const before = stateItem({ version: index + 1, schema });
    return stored(2, stateItem({ version: index + 2, schema }), { before });
  });
