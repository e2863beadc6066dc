// The products and quotients that cross units: price times shares is money.

import { divide } from './fixed-point.ts';
import { microsOfPrice } from './price.ts';
import { microsOfShares, shareMicros } from './shares.ts';
import { ppmOf } from './ratio.ts';
import { usdcMicros } from './usdc.ts';
import type { Rounding } from './fixed-point.ts';
import type { PriceMicros } from './price.ts';
import type { ShareMicros, UsdcMicros } from './quantity.ts';
import type { Ratio } from './ratio.ts';

const MILLION = 1_000_000n;

/** Price times shares. Rounding: up for what we pay, down for what we receive. */
export const notional = (size: ShareMicros, price: PriceMicros, rounding: Rounding): UsdcMicros =>
  usdcMicros(divide(microsOfShares(size) * microsOfPrice(price), MILLION, rounding));

/** The shares that a sum buys at a price. */
export const sharesFor = (
  amount: UsdcMicros,
  price: PriceMicros,
  rounding: Rounding,
): ShareMicros =>
  shareMicros(divide((amount as unknown as bigint) * MILLION, microsOfPrice(price), rounding));

/** What shares pay at a payout per share between 0 and 1; a ratio of 1 is their face value. */
export const payoutOf = (size: ShareMicros, payout: Ratio, rounding: Rounding): UsdcMicros =>
  usdcMicros(divide(microsOfShares(size) * ppmOf(payout), MILLION, rounding));

/** The shares whose full payout is the given sum: one dollar a share. */
export const sharesWorth = (amount: UsdcMicros): ShareMicros =>
  shareMicros(amount as unknown as bigint);

/** The face value of shares: one dollar a share. */
export const faceValue = (size: ShareMicros): UsdcMicros => usdcMicros(microsOfShares(size));
