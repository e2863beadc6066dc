// Taker fees, exactly as the venue's formula gives them and always rounded against us.

import { divide, toMultiple } from '../units/fixed-point.ts';
import { notional } from '../units/money.ts';
import { microsOfPrice } from '../units/price.ts';
import { ppmOf } from '../units/ratio.ts';
import { microsOfShares } from '../units/shares.ts';
import { microsOfUsdc, usdcMicros, ZERO_USDC } from '../units/usdc.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { FeeSchedule } from './market.ts';

// The venue keeps 5 decimals of a fee. Source: docs.polymarket.com fees, read 2026-09-30.
const FEE_STEP_MICROS = 10n;
const UNIT = 1_000_000n;
const THIRD = 333_333n;

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

// At which price a dollar pays the most: fee / notional = rate x p^(e-1) x (1 - p)^e, which falls
// from p = 0 on for exponent 1, and rises up to a third for exponent 2.
const costliest = (exponent: 1 | 2, limit: bigint): bigint => {
  if (exponent === 1) return 0n;
  return limit < THIRD ? limit : THIRD;
};

/**
 * The largest fee that a BUY with this limit can pay. It may fill at any price up to the limit, and
 * one that is filled at once or not at all spends its money: at better prices it buys more shares.
 * Rounding: up to 5 decimals, once; each further partial fill may round up by less than a step.
 * Source: clob-client issue 134, rs-clob-client-v2 issue 79, read 2026-11-22.
 */
export const takerFeeMax = (
  schedule: FeeSchedule,
  size: ShareMicros,
  limit: PriceMicros,
): UsdcMicros => {
  if (schedule.kind === 'free') return ZERO_USDC;
  const { exponent, rate } = schedule;
  const p = costliest(exponent, microsOfPrice(limit));
  const spend = microsOfUsdc(notional(size, limit, 'up'));
  const curve = exponent === 1 ? UNIT - p : divide(p * (UNIT - p) ** 2n, UNIT ** 2n, 'up');
  const exact = divide(spend * ppmOf(rate) * curve, UNIT * UNIT, 'up');
  return usdcMicros(toMultiple(exact, FEE_STEP_MICROS, 'up'));
};
