// Which markets the books of a live run move in, and in which we still have to buy something.

import { isPositive } from '../../lib/units/quantity.ts';
import { ZERO_SHARES } from '../../lib/units/shares.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { ConditionId } from '../../lib/units/ids.ts';

/** The markets in which something of ours rests. */
export const quotedAt = (venue: SimulatedVenue): readonly ConditionId[] =>
  [...new Set(venue.openOrders().map(({ condition }) => condition))].toSorted();

/** Which turn it is, and in how many markets something moves in each. */
export type Turn = { readonly number: number; readonly moving: number };

/**
 * Which books are away from where they began, after those of some more markets went there or back.
 * Markets take turns, so that at a cycle a minute no quote is more than two cycles old.
 */
export const nextMoved = (
  moved: ReadonlySet<ConditionId>,
  quoted: readonly ConditionId[],
  { number, moving }: Turn,
): ReadonlySet<ConditionId> => {
  const next = new Set(moved);
  const begin = number * moving;
  for (const [index, condition] of quoted.entries()) {
    const place = (index - (begin % quoted.length) + quoted.length) % quoted.length;
    if (place < moving && !next.delete(condition)) next.add(condition);
  }
  return next;
};

/** The markets in which we hold nothing. */
export const unheldAt = (venue: SimulatedVenue): ReadonlySet<ConditionId> => {
  const { markets, tokens } = venue.universe();
  const { shares } = venue.balances([...tokens.keys()]);
  const isHeld = ({ yes, no }: Market): boolean =>
    [yes, no].some((token) => isPositive(shares.get(token) ?? ZERO_SHARES));
  return new Set([...markets.values()].flatMap((one) => (isHeld(one) ? [] : [one.condition])));
};
