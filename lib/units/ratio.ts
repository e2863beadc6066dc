// Dimensionless factors: percentages, fee rates, payouts. They are exact, in parts per million.

import { divide, formatDecimal, parseDecimal, roundEstimate } from './fixed-point.ts';
import { invariant } from './invariant.ts';
import { ok } from './result.ts';
import type { DecimalError, Rounding } from './fixed-point.ts';
import type { Opaque, Quantity } from './quantity.ts';
import type { Result } from './result.ts';

/** A factor. Unit: 10^-6. */
export type Ratio = Opaque<'Ratio'>;

const MILLION = 1_000_000n;

/** Counts parts per million. */
export const ratioPpm = (ppm: bigint): Ratio => ppm as unknown as Ratio;

/** Gives the count of parts per million. */
export const ppmOf = (ratio: Ratio): bigint => ratio as unknown as bigint;

/** Parses a factor such as `0.05`, with at most 6 decimals. */
export const parseRatio = (text: string): Result<Ratio, DecimalError> => {
  const parsed = parseDecimal(text, 6);
  return parsed.ok ? ok(ratioPpm(parsed.value)) : parsed;
};

/**
 * Reads a factor from a literal in our own code.
 * Throws: on text that `parseRatio` refuses.
 */
export const ratio = (text: string): Ratio => {
  const parsed = parseRatio(text);
  invariant(parsed.ok, `${text} is a ratio`);
  return parsed.value;
};

/** Formats a factor as the shortest decimal text. */
export const formatRatio = (value: Ratio): string => formatDecimal(ppmOf(value), 6);

/** Multiplies an amount by a factor. */
export const scale = <Q extends Quantity>(amount: Q, by: Ratio, rounding: Rounding): Q =>
  divide((amount as unknown as bigint) * ppmOf(by), MILLION, rounding) as unknown as Q;

/**
 * The factor between two amounts of one unit.
 * Throws: on a whole that is not positive.
 */
export const ratioOf = <Q extends Quantity>(
  part: Q,
  whole: NoInfer<Q>,
  rounding: Rounding,
): Ratio =>
  ratioPpm(divide((part as unknown as bigint) * MILLION, whole as unknown as bigint, rounding));

/**
 * Turns an estimate such as a Kelly fraction into an exact factor.
 * Throws: on a number that is not finite.
 */
export const ratioFromEstimate = (estimate: number, rounding: Rounding): Ratio =>
  ratioPpm(roundEstimate(estimate * 1_000_000, rounding));

/** The whole: a factor of 1. */
export const ONE: Ratio = ratioPpm(MILLION);

/** Nothing: a factor of 0. */
export const ZERO_RATIO: Ratio = ratioPpm(0n);
