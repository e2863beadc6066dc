// Taker fees, exactly as the venue's formula gives them and always rounded against us.

import { divide, toMultiple } from '../units/fixed-point.ts';
import { microsOfPrice, priceMicros } from '../units/price.ts';
import { ppmOf } from '../units/ratio.ts';
import { microsOfShares } from '../units/shares.ts';
import { usdcMicros, ZERO_USDC } from '../units/usdc.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { FeeSchedule } from './market.ts';

// The venue keeps 5 decimals of a fee. Source: docs.polymarket.com fees, read 2026-09-30.
const FEE_STEP_MICROS = 10n;
const UNIT = 1_000_000n;
const HALF = priceMicros(500_000n);

/**
 * The fee of a taker fill.
 * Rounding: up to 5 decimals; the venue's own direction is not published, so we assume the worse.
 * Source: clob-client-v2 fee vectors, read 2026-07-17.
 */
export const takerFee = (
  schedule: FeeSchedule,
  size: ShareMicros,
  price: PriceMicros,
): UsdcMicros => {
  if (schedule.kind === 'free') return ZERO_USDC;
  const p = microsOfPrice(price);
  const exponent = BigInt(schedule.exponent);
  const curve = (p * (UNIT - p)) ** exponent;
  const scale = UNIT ** (2n * exponent) * UNIT;
  const exact = divide(microsOfShares(size) * ppmOf(schedule.rate) * curve, scale, 'up');
  return usdcMicros(toMultiple(exact, FEE_STEP_MICROS, 'up'));
};

/** The largest fee that a BUY with this limit can pay: it may fill at any price up to the limit. */
export const takerFeeMax = (
  schedule: FeeSchedule,
  size: ShareMicros,
  limit: PriceMicros,
): UsdcMicros => takerFee(schedule, size, limit > HALF ? HALF : limit);
