// Universes as what they say, whatever the order in which they say it.

import type { Universe } from '../../lib/domain/market.ts';

/**
 * A universe that equals every other one which says the same. The order of markets says nothing,
 * and of an event whose outcomes do not exclude each other nobody has to know them all.
 */
export const comparable = ({ markets, events, tokens }: Universe) => ({
  markets: Object.fromEntries(markets),
  tokens: Object.fromEntries(tokens),
  events: Object.fromEntries(
    [...events].map(([id, event]) => [
      id,
      {
        ...event,
        completeness: event.exclusivity === 'exclusive' ? event.completeness : 'partial',
        markets: event.markets.toSorted(),
      },
    ]),
  ),
});
