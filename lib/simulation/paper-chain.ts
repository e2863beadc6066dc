// The paper adapter of the chain port: merges and redemptions of the simulated wallet.

import type { ChainPort } from '../ports/chain.ts';
import type { SimulatedVenue } from './venue.ts';

/** Shows the chain moves of a simulated venue through the chain port. */
export const createPaperChain = (venue: SimulatedVenue): ChainPort => ({
  submit: (request) => Promise.resolve(venue.submit(request)),
});
