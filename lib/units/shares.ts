// Share amounts, in micro-shares. Orders use hundredths of a share; fills may be finer.

import { formatDecimal, parseDecimal, toMultiple } from './fixed-point.ts';
import { invariant } from './invariant.ts';
import { magnitude } from './quantity.ts';
import { ok } from './result.ts';
import type { DecimalError, Rounding } from './fixed-point.ts';
import type { ShareMicros } from './quantity.ts';
import type { Result } from './result.ts';

/** Counts micro-shares. */
export const shareMicros = (micros: bigint): ShareMicros => micros as unknown as ShareMicros;

/** Gives the count of micro-shares, for codecs. */
export const microsOfShares = (amount: ShareMicros): bigint => amount as unknown as bigint;

/** Parses shares with at most 6 decimals. */
export const parseShares = (text: string): Result<ShareMicros, DecimalError> => {
  const parsed = parseDecimal(text, 6);
  return parsed.ok ? ok(shareMicros(parsed.value)) : parsed;
};

/**
 * Reads shares from a literal in our own code.
 * Throws: on text that `parseShares` refuses.
 */
export const shares = (text: string): ShareMicros => {
  const parsed = parseShares(text);
  invariant(parsed.ok, `${text} is a share amount`);
  return parsed.value;
};

/** Formats shares as the shortest decimal text. */
export const formatShares = (amount: ShareMicros): string =>
  formatDecimal(microsOfShares(amount), 6);

/**
 * The lot of an order: sizes are multiples of a hundredth of a share.
 * Source: venue, size decimals 2.
 */
export const ORDER_LOT: ShareMicros = shareMicros(10_000n);

/** Rounds a size to the lot that orders use. */
export const toLot = (amount: ShareMicros, rounding: Rounding): ShareMicros =>
  shareMicros(toMultiple(microsOfShares(amount), microsOfShares(ORDER_LOT), rounding));

/** Tells whether an amount, of either sign, is too small for any order. */
export const isBelowLot = (amount: ShareMicros): boolean => magnitude(amount) < ORDER_LOT;

/** No shares. */
export const ZERO_SHARES: ShareMicros = shareMicros(0n);
