// What the venue's reads say about own orders, in few words, and what that makes of an intent.

import { known } from '../../lib/domain/observed.ts';
import { settleIntents } from '../../lib/execution/settle.ts';
import { seconds } from '../../lib/units/time.ts';
import { ZERO_SHARES } from '../../lib/units/shares.ts';
import { LONG_AGO, LONG_LIVED, NOW } from './orders.ts';
import type { Intent } from '../../lib/domain/intent.ts';
import type { OpenOrder } from '../../lib/domain/order.ts';
import type { OrdersSeen } from '../../lib/execution/settle.ts';

export const openOrder = (one: Intent, changes: Partial<OpenOrder> = {}): OpenOrder => ({
  id: one.id,
  condition: one.order.condition,
  token: one.order.token,
  outcome: one.order.outcome,
  side: one.order.side,
  price: one.order.price,
  originalSize: one.order.size,
  matchedSize: ZERO_SHARES,
  status: 'LIVE',
  expiration: LONG_LIVED,
  ...changes,
});

export const seen = (changes: Partial<OrdersSeen> = {}): OrdersSeen => ({
  now: NOW,
  look: 'first',
  engine: 'up',
  openOrders: known([], NOW),
  fills: 'known',
  fillsBookedFrom: LONG_AGO,
  lookups: new Map(),
  requestTimeout: seconds(10),
  ...changes,
});

export const lookedUp = (one: Intent, answer: OpenOrder | null): OrdersSeen['lookups'] =>
  new Map([[one.id, known(answer, NOW)]]);

export const phaseOf = (one: Intent, what: OrdersSeen): Intent['phase'] | string => {
  const { open, settled } = settleIntents([one], what);
  return open[0]?.phase ?? settled[0]?.end ?? 'lost';
};
