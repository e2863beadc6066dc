// The markets as the venue describes them now: the universe that was given, with the ticks and
// statuses that the tape has changed since.

import { universeOf } from '../domain/market.ts';
import { present } from '../units/invariant.ts';
import type { Market, MarketStatus, Universe } from '../domain/market.ts';
import type { ConditionId } from '../units/ids.ts';
import type { Tick } from '../units/price.ts';

/** The listing of a venue. */
export type Listing = {
  readonly universe: () => Universe;
  /** Throws: on a market that is not listed. */
  readonly market: (condition: ConditionId) => Market;
  readonly setTick: (condition: ConditionId, tick: Tick) => void;
  readonly setStatus: (condition: ConditionId, status: MarketStatus) => void;
  /** Replaces descriptions and adds markets; what is not named stays as it is. */
  readonly relist: (universe: Universe) => void;
};

/** Lists the markets of a universe. */
export const createListing = (initial: Universe): Listing => {
  let universe = initial;

  const market = (condition: ConditionId): Market =>
    present(universe.markets.get(condition), `market ${condition} is listed`);
  const merge = (markets: Iterable<Market>, events: Universe['events']): void => {
    const merged = new Map(universe.markets);
    for (const one of markets) merged.set(one.condition, one);
    universe = universeOf(
      [...merged.values()],
      [...new Map([...universe.events, ...events]).values()],
    );
  };
  return {
    universe: () => universe,
    market,
    setTick: (condition, tick) => merge([{ ...market(condition), tick }], new Map()),
    setStatus: (condition, status) => merge([{ ...market(condition), status }], new Map()),
    relist: (update) => merge(update.markets.values(), update.events),
  };
};
