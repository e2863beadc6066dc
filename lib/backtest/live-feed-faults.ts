// While the real venue cannot be read, the simulated one must not answer in its place: what the
// last poll could not read fails for the cycle as well, and with it everything at the same host.

import type { VenueError } from '../domain/venue-outcome.ts';
import type { Venue } from '../ports/venue.ts';
import type { Fault, Faults } from '../simulation/faults.ts';
import type { LiveFeedState, LiveOutage } from './live-feed.ts';

const HOST_OF: Readonly<Record<keyof Venue, keyof LiveOutage | 'none'>> = {
  fetchTime: 'clob',
  fetchMode: 'clob',
  fetchUniverse: 'gamma',
  // Each book is known or not by itself, through the gaps that the poll left.
  fetchBooks: 'none',
  fetchPrints: 'data',
  fetchTargets: 'data',
  fetchOpenOrders: 'clob',
  fetchOrder: 'clob',
  fetchFills: 'clob',
  fetchActivity: 'data',
  fetchBalances: 'clob',
  sign: 'none',
  postOrder: 'clob',
  cancelOrders: 'clob',
  cancelAll: 'clob',
};

const faultOf = (error: VenueError | null): Fault => {
  if (error === null) return 'none';
  if (error.kind === 'RESTARTING') return 'restarting';
  return error.kind === 'UNAVAILABLE' ? 'unavailable' : 'lost-before';
};

/** The faults of a simulated venue that shares the outages of the real one. */
export const liveFaults =
  (current: () => LiveFeedState): Faults =>
  ({ endpoint }) => {
    const host = HOST_OF[endpoint];
    return host === 'none' ? 'none' : faultOf(current().outage[host]);
  };
