// What an order gives and takes, in whole millionths. The venue accepts only so many decimals, and
// a float loses a hundredth of a share now and then, so everything here is integer arithmetic with
// its rounding named.

import { namesMoney } from '../../../domain/order.ts';
import { toMultiple } from '../../../units/fixed-point.ts';
import { notional, sharesFor } from '../../../units/money.ts';
import { formatPrice, formatTick, isOnGrid, tick } from '../../../units/price.ts';
import { isPositive } from '../../../units/quantity.ts';
import { err, ok } from '../../../units/result.ts';
import { formatShares, microsOfShares, toLot } from '../../../units/shares.ts';
import { formatUsdc, microsOfUsdc, usdcMicros } from '../../../units/usdc.ts';
import type { Side } from '../../../domain/market.ts';
import type { Order } from '../../../domain/order.ts';
import type { PriceMicros, Tick } from '../../../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../../../units/quantity.ts';
import type { Result } from '../../../units/result.ts';

/** What the order's maker gives and gets: dollars for shares, or shares for dollars. */
export type OrderAmounts = {
  /** Unit: 10^-6 of what we give. */
  readonly maker: bigint;
  /** Unit: 10^-6 of what we get. */
  readonly taker: bigint;
};

/** Why no amounts can be given that the venue would accept. */
export type AmountError =
  | { readonly kind: 'OFF_TICK'; readonly price: string; readonly tick: string }
  | { readonly kind: 'NOTHING_LEFT'; readonly given: string; readonly step: string };

/** A price and the grid it must lie on. */
export type GridPrice = { readonly price: PriceMicros; readonly tick: Tick };

const CENT = 10_000n;

// A market BUY asks for at most four decimals of shares, three on the coarsest grid.
// Source: the venue's error `invalid amounts, the market buy orders maker amount supports a max
// accuracy of 2 decimals, taker amount a max of 4 decimals`; clob-client-v2 1.1.0, roundingConfig.
const SHARE_STEP = 100n;
const SHARE_STEP_ON_TENTHS = 1_000n;
const shareStep = (step: Tick): bigint =>
  step === tick('0.1') ? SHARE_STEP_ON_TENTHS : SHARE_STEP;

const checkGrid = ({ price, tick: step }: GridPrice): Result<GridPrice, AmountError> =>
  isOnGrid(price, step)
    ? ok({ price, tick: step })
    : err({ kind: 'OFF_TICK', price: formatPrice(price), tick: formatTick(step) });

const lotsOf = (size: ShareMicros): Result<ShareMicros, AmountError> => {
  const lots = toLot(size, 'down');
  return isPositive(lots)
    ? ok(lots)
    : err({ kind: 'NOTHING_LEFT', given: `${formatShares(size)} shares`, step: '0.01' });
};

const centsOf = (dollars: UsdcMicros): Result<UsdcMicros, AmountError> => {
  const whole = usdcMicros(toMultiple(microsOfUsdc(dollars), CENT, 'down'));
  return isPositive(whole)
    ? ok(whole)
    : err({ kind: 'NOTHING_LEFT', given: `${formatUsdc(dollars)} dollars`, step: '0.01' });
};

/**
 * The amounts of an order that names shares: every limit order, and a market SELL.
 * Rounding: shares down to a hundredth. Their price in dollars is exact, since no grid is finer
 * than a hundredth of a cent.
 * Refuses: a price off the grid, less than a hundredth of a share.
 */
export const amountsOfShares = (
  side: Side,
  size: ShareMicros,
  at: GridPrice,
): Result<OrderAmounts, AmountError> => {
  const grid = checkGrid(at);
  if (!grid.ok) return grid;
  const lots = lotsOf(size);
  if (!lots.ok) return lots;
  const shares = microsOfShares(lots.value);
  const dollars = microsOfUsdc(notional(lots.value, at.price, 'down'));
  return ok(side === 'BUY' ? { maker: dollars, taker: shares } : { maker: shares, taker: dollars });
};

/**
 * The amounts of a market BUY, which names the dollars to spend.
 * Rounding: dollars down to a cent, the shares asked for down to what the venue accepts.
 * Refuses: a price off the grid, less than a cent.
 */
export const amountsOfDollars = (
  dollars: UsdcMicros,
  at: GridPrice,
): Result<OrderAmounts, AmountError> => {
  const grid = checkGrid(at);
  if (!grid.ok) return grid;
  const spent = centsOf(dollars);
  if (!spent.ok) return spent;
  const shares = microsOfShares(sharesFor(spent.value, at.price, 'down'));
  return ok({
    maker: microsOfUsdc(spent.value),
    taker: toMultiple(shares, shareStep(at.tick), 'down'),
  });
};

/**
 * The amounts of one of our orders, which always name shares.
 * Rounding: the dollars of an immediate BUY down, so that it never spends more than was approved.
 */
export const amountsOf = (order: Order, step: Tick): Result<OrderAmounts, AmountError> => {
  const at = { price: order.price, tick: step };
  return namesMoney(order)
    ? amountsOfDollars(notional(order.size, order.price, 'down'), at)
    : amountsOfShares(order.side, order.size, at);
};
