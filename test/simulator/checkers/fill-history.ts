// One fill of the checkers' market, and the caps that it just fills: ten shares at 0.4 and four
// dollars.

import { orderId, tradeId } from '../../../lib/units/ids.ts';
import { price } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { ZERO_USDC } from '../../../lib/units/usdc.ts';
import { MARKET } from './histories.ts';
import type { Fill } from '../../../lib/domain/fill.ts';

/** A purchase that is final. */
export const FILL: Fill = {
  trade: tradeId('t1'),
  order: orderId('0x01'),
  condition: MARKET.condition,
  token: MARKET.yes,
  outcome: 'YES',
  side: 'BUY',
  price: price('0.4'),
  size: shares('10'),
  fee: ZERO_USDC,
  role: 'maker',
  status: 'CONFIRMED',
  matchedAt: epochMs(5n),
};

/** What that purchase costs, in every scope. Unit: micros. */
export const CAPS = {
  total: 4_000_000n,
  market: 4_000_000n,
  event: 4_000_000n,
  category: 4_000_000n,
};
