// What a sum of money buys when the fee of a taker comes on top.

import { takerFeeMax } from '../domain/fees.ts';
import { divide } from '../units/fixed-point.ts';
import { microsOfPrice } from '../units/price.ts';
import { minus } from '../units/quantity.ts';
import { shareMicros, shares, toLot, ZERO_SHARES } from '../units/shares.ts';
import { microsOfUsdc, usdcMicros, ZERO_USDC } from '../units/usdc.ts';
import type { FeeSchedule } from '../domain/market.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';

const ONE_SHARE = shares('1');
const MILLION = 1_000_000n;

// Cost is rounded up to a micro-dollar and the fee to ten, once for the whole order.
const ROUNDING_MAX = usdcMicros(11n);

/**
 * The shares that a sum pays for at a limit price, the largest fee included.
 * Rounding: down to a lot, so that the sum always covers what is bought.
 */
export const affordableShares = (
  amount: UsdcMicros,
  limit: PriceMicros,
  fee: FeeSchedule,
): ShareMicros => {
  const spendable = minus(amount, ROUNDING_MAX);
  if (spendable <= ZERO_USDC) return ZERO_SHARES;
  const perShare = microsOfPrice(limit) + microsOfUsdc(takerFeeMax(fee, ONE_SHARE, limit));
  return toLot(shareMicros(divide(microsOfUsdc(spendable) * MILLION, perShare, 'down')), 'down');
};
