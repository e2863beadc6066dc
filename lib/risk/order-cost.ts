// What an order can take: the money that a BUY may cost, and the shares that any order may move.

import { takerFeeMax } from '../domain/fees.ts';
import { namesMoney } from '../domain/order.ts';
import { faceValue, notional, sharesFor } from '../units/money.ts';
import { price } from '../units/price.ts';
import { plus } from '../units/quantity.ts';
import type { FeeSchedule } from '../domain/market.ts';
import type { Order } from '../domain/order.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';

/** A fee schedule, or none because the market is not in the universe. */
export type KnownFee = FeeSchedule | undefined;

/**
 * The most that a BUY can cost: its limit price, and the largest fee if it may take. Under an
 * unknown schedule it is the face value, which no price with its fee exceeds.
 * Rounding: up.
 */
export const buyCostMax = (
  order: Pick<Order, 'price' | 'liquidity'>,
  size: ShareMicros,
  fee: KnownFee,
): UsdcMicros => {
  const cost = notional(size, order.price, 'up');
  if (order.liquidity === 'post-only') return cost;
  return fee === undefined ? faceValue(size) : plus(cost, takerFeeMax(fee, size, order.price));
};

// The lowest price there is: the smallest tick.
const PRICE_MIN = price('0.0001');

/**
 * The most shares that an order may move. A BUY that cannot rest names its money, not its shares:
 * at better prices it brings more of them.
 */
export const sharesMovedMax = (
  order: Pick<Order, 'side' | 'price' | 'timeInForce'>,
  size: ShareMicros,
): ShareMicros =>
  namesMoney(order) ? sharesFor(notional(size, order.price, 'up'), PRICE_MIN, 'up') : size;
