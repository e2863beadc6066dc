// Integer arithmetic with named rounding, and the one parser and formatter of decimal text. Nothing
// here knows what is counted; the units built on it do.

import { invariant } from './invariant.ts';
import { err, ok } from './result.ts';
import type { Result } from './result.ts';

/**
 * The direction in which a quotient that is not whole is rounded: towards plus or minus infinity.
 */
export type Rounding = 'up' | 'down';

/** Why a text is not a decimal of the wanted form. */
export type DecimalError = {
  readonly kind: 'MALFORMED_DECIMAL';
  readonly text: string;
  readonly allowed: string;
};

/**
 * Divides with explicit rounding.
 * Rounding: `up` towards plus infinity, `down` towards minus infinity, also for negative values.
 * Throws: on a divisor that is not positive.
 */
export const divide = (dividend: bigint, divisor: bigint, rounding: Rounding): bigint => {
  invariant(divisor > 0n, 'a divisor is positive');
  const quotient = dividend / divisor;
  const remainder = dividend % divisor;
  if (rounding === 'up') return remainder > 0n ? quotient + 1n : quotient;
  return remainder < 0n ? quotient - 1n : quotient;
};

/** Rounds to a multiple of a positive step. */
export const toMultiple = (value: bigint, step: bigint, rounding: Rounding): bigint =>
  divide(value, step, rounding) * step;

// A float's quotient and product each lose up to half a unit in the last place; four cover both.
const FLOAT_NOISE = 4 * Number.EPSILON;

/**
 * Turns a scaled estimate into an integer. An estimate that misses an integer only by the noise of
 * its floats is that integer: 0.000123 times a million is 123, not 123 and a bit.
 * Throws: on a number that is not finite.
 */
export const roundEstimate = (estimate: number, rounding: Rounding): bigint => {
  invariant(Number.isFinite(estimate), 'an estimate is finite');
  const nearest = Math.round(estimate);
  if (Math.abs(estimate - nearest) <= Math.abs(estimate) * FLOAT_NOISE) return BigInt(nearest);
  return BigInt(rounding === 'up' ? Math.ceil(estimate) : Math.floor(estimate));
};

const DECIMAL = /^-?\d{1,30}(?:\.\d+)?$/;

// Longer than any source writes a number, short enough to look at every digit of it.
const LENGTH_MAX = 100;

/**
 * Parses plain decimal text into an integer count of 10^-decimals.
 * Refuses: exponents, grouping, blanks, a plus sign, more decimals than given (trailing zeros too
 * many are allowed, since they carry no value), more than 100 characters.
 */
export const parseDecimal = (text: string, decimals: number): Result<bigint, DecimalError> => {
  const allowed = `a plain decimal with at most ${String(decimals)} decimals, like 2000 or 0.5`;
  const malformed = err({ kind: 'MALFORMED_DECIMAL', text, allowed } as const);
  if (text.length > LENGTH_MAX || !DECIMAL.test(text)) return malformed;
  const point = text.includes('.') ? text.indexOf('.') : text.length;
  const fraction = text.slice(point + 1).replace(/0+$/, '');
  if (fraction.length > decimals) return malformed;
  return ok(BigInt(text.slice(0, point) + fraction.padEnd(decimals, '0')));
};

/** Formats an integer count of 10^-decimals as the shortest decimal text that parses back to it. */
export const formatDecimal = (value: bigint, decimals: number): string => {
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  const sign = value < 0n ? '-' : '';
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
};

/**
 * Formats an integer count of 10^-decimals with a fixed number of decimals, for people to read.
 * Rounding: half away from zero, since a shown amount is never used again.
 */
export const formatFixed = (value: bigint, decimals: number, shown: number): string => {
  invariant(shown >= 0 && shown <= decimals, 'shown decimals lie within the kept ones');
  const step = 10n ** BigInt(decimals - shown);
  const magnitude = value < 0n ? -value : value;
  const rounded = (magnitude + step / 2n) / step;
  const digits = rounded.toString().padStart(shown + 1, '0');
  const whole = digits.slice(0, digits.length - shown);
  const sign = value < 0n && rounded !== 0n ? '-' : '';
  return shown === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-shown)}`;
};
