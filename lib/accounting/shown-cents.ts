// Amounts that are printed as parts of a printed sum. Each is the difference of two rounded running
// totals, so that the printed parts add up to the printed sum; none is off by a whole cent, and
// nothing is always printed as nothing.

import { divide } from '../units/fixed-point.ts';
import { isNegative, magnitude, minus, negate, plus } from '../units/quantity.ts';
import { microsOfUsdc, usdcMicros } from '../units/usdc.ts';
import type { UsdcMicros } from '../units/quantity.ts';

const CENT = 10_000n;

const toCents = (amount: UsdcMicros): UsdcMicros => {
  const cents = divide(microsOfUsdc(magnitude(amount)) + CENT / 2n, CENT, 'down');
  const rounded = usdcMicros(cents * CENT);
  return isNegative(amount) ? negate(rounded) : rounded;
};

/**
 * What an amount adds to a running total as it is shown, in whole cents.
 * Rounding: of the running totals, half away from zero.
 */
export const shownStep = (before: UsdcMicros, amount: UsdcMicros): UsdcMicros =>
  minus(toCents(plus(before, amount)), toCents(before));
