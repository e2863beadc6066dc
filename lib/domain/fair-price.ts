// The fair price of a market as one cycle estimates it. An invalid one means no quote; it is never
// replaced by the last price.

import { microsOfPrice, priceMicros } from '../units/price.ts';
import type { ConditionId } from '../units/ids.ts';
import type { PriceMicros, Probability } from '../units/price.ts';

/** A fair price on the YES book. */
export type ValidFairPrice = {
  readonly kind: 'valid';
  readonly probability: Probability;
  /** The same as a price, for limits. */
  readonly yes: PriceMicros;
  readonly band: PriceBand;
  readonly bestBid: PriceMicros;
  readonly bestAsk: PriceMicros;
};

/** Halfway between best bid and best ask. Rounding: down to a micro. */
export const midPriceOf = ({ bestBid, bestAsk }: ValidFairPrice): PriceMicros =>
  priceMicros((microsOfPrice(bestBid) + microsOfPrice(bestAsk)) / 2n);

/**
 * Everything that could pass for the fair price: an adding bid at or above `low`, or an adding ask
 * at or below `high`, would be taken by whoever has the better estimate.
 */
export type PriceBand = { readonly low: PriceMicros; readonly high: PriceMicros };

/** The YES fair price, or why there is none. */
export type FairPrice = ValidFairPrice | { readonly kind: 'invalid'; readonly cause: InvalidBook };

/** Why a book gives no fair price. */
export type InvalidBook =
  | 'missing'
  | 'unknown'
  | 'stale'
  | 'crossed'
  | 'one-sided'
  | 'wide'
  | 'thin'
  | 'not-mirrored';

/** The fair price of a market; missing where none of its books was asked for. */
export const fairPriceOf = (
  fair: ReadonlyMap<ConditionId, FairPrice>,
  condition: ConditionId,
): FairPrice => fair.get(condition) ?? { kind: 'invalid', cause: 'missing' };
