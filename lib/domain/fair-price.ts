// The fair price of a market as one cycle estimates it. An invalid one means no quote; it is never
// replaced by the last price.

import type { PriceMicros, Probability } from '../units/price.ts';

/** The YES fair price, or why there is none. */
export type FairPrice =
  | {
      readonly kind: 'valid';
      readonly probability: Probability;
      /** The same as a price, for limits. */
      readonly yes: PriceMicros;
      /** The band within which an adding quote would be picked off: [bid side, ask side] on YES. */
      readonly band: { readonly low: PriceMicros; readonly high: PriceMicros };
      readonly bestBid: PriceMicros;
      readonly bestAsk: PriceMicros;
    }
  | { readonly kind: 'invalid'; readonly cause: InvalidBook };

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
