// Prices are dollars per share strictly between 0 and 1, on a grid whose step (tick) differs by
// market and is not always a power of ten. Estimates become prices in one function here.

import { formatDecimal, parseDecimal, roundEstimate, toMultiple } from './fixed-point.ts';
import { invariant } from './invariant.ts';
import { err, ok } from './result.ts';
import type { DecimalError, Rounding } from './fixed-point.ts';
import type { Opaque, PriceOffset } from './quantity.ts';
import type { Result } from './result.ts';

/** A price. Unit: 10^-6 dollar per share. Range: 0 < p < 1,000,000. */
export type PriceMicros = Opaque<'PriceMicros'>;

/** The step of a market's price grid. Unit: 10^-6 dollar per share. */
export type Tick = Opaque<'Tick'>;

declare const estimate: unique symbol;

/** An estimated probability: a float, never money. Range: 0 < p < 1. */
export type Probability = number & { readonly [estimate]: 'Probability' };

/** Why a text is not a price. */
export type PriceError =
  | DecimalError
  | { readonly kind: 'PRICE_OUT_OF_RANGE'; readonly text: string; readonly allowed: string };

/** Why a text is not a tick of the venue. */
export type TickError =
  | DecimalError
  | { readonly kind: 'UNKNOWN_TICK'; readonly text: string; readonly allowed: string };

const UNIT = 1_000_000n;
const raw = (value: PriceMicros | PriceOffset | Tick): bigint => value as unknown as bigint;

/**
 * Counts millionths of a dollar per share.
 * Throws: outside 0 < p < 1,000,000.
 */
export const priceMicros = (micros: bigint): PriceMicros => {
  // Every price of every book comes through here: the statement is only made where it is false.
  if (micros <= 0n || micros >= UNIT)
    invariant(false, `a price of ${micros.toString()} micros is inside (0, 1)`);
  return micros as unknown as PriceMicros;
};

/** Gives the count of millionths of a dollar per share, for codecs and fixed-point products. */
export const microsOfPrice = (price: PriceMicros): bigint => raw(price);

/** Parses a price with at most 6 decimals, strictly between 0 and 1. */
export const parsePrice = (text: string): Result<PriceMicros, PriceError> => {
  const parsed = parseDecimal(text, 6);
  if (!parsed.ok) return parsed;
  if (parsed.value <= 0n || parsed.value >= UNIT)
    return err({ kind: 'PRICE_OUT_OF_RANGE', text, allowed: 'strictly between 0 and 1' });
  return ok(priceMicros(parsed.value));
};

/**
 * Reads a price from a literal in our own code.
 * Throws: on text that `parsePrice` refuses.
 */
export const price = (text: string): PriceMicros => {
  const parsed = parsePrice(text);
  invariant(parsed.ok, `${text} is a price`);
  return parsed.value;
};

/** Formats a price as the shortest decimal text. */
export const formatPrice = (value: PriceMicros): string => formatDecimal(raw(value), 6);

/** The price of the other outcome: 1 - p. */
export const complement = (value: PriceMicros): PriceMicros => priceMicros(UNIT - raw(value));

/** The signed distance from the second price up to the first. */
export const offsetBetween = (a: PriceMicros, b: PriceMicros): PriceOffset =>
  (raw(a) - raw(b)) as unknown as PriceOffset;

/** Counts millionths of a dollar per share as a difference. */
export const priceOffset = (micros: bigint): PriceOffset => micros as unknown as PriceOffset;

/** Gives the count of millionths of a difference. */
export const microsOfOffset = (offset: PriceOffset): bigint => raw(offset);

/**
 * A difference given in cents, like the slippage limits.
 * Rounding: to the nearest millionth of a dollar.
 */
export const cents = (count: number): PriceOffset =>
  priceOffset(BigInt(Math.round(count * 10_000)));

/** Moves a price, or tells that the result would leave (0, 1). */
export const shifted = (value: PriceMicros, offset: PriceOffset): PriceMicros | undefined => {
  const moved = raw(value) + raw(offset);
  return moved > 0n && moved < UNIT ? priceMicros(moved) : undefined;
};

/** The larger of two prices. */
export const higherPrice = (a: PriceMicros, b: PriceMicros): PriceMicros => (a > b ? a : b);

/** The smaller of two prices. */
export const lowerPrice = (a: PriceMicros, b: PriceMicros): PriceMicros => (a < b ? a : b);

/** The venue's ticks. Source: clob-client-v2 rounding table, read 2026-07-17. */
export const TICKS = ['0.1', '0.01', '0.005', '0.0025', '0.001', '0.0001'] as const;

/** Parses one of the venue's ticks; trailing zeros do not matter. */
export const parseTick = (text: string): Result<Tick, TickError> => {
  const parsed = parseDecimal(text, 6);
  if (!parsed.ok) return parsed;
  const canonical = formatDecimal(parsed.value, 6);
  if (!TICKS.some((known) => known === canonical))
    return err({ kind: 'UNKNOWN_TICK', text, allowed: TICKS.join(', ') });
  return ok(parsed.value as unknown as Tick);
};

/**
 * Reads a tick from a literal in our own code.
 * Throws: on text that `parseTick` refuses.
 */
export const tick = (text: (typeof TICKS)[number]): Tick => {
  const parsed = parseTick(text);
  invariant(parsed.ok, `${text} is a tick`);
  return parsed.value;
};

/** Formats a tick as the shortest decimal text. */
export const formatTick = (value: Tick): string => formatDecimal(raw(value), 6);

/** A whole number of ticks as a difference of prices. */
export const ticks = (step: Tick, count: number): PriceOffset =>
  priceOffset(raw(step) * BigInt(count));

/** Tells whether a price lies on the grid of its market, within [tick, 1 - tick]. */
export const isOnGrid = (value: PriceMicros, step: Tick): boolean => raw(value) % raw(step) === 0n;

/** Rounds to the grid; undefined when that leaves [tick, 1 - tick]. */
export const toGrid = (
  value: PriceMicros,
  step: Tick,
  rounding: Rounding,
): PriceMicros | undefined => {
  const moved = toMultiple(raw(value), raw(step), rounding);
  return moved > 0n && moved < UNIT ? priceMicros(moved) : undefined;
};

/**
 * Brands a float as a probability.
 * Throws: outside 0 < p < 1.
 */
export const probability = (value: number): Probability => {
  invariant(value > 0 && value < 1, `a probability of ${String(value)} is inside (0, 1)`);
  return value as Probability;
};

/** Reads a price as a probability, for estimates. */
export const probabilityOf = (value: PriceMicros): Probability =>
  probability(Number(raw(value)) / 1_000_000);

/**
 * Turns an estimate into a price: the only way from floats to money.
 * Range: an estimate nearer to 0 or 1 than a millionth becomes the outermost price.
 */
export const priceFromProbability = (value: Probability, rounding: Rounding): PriceMicros => {
  const whole = roundEstimate(value * 1_000_000, rounding);
  if (whole <= 0n) return priceMicros(1n);
  return whole >= UNIT ? priceMicros(UNIT - 1n) : priceMicros(whole);
};
