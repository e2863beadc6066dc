// The markets of families that need other ones than the usual.

import { universeOf } from '../../../lib/domain/market.ts';
import { soakUniverse } from '../../soak/world.ts';
import type { Market, Universe } from '../../../lib/domain/market.ts';

/** The usual markets, each in an event of its own, changed. */
export const marketsOf = (count: number, changed: (market: Market) => Market): Universe => {
  const { markets, events } = soakUniverse(count);
  return universeOf([...markets.values()].map(changed), [...events.values()]);
};
