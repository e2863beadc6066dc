// What an incoming order finds in the recorded book. Nothing is taken by looking; the caller takes
// what it executes, so that the same liquidity is never matched twice.

import { divide } from '../units/fixed-point.ts';
import { notional, sharesFor } from '../units/money.ts';
import { isPositive, minus, plus, smaller } from '../units/quantity.ts';
import { microsOfShares, shareMicros, ZERO_SHARES } from '../units/shares.ts';
import { microsOfUsdc, usdcMicros } from '../units/usdc.ts';
import { priceAt, sharesOf, UNIT } from './micros.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { KeyedLevel, Ladder } from './ladder.ts';
import type { Direction } from './micros.ts';

/** One execution against one recorded level: the level's key, and our price and size. */
export type Slice = {
  readonly key: number;
  readonly price: PriceMicros;
  readonly size: ShareMicros;
};

/** What an order found. It is complete when liquidity was not what ended it. */
export type Match = { readonly slices: readonly Slice[]; readonly isComplete: boolean };

/** An order as it looks at the opposite side: its direction and the key of its limit. */
export type Approach = { readonly direction: Direction; readonly key: number };

/** How much an order wants: shares, or for a market BUY the dollars it spends. */
export type Want =
  | { readonly kind: 'shares'; readonly size: ShareMicros }
  | { readonly kind: 'dollars'; readonly amount: UsdcMicros };

/** Nothing found. */
export const NO_MATCH: Match = { slices: [], isComplete: false };

// Both amounts of a market BUY are cut: dollars to cents, shares to 4 decimals.
// Source: venue error 'invalid amounts, the market buy orders maker amount ...', read 2026-11-22.
const CENT_MICROS = 10_000n;
const MARKET_SHARE_STEP = 100n;

/**
 * The dollars that a FOK or FAK BUY spends. Such an order names its dollars and the worst price,
 * and buys as many shares as they pay for, which at better prices are more than its size says.
 * Rounding: down to cents.
 * Source: clob-client issue 134 and rs-clob-client-v2 issue 79, read 2026-11-22.
 */
export const marketBuyAmount = (size: ShareMicros, price: PriceMicros): UsdcMicros => {
  const exact = microsOfUsdc(notional(size, price, 'down'));
  return usdcMicros(divide(exact, CENT_MICROS, 'down') * CENT_MICROS);
};

const affordable = (amount: UsdcMicros, price: PriceMicros): ShareMicros => {
  const exact = microsOfShares(sharesFor(amount, price, 'down'));
  return shareMicros(divide(exact, MARKET_SHARE_STEP, 'down') * MARKET_SHARE_STEP);
};

const wantedAt = (want: Want, price: PriceMicros): ShareMicros =>
  want.kind === 'shares' ? want.size : affordable(want.amount, price);

const less = (want: Want, slice: Slice): Want =>
  want.kind === 'shares'
    ? { kind: 'shares', size: minus(want.size, slice.size) }
    : { kind: 'dollars', amount: minus(want.amount, notional(slice.size, slice.price, 'up')) };

/** Finds what an order would take from levels of the opposite side, best level first. */
export const findMatch = (
  opposite: readonly KeyedLevel[],
  approach: Approach,
  wanted: Want,
): Match => {
  const slices: Slice[] = [];
  let want = wanted;
  for (const level of opposite) {
    if (level.key + approach.key < UNIT) return { slices, isComplete: false };
    const price = priceAt(approach.direction, UNIT - level.key);
    const found = wantedAt(want, price);
    if (!isPositive(found)) return { slices, isComplete: true };
    const slice = { key: level.key, price, size: smaller(found, sharesOf(level.size)) };
    slices.push(slice);
    want = less(want, slice);
    if (slice.size === found) return { slices, isComplete: true };
  }
  return { slices, isComplete: false };
};

/** The shares of all slices. */
export const sizeOf = (slices: readonly Slice[]): ShareMicros =>
  slices.reduce((total, slice) => plus(total, slice.size), ZERO_SHARES);

/** Remembers what was executed as gone from the recorded side. */
export const takeSlices = (opposite: Ladder, slices: readonly Slice[]): void => {
  for (const { key, size } of slices) opposite.take(key, Number(microsOfShares(size)));
};
