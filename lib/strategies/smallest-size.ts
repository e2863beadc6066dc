// The smallest size that is enough, found by halving.

import { toMultiple } from '../units/fixed-point.ts';
import { microsOfShares, ORDER_LOT, shareMicros, ZERO_SHARES } from '../units/shares.ts';
import type { ShareMicros } from '../units/quantity.ts';

const LOT = microsOfShares(ORDER_LOT);

/**
 * Finds the smallest whole-lot size that is enough, given that every larger one is enough too; the
 * largest whole-lot size where none is.
 * Rounding: the given maximum down to a lot.
 */
export const smallestEnough = (
  max: ShareMicros,
  isEnough: (size: ShareMicros) => boolean,
): ShareMicros => {
  if (isEnough(ZERO_SHARES)) return ZERO_SHARES;
  let tooSmall = 0n;
  let enough = toMultiple(microsOfShares(max), LOT, 'down') / LOT;
  while (enough - tooSmall > 1n) {
    const middle = (tooSmall + enough) / 2n;
    if (isEnough(shareMicros(middle * LOT))) enough = middle;
    else tooSmall = middle;
  }
  return shareMicros(enough * LOT);
};
