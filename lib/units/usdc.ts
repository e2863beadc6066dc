// Collateral amounts, in micro-dollars.

import { formatDecimal, formatFixed, parseDecimal } from './fixed-point.ts';
import { invariant } from './invariant.ts';
import { ok } from './result.ts';
import type { DecimalError } from './fixed-point.ts';
import type { UsdcMicros } from './quantity.ts';
import type { Result } from './result.ts';

/** Counts micro-dollars. */
export const usdcMicros = (micros: bigint): UsdcMicros => micros as unknown as UsdcMicros;

/** Gives the count of micro-dollars, for codecs. */
export const microsOfUsdc = (amount: UsdcMicros): bigint => amount as unknown as bigint;

/** Parses dollars with at most 6 decimals. */
export const parseUsdc = (text: string): Result<UsdcMicros, DecimalError> => {
  const parsed = parseDecimal(text, 6);
  return parsed.ok ? ok(usdcMicros(parsed.value)) : parsed;
};

/**
 * Reads dollars from a literal in our own code.
 * Throws: on text that `parseUsdc` refuses.
 */
export const usdc = (text: string): UsdcMicros => {
  const parsed = parseUsdc(text);
  invariant(parsed.ok, `${text} is a dollar amount`);
  return parsed.value;
};

/** Formats dollars as the shortest decimal text. */
export const formatUsdc = (amount: UsdcMicros): string => formatDecimal(microsOfUsdc(amount), 6);

/** Formats dollars for people, like `$45.23` or `-$0.50`. */
export const formatDollars = (amount: UsdcMicros): string => {
  const text = formatFixed(microsOfUsdc(amount), 6, 2);
  return text.startsWith('-') ? `-$${text.slice(1)}` : `$${text}`;
};

/** No money. */
export const ZERO_USDC: UsdcMicros = usdcMicros(0n);
