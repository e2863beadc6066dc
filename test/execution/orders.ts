// Orders for the tests of this folder, built from as few words as possible.

import { complement, price, tick } from '../../lib/units/price.ts';
import { conditionId, orderId, tokenId } from '../../lib/units/ids.ts';
import { epochMs } from '../../lib/units/time.ts';
import { shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import type { Intent } from '../../lib/domain/intent.ts';
import type {
  ApprovedOrder,
  DesiredOrder,
  Order,
  RestingOrder,
  SignedOrder,
} from '../../lib/domain/order.ts';
import type { PlanContext } from '../../lib/execution/plan.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { seconds } from '../../lib/units/time.ts';

export const NOW = epochMs(1_750_000_000_000n);
export const LONG_AGO = epochMs(0n);
export const MARKET = conditionId('0xmarket');
export const YES = tokenId('1');
export const NO = tokenId('2');

export const order = (changes: Partial<Order> = {}): Order => ({
  condition: MARKET,
  token: changes.outcome === 'NO' ? NO : YES,
  outcome: 'YES',
  side: 'BUY',
  price: price('0.5'),
  size: shares('100'),
  timeInForce: 'GTD',
  liquidity: 'post-only',
  ...changes,
});

export const desired = (changes: Partial<Order> = {}): DesiredOrder => ({
  order: order(changes),
  strategy: 'MM',
  reason: 'a test',
  reference: changes.outcome === 'NO' ? complement(price('0.5')) : price('0.5'),
  slippage: { kind: 'preset' },
  signal: { kind: 'none' },
  liveUntilMax: { kind: 'unknown' },
});

/** Stands in for the risk manager, whose own tests show that nothing else can make one. */
export const approved = (
  changes: Partial<Order> = {},
  effect: ApprovedOrder['effect'] = 'adding',
): ApprovedOrder => ({ desired: desired(changes), order: order(changes), effect }) as ApprovedOrder;

export const LONG_LIVED = { kind: 'at', at: epochMs(1_750_000_000_000n + 600_000n) } as const;

export const resting = (
  id: string,
  changes: Partial<Order> = {},
  more: Partial<RestingOrder> = {},
): RestingOrder => ({
  id: orderId(id),
  order: order(changes),
  strategy: 'MM',
  remaining: order(changes).size,
  expiration: LONG_LIVED,
  certainty: 'confirmed',
  ...more,
});

export const intent = (id: string, changes: Partial<Intent> = {}): Intent => ({
  id: orderId(id),
  strategy: 'MM',
  reason: 'a test',
  effect: 'adding',
  order: order(),
  reference: price('0.5'),
  expiration: LONG_LIVED,
  signal: { kind: 'none' },
  body: `body of ${id}`,
  attempt: 1,
  journaledAt: NOW,
  sendableUntil: NOW,
  phase: { kind: 'resting' },
  filled: ZERO_SHARES,
  reversed: ZERO_SHARES,
  matched: ZERO_SHARES,
  ...changes,
});

export const signed = (id: string, changes: Partial<SignedOrder> = {}): SignedOrder => ({
  id: orderId(id),
  approved: approved(),
  expiration: LONG_LIVED,
  body: `body of ${id}`,
  ...changes,
});

export const PLAN_CONTEXT: PlanContext = {
  now: NOW,
  cycle: seconds(60),
  keep: { ticks: 1, size: ratio('0.25') },
  tickOf: () => tick('0.01'),
};
