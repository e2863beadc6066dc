// A small world in which orders live: the gate approves them, the venue fills, settles and fails
// them, and the real ledger books what happens.

import { emptyLedger, recordEvent } from '../../lib/accounting/ledger.ts';
import { postFills } from '../../lib/accounting/post-fills.ts';
import { positionsOf } from '../../lib/accounting/positions.ts';
import { known } from '../../lib/domain/observed.ts';
import { computeExposures } from '../../lib/risk/exposure.ts';
import { gate } from '../../lib/risk/risk-manager.ts';
import { orderId, tradeId } from '../../lib/units/ids.ts';
import { cents, shifted } from '../../lib/units/price.ts';
import { isPositive, minus } from '../../lib/units/quantity.ts';
import { microsOfShares, ORDER_LOT, shareMicros, ZERO_SHARES } from '../../lib/units/shares.ts';
import { epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { orderOf } from './cases.ts';
import { ANY_PRICE, contextWith, LIMITS, NOW, quotes, wish } from './contexts.ts';
import type { Exposures } from '../../lib/domain/decision.ts';
import type { Fill } from '../../lib/domain/fill.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { Limits } from '../../lib/domain/limits.ts';
import type { Universe } from '../../lib/domain/market.ts';
import type { Order, RestingOrder, Strategy } from '../../lib/domain/order.ts';
import type { GateContext } from '../../lib/risk/gate-context.ts';
import type { PriceMicros } from '../../lib/units/price.ts';
import type { ShareMicros } from '../../lib/units/quantity.ts';
import type { Instruction } from './cases.ts';

/** Something that happens. Numbers that choose among things wrap around. */
export type Step =
  | { readonly kind: 'buy'; readonly order: Instruction; readonly strategy: Strategy }
  | {
      readonly kind: 'sell';
      readonly which: number;
      readonly percent: number;
      readonly cents: number;
      readonly strategy: Strategy;
    }
  | {
      readonly kind: 'fill';
      readonly which: number;
      readonly percent: number;
      /** By how many cents better than the limit. */
      readonly better: number;
    }
  | { readonly kind: 'settle'; readonly which: number; readonly status: 'CONFIRMED' | 'FAILED' }
  | { readonly kind: 'cancel'; readonly which: number };

/** The state of the world. */
export type World = {
  readonly universe: Universe;
  readonly limits: Limits;
  readonly ledger: LedgerState;
  readonly resting: readonly RestingOrder[];
  /** The fills as the venue shows them, to show them again when they settle. */
  readonly fills: readonly Fill[];
  readonly count: number;
};

/** A world with cash and nothing else. */
export const emptyWorld = (universe: Universe): World => ({
  universe,
  limits: { ...LIMITS, slippageMax: ANY_PRICE },
  ledger: recordEvent(emptyLedger(NOW), {
    eventId: 'opening',
    at: NOW,
    event: { kind: 'opening', cash: usdc('10000') },
  }).state,
  resting: [],
  fills: [],
  count: 0,
});

const chosen = <Value>(values: readonly Value[], which: number): Value | undefined =>
  values[which % Math.max(values.length, 1)];

const booksOf = ({ universe, ledger, resting }: World) => ({
  universe,
  positions: positionsOf(ledger),
  resting,
  pending: ledger.pending,
});

/** The exposures of the world as it stands. */
export const exposuresIn = (world: World): Exposures => computeExposures(booksOf(world));

const contextOf = (world: World): GateContext => {
  const { positions, resting, pending, universe } = booksOf(world);
  const tokens = [...universe.tokens.keys()];
  const context = contextWith([], { limits: world.limits });
  const shares = tokens.map((token) => {
    const position = positions.get(token);
    const settled =
      position === undefined ? ZERO_SHARES : minus(position.shares, position.pendingIn);
    return [token, settled] as const;
  });
  return {
    ...context,
    universe,
    books: new Map(tokens.map((token) => [token, quotes(token, '0.49', '0.51')])),
    balances: known({ cash: context.portfolio.cash, shares: new Map(shares) }, NOW),
    portfolio: { cash: context.portfolio.cash, positions, resting, pending },
  };
};

const wished = (world: World, order: Order, strategy: Strategy): World => {
  const { approved } = gate([wish(order, { strategy })], contextOf(world));
  const placed = approved.map(
    (one): RestingOrder => ({
      id: orderId(`order ${String(world.count)}`),
      order: one.order,
      strategy,
      remaining: one.order.size,
      expiration: { kind: 'never' },
      certainty: 'confirmed',
    }),
  );
  return { ...world, resting: [...world.resting, ...placed] };
};

const partOf = (whole: ShareMicros, percent: number): ShareMicros => {
  const lots = (microsOfShares(whole) / microsOfShares(ORDER_LOT)) * BigInt(percent);
  return shareMicros((lots < 100n ? 1n : lots / 100n) * microsOfShares(ORDER_LOT));
};

const sold = (world: World, step: Extract<Step, { kind: 'sell' }>): World => {
  const held = [...positionsOf(world.ledger).values()].filter(({ shares }) => isPositive(shares));
  const position = chosen(held, step.which);
  if (position === undefined) return world;
  const { condition, outcome, shares } = position;
  const order = orderOf({
    market: condition,
    side: 'SELL',
    outcome,
    shares: Number(microsOfShares(partOf(shares, step.percent))) / 1_000_000,
    cents: step.cents,
    liquidity: 'post-only',
  });
  return wished(world, order, step.strategy);
};

const traded = (world: World, one: RestingOrder, size: ShareMicros): Fill => ({
  trade: tradeId(`trade ${String(world.count)}`),
  order: one.id,
  condition: one.order.condition,
  token: one.order.token,
  outcome: one.order.outcome,
  side: one.order.side,
  price: one.order.price,
  size,
  fee: ZERO_USDC,
  role: 'maker',
  status: 'MATCHED',
  matchedAt: epochMs(msOfEpoch(NOW) + BigInt(world.count)),
});

const booked = (world: World, fill: Fill, strategy: Strategy): World => ({
  ...world,
  ledger: postFills(world.ledger, [fill], () => strategy).state,
});

const improved = ({ order }: RestingOrder, better: number): PriceMicros =>
  shifted(order.price, cents(order.side === 'BUY' ? -better : better)) ?? order.price;

const filled = (world: World, step: Extract<Step, { kind: 'fill' }>): World => {
  const one = chosen(world.resting, step.which);
  if (one === undefined) return world;
  const size = partOf(one.remaining, step.percent);
  const price = one.order.liquidity === 'may-take' ? improved(one, step.better) : one.order.price;
  const fill = { ...traded(world, one, size), price };
  const left = { ...one, remaining: minus(one.remaining, size) };
  const resting = world.resting.flatMap((other) => {
    if (other !== one) return [other];
    return isPositive(left.remaining) ? [left] : [];
  });
  return { ...booked(world, fill, one.strategy), resting, fills: [...world.fills, fill] };
};

const settled = (world: World, step: Extract<Step, { kind: 'settle' }>): World => {
  const trade = chosen([...world.ledger.pending.values()], step.which)?.trade;
  const fill = world.fills.find((other) => other.trade === trade);
  return fill === undefined ? world : booked(world, { ...fill, status: step.status }, 'MM');
};

const moved = (world: World, step: Step): World => {
  switch (step.kind) {
    case 'buy':
      return wished(world, orderOf(step.order), step.strategy);
    case 'sell':
      return sold(world, step);
    case 'fill':
      return filled(world, step);
    case 'settle':
      return settled(world, step);
    case 'cancel':
      return { ...world, resting: world.resting.filter((_, index) => index !== step.which) };
  }
};

/** Lets a step happen. */
export const stepped = (world: World, step: Step): World => ({
  ...moved(world, step),
  count: world.count + 1,
});

/** Books a purchase that has settled, as if it had been there before. */
export const holding = (world: World, bought: Instruction, strategy: Strategy): World => {
  const order = orderOf(bought);
  const one: RestingOrder = {
    id: orderId('before'),
    order,
    strategy,
    remaining: order.size,
    expiration: { kind: 'never' },
    certainty: 'confirmed',
  };
  const fill: Fill = { ...traded(world, one, order.size), status: 'CONFIRMED' };
  return { ...booked(world, fill, strategy), count: world.count + 1 };
};
