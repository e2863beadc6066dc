// Recorded books are fed millions of events, so inside them prices, sizes and times are plain
// numbers: micros and milliseconds, all far below 2^53. This file is the only crossing between them
// and the units of the rest of the system.

import { microsOfPrice, priceMicros } from '../units/price.ts';
import { microsOfShares, shareMicros } from '../units/shares.ts';
import { epochMs, msOfEpoch } from '../units/time.ts';
import type { BookSide, Outcome, Side } from '../domain/market.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/** One dollar. Unit: 10^-6 dollar. */
export const UNIT = 1_000_000;

/** The two directions on one token's book: of a BUY or a bid, and of a SELL or an ask. */
export type Direction = 'bids' | 'asks';

/** The direction of an order that rests. */
export const directionOf = (side: Side): Direction => (side === 'BUY' ? 'bids' : 'asks');

/** The side of the market's one book to which a token's bids or asks belong. */
export const sideOf = (direction: Direction, outcome: Outcome): BookSide =>
  (direction === 'bids') === (outcome === 'YES') ? 'BID' : 'ASK';

/**
 * The key of a price on its side: what the token that is bought there, in effect, costs. On side
 * BID that is the YES price, on side ASK the NO price, so that on both sides the highest key is
 * best and two orders cross when their keys add up to a dollar.
 */
export const keyOf = (direction: Direction, price: PriceMicros): number => {
  const micros = Number(microsOfPrice(price));
  return direction === 'bids' ? micros : UNIT - micros;
};

/** The price that a key means to somebody of the given direction. */
export const priceAt = (direction: Direction, key: number): PriceMicros =>
  priceMicros(BigInt(direction === 'bids' ? key : UNIT - key));

/** The side that an order on this side matches. */
export const oppositeSide = (side: BookSide): BookSide => (side === 'BID' ? 'ASK' : 'BID');

/** Micro-shares as a number. */
export const amountOf = (size: ShareMicros): number => Number(microsOfShares(size));

/** Micro-shares as their unit. */
export const sharesOf = (amount: number): ShareMicros => shareMicros(BigInt(amount));

/** Milliseconds since 1970 as a number. */
export const msOf = (at: EpochMs): number => Number(msOfEpoch(at));

/** Milliseconds since 1970 as their unit. */
export const timeAt = (ms: number): EpochMs => epochMs(BigInt(ms));
