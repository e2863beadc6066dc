// What is compared at rest: the stored items of a world, and what its venue says by itself.

import { serverBooks } from '../../../lib/simulation/wire/controls.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import { microsOfUsdc } from '../../../lib/units/usdc.ts';
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

// What is traded by hand is inventory that somebody has to control.
const BY_HAND = 'ICC';

/** The books of a venue, all that ever happened there. */
export const venueBooks = (server: WireServer, { venue, journalledById }: Truth): VenueBooks => {
  const { cash, shares, openOrders } = serverBooks(server);
  return {
    cash: microsOfUsdc(cash),
    shares: new Map([...shares].map(([token, size]) => [token, microsOfShares(size)])),
    fills: venue.fills(),
    resting: openOrders.map(({ id }) => id),
    foreign: new Set(),
    universe: venue.universe(),
    // Money comes and goes beside the venue's books of sets and redemptions.
    activity: [...venue.activity(), ...server.credits.get()],
    ownerOf: (order) => journalledById(order)?.intent.strategy ?? BY_HAND,
  };
};
