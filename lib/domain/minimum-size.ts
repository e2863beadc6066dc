// The smallest order that the venue takes, which strategies plan with and the gate enforces.

import { sharesFor } from '../units/money.ts';
import { larger } from '../units/quantity.ts';
import { toLot } from '../units/shares.ts';
import { usdc } from '../units/usdc.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { Order } from './order.ts';

// The least notional of an order that takes.
// Source: venue, `invalid amount for a marketable BUY order, min size: $1`, read 2026-10.
const TAKING_MIN = usdc('1');

/**
 * The smallest size of an order that the venue takes: the market's minimum, and what a dollar buys
 * at the limit if the order may take.
 * Rounding: up to a lot.
 */
export const minimumSize = (
  marketMin: ShareMicros,
  order: Pick<Order, 'price' | 'liquidity'>,
): ShareMicros => {
  if (order.liquidity === 'post-only') return toLot(marketMin, 'up');
  return toLot(larger(marketMin, sharesFor(TAKING_MIN, order.price, 'up')), 'up');
};
