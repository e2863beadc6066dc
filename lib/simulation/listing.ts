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
  readonly find: (condition: ConditionId) => Market | undefined;
  /** Throws: on a market that is not listed. */
  readonly market: (condition: ConditionId) => Market;
  readonly setTick: (condition: ConditionId, tick: Tick) => void;
  readonly setStatus: (condition: ConditionId, status: MarketStatus) => void;
  /** Replaces descriptions and adds markets; what is not named stays as it is. */
  readonly relist: (universe: Universe) => void;
};

/** Lists the markets of a universe. Its indexes are built again only when somebody reads them. */
export const createListing = (initial: Universe): Listing => {
  const markets = new Map(initial.markets);
  const events = new Map(initial.events);
  let universe: Universe | null = initial;

  const put = (market: Market): void => {
    markets.set(market.condition, market);
    universe = null;
  };
  const listed = (condition: ConditionId): Market =>
    present(markets.get(condition), `market ${condition} is listed`);

  return {
    universe: () => (universe ??= universeOf([...markets.values()], [...events.values()])),
    find: (condition) => markets.get(condition),
    market: listed,
    setTick: (condition, tick) => put({ ...listed(condition), tick }),
    setStatus: (condition, status) => put({ ...listed(condition), status }),
    relist: (update) => {
      for (const market of update.markets.values()) put(market);
      for (const [id, event] of update.events) events.set(id, event);
      universe = null;
    },
  };
};
