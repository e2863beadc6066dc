// What is compared at rest: the stored items of a world, and what its venue says by itself.

import { serverBooks } from '../../../lib/simulation/wire/controls.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import { microsOfUsdc } from '../../../lib/units/usdc.ts';
import { allActivity } from '../../soak/remembered-fills.ts';
import { ownersBy } from './possible-books.ts';
import { isSaved, textIn } from './stored.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { Attributes } from '../aws/attribute.ts';
import type { RestItems } from './g6-books.ts';
import type { VenueBooks } from './venue-books.ts';
import type { Truth } from './truth.ts';

/** The entries of the ledger among the items of a table. */
export const entryItems = (items: readonly Attributes[]): readonly Attributes[] =>
  items.filter((item) => textIn(item, 'sk')?.startsWith('ENTRY#') === true);

/** The items at rest; null where no state was ever saved. */
export const restItems = (truth: Truth, items: readonly Attributes[]): RestItems | null => {
  const state = truth.state();
  return state === null || !isSaved(state) ? null : { state, entries: entryItems(items) };
};

/** The books of a venue, all that ever happened there; of its fills all that somebody has seen. */
export const booksOfVenue = (
  server: WireServer,
  seen: Pick<VenueBooks, 'fills' | 'ownerOf'>,
): VenueBooks => {
  const { cash, shares, openOrders } = serverBooks(server);
  return {
    cash: microsOfUsdc(cash),
    shares: new Map([...shares].map(([token, size]) => [token, microsOfShares(size)])),
    resting: openOrders.map(({ id }) => id),
    foreign: new Set(),
    universe: server.venue.universe(),
    // Money comes and goes beside the venue's books of sets and redemptions.
    activity: [...allActivity(server.venue), ...server.credits.get()],
    ...seen,
  };
};

/** The books of a watched venue. */
export const venueBooks = (server: WireServer, truth: Truth): VenueBooks =>
  booksOfVenue(server, { fills: truth.venue.fills(), ownerOf: ownersBy(truth) });
