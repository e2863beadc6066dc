// Dividing money by shares without losing a micro.

import { divide } from '../units/fixed-point.ts';
import { invariant } from '../units/invariant.ts';
import { isPositive, minus, plus } from '../units/quantity.ts';
import { microsOfShares, ZERO_SHARES } from '../units/shares.ts';
import { microsOfUsdc, usdcMicros, ZERO_USDC } from '../units/usdc.ts';
import type { Rounding } from '../units/fixed-point.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';

/** A part of a whole number of shares. */
export type Portion = { readonly part: ShareMicros; readonly whole: ShareMicros };

/**
 * The part of an amount that belongs to a part of the shares.
 * Throws: on a whole that is not positive.
 */
export const proportion = (
  amount: UsdcMicros,
  { part, whole }: Portion,
  rounding: Rounding,
): UsdcMicros =>
  usdcMicros(divide(microsOfUsdc(amount) * microsOfShares(part), microsOfShares(whole), rounding));

/** An item with the amount that fell to it. */
export type Allotment<T> = { readonly item: T; readonly amount: UsdcMicros };

/**
 * Divides an amount among items by their shares, so that the parts add up to it exactly.
 * Rounding: each running total down; no part is off by a whole micro.
 * Throws: unless the shares add up to a positive number.
 */
export const allocate = <T>(
  amount: UsdcMicros,
  items: readonly T[],
  sharesOf: (item: T) => ShareMicros,
): readonly Allotment<T>[] => {
  const whole = items.reduce((total, item) => plus(total, sharesOf(item)), ZERO_SHARES);
  invariant(isPositive(whole), 'there are shares to divide an amount by');
  let counted = ZERO_SHARES;
  let given = ZERO_USDC;
  return items.map((item) => {
    counted = plus(counted, sharesOf(item));
    const due = proportion(amount, { part: counted, whole }, 'down');
    const allotment = { item, amount: minus(due, given) };
    given = due;
    return allotment;
  });
};
