// Sizes between too small and too large.

import { larger, minus } from '../units/quantity.ts';
import { microsOfShares, ORDER_LOT, shareMicros, toLot, ZERO_SHARES } from '../units/shares.ts';
import type { ShareMicros } from '../units/quantity.ts';

/**
 * The size of a SELL that leaves of what is held unpaired nothing or at least the minimum: a
 * smaller rest could never be sold. Parts of a lot count as nothing. Rounding: down to a lot.
 */
export const withoutResidue = (
  size: ShareMicros,
  unpaired: ShareMicros,
  minimum: ShareMicros,
): ShareMicros => {
  const left = minus(unpaired, size);
  if (left < ORDER_LOT || left >= minimum) return size;
  return larger(toLot(minus(unpaired, minimum), 'down'), ZERO_SHARES);
};

/**
 * The largest whole number of lots up to a limit that fits, where whatever fits also fits at every
 * smaller size.
 */
export const largestFitting = (
  limit: ShareMicros,
  fits: (size: ShareMicros) => boolean,
): ShareMicros => {
  const lot = microsOfShares(ORDER_LOT);
  const whole = toLot(limit, 'down');
  if (fits(whole)) return whole;
  if (!fits(ORDER_LOT)) return ZERO_SHARES;
  let low = 0n;
  let high = microsOfShares(whole) / lot;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (fits(shareMicros(middle * lot))) low = middle;
    else high = middle;
  }
  return shareMicros(low * lot);
};
