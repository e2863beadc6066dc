// Of several outcomes exactly one comes true, so their probabilities add up to one. Where the books
// of a whole event disagree with that, every price is pulled a little towards the sum that must be.

import { bandAround } from './microprice.ts';
import {
  higherPrice,
  lowerPrice,
  priceFromProbability,
  probability,
  probabilityOf,
} from '../units/price.ts';
import type { FairPrice, ValidFairPrice } from '../domain/fair-price.ts';
import type { EventGroup } from '../domain/market.ts';
import type { ConditionId } from '../units/ids.ts';
import type { Probability } from '../units/price.ts';

const isNetted = (event: EventGroup): boolean =>
  event.exclusivity === 'exclusive' &&
  event.completeness === 'complete' &&
  event.markets.length > 1;

const validOf = (
  event: EventGroup,
  fair: ReadonlyMap<ConditionId, FairPrice>,
): readonly (readonly [ConditionId, ValidFairPrice])[] =>
  event.markets.flatMap((condition) => {
    const price = fair.get(condition);
    return price?.kind === 'valid' ? [[condition, price] as const] : [];
  });

// Other books may be late or wrong: they move a price no further than anybody could trade at now.
const withinSpread = ({ bestBid, bestAsk }: ValidFairPrice, blended: number): Probability =>
  probability(Math.min(Math.max(blended, probabilityOf(bestBid)), probabilityOf(bestAsk)));

const repriced = (fair: ValidFairPrice, blended: number): ValidFairPrice => {
  const estimate = withinSpread(fair, blended);
  const around = bandAround([estimate]);
  return {
    ...fair,
    probability: estimate,
    yes: priceFromProbability(estimate, 'down'),
    band: {
      low: lowerPrice(fair.band.low, around.low),
      high: higherPrice(fair.band.high, around.high),
    },
  };
};

/**
 * Blends the fair prices of an event with their normalised values, each within the spread of its
 * own book, and widens each band to hold the blended price. An event that is not exclusive and
 * complete, or of which any market has no valid price, stays as it is: the missing share of the sum
 * could be anything.
 */
export const blendEvent = (
  event: EventGroup,
  fair: ReadonlyMap<ConditionId, FairPrice>,
  weight: number,
): readonly (readonly [ConditionId, FairPrice])[] => {
  const valid = validOf(event, fair);
  if (!isNetted(event) || valid.length < event.markets.length) return [];
  const total = valid.reduce((partial, [, price]) => partial + price.probability, 0);
  return valid.map(([condition, price]) => {
    const normalised = price.probability / total;
    const blended = (1 - weight) * price.probability + weight * normalised;
    return [condition, repriced(price, blended)];
  });
};
