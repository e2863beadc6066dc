// What markets are called: books know them by their conditions, and only records by their names.

import type { CycleRecord } from '../domain/cycle-record.ts';

/** Names by condition. */
export type MarketNames = ReadonlyMap<string, string>;

/** The names that records tell. Those of versions that kept no conditions tell none. */
export const namesIn = (
  records: readonly Pick<CycleRecord, 'markets' | 'fills'>[],
): MarketNames => {
  const names = new Map<string, string>();
  for (const { markets, fills } of records)
    for (const { condition, market } of [...markets, ...fills])
      if (condition !== '') names.set(condition, market);
  return names;
};
