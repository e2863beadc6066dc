// One order for events that are read in any order, so that the same reads give the same books.

import type { EpochMs } from '../units/time.ts';

/** Sorts by time, and by name where times are equal. */
export const chronological = <T>(
  items: Iterable<T>,
  keyOf: (item: T) => { readonly at: EpochMs; readonly name: string },
): readonly T[] =>
  [...items].toSorted((first, second) => {
    const [a, b] = [keyOf(first), keyOf(second)];
    if (a.at !== b.at) return a.at < b.at ? -1 : 1;
    if (a.name === b.name) return 0;
    return a.name < b.name ? -1 : 1;
  });
