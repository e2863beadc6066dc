// G2: never two live copies of one intent. A strategy has at most one order on one side of a token,
// so two that rest there are two copies of what was wanted once.

import { isPlacing } from '../weather/ways.ts';
import type { Checker, Truth } from './truth.ts';

const doublesAt = (truth: Truth): readonly string[] => {
  const own = truth.venue.openOrders().filter(({ id }) => !truth.venue.isByHand(id));
  const places = Map.groupBy(own, ({ id, token, side }) => {
    const strategy = truth.journalledById(id)?.intent.strategy ?? 'nobody';
    return `${strategy} ${side} of ${token}`;
  });
  return [...places].flatMap(([place, orders]) =>
    orders.length > 1 ? [`twice, ${place}: ${orders.map(({ id }) => id).join(', ')}`] : [],
  );
};

/** Makes the checker. */
export const single = (): Checker => ({
  name: 'G2',
  see: (sighting, truth) => {
    const mayHavePlaced = sighting.kind === 'arrived' && isPlacing(sighting.call);
    return mayHavePlaced || sighting.kind === 'minute' ? doublesAt(truth) : [];
  },
});
