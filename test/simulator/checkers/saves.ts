// States that are saved: one after the other, as a time passes in which nothing else happens, or
// with something that was booked.

import { stateItem, stored } from './histories.ts';
import type { Sighting } from './sighting.ts';

/** So many of them. */
export const savesOf = (count: number, schema: number): readonly Sighting[] =>
  Array.from({ length: count }, (_, index) => {
    const before = stateItem({ version: index + 1, schema });
    return stored(2, stateItem({ version: index + 2, schema }), { before });
  });

/** One in whose outbox an entry waits. */
export const bookingOf = (entry: object): Sighting => {
  const outbox = { S: JSON.stringify([{ ...entry, sequence: 3 }]) };
  return stored(3, { ...stateItem({ version: 2 }), outbox }, { before: stateItem({}) });
};
