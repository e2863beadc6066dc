// What the venue was asked to place and took, in words and in order: an order sent twice would
// stand there twice.

import { formatPrice } from '../../lib/units/price.ts';
import { formatShares } from '../../lib/units/shares.ts';
import type { Order } from '../../lib/domain/order.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';

/** A list of placements that grows while the venue is watched. */
export type Placements = {
  readonly watch: (venue: SimulatedVenue) => SimulatedVenue;
  /** Gives the list so far, in order of the alphabet, and starts it anew. */
  readonly forget: () => readonly string[];
};

export const orderInWords = (order: Order): string =>
  [
    order.side,
    formatShares(order.size),
    order.token,
    '@',
    formatPrice(order.price),
    order.timeInForce,
  ].join(' ');

export const placementsOf = (): Placements => {
  let placed: string[] = [];
  const seen = new Set<string>();
  return {
    watch: (venue) => ({
      ...venue,
      place: (incoming) => {
        const outcome = venue.place(incoming);
        const isNew = !seen.has(incoming.id);
        seen.add(incoming.id);
        if (isNew && (outcome.kind === 'placed' || outcome.kind === 'matched'))
          placed.push(orderInWords(incoming.order));
        return outcome;
      },
    }),
    forget: () => {
      const list = placed.toSorted();
      placed = [];
      return list;
    },
  };
};
