// What happens in a small world: the gate approves orders, the venue fills, settles and fails them,
// the real ledger books what happens, and a restart leaves only what was stored.

import { ledgerCodec } from '../../lib/adapters/dynamo/codec/ledger-state.ts';
import { decodeStored } from '../../lib/adapters/dynamo/codec/json.ts';
import { encodeLedger } from '../../lib/adapters/dynamo/stored-state.ts';
import { positionsOf } from '../../lib/accounting/positions.ts';
import { postFills } from '../../lib/accounting/post-fills.ts';
import { takerFee } from '../../lib/domain/fees.ts';
import { gate } from '../../lib/risk/risk-manager.ts';
import { orderId, tradeId } from '../../lib/units/ids.ts';
import { notional } from '../../lib/units/money.ts';
import { cents, shifted } from '../../lib/units/price.ts';
import { isPositive, larger, minus, sumOf } from '../../lib/units/quantity.ts';
import { microsOfShares, ORDER_LOT, shareMicros, ZERO_SHARES } from '../../lib/units/shares.ts';
import { epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { ZERO_USDC } from '../../lib/units/usdc.ts';
import { FEE, orderOf } from './cases.ts';
import { NOW, wish } from './contexts.ts';
import { contextOf } from './worlds.ts';
import type { Fill, TradeStatus } from '../../lib/domain/fill.ts';
import type { DesiredOrder, Order, RestingOrder, Strategy } from '../../lib/domain/order.ts';
import type { PriceMicros } from '../../lib/units/price.ts';
import type { ShareMicros } from '../../lib/units/quantity.ts';
import type { Instruction } from './cases.ts';
import type { ShortSale, World } from './worlds.ts';

/** An order that a strategy wishes for. Numbers that choose among things wrap around. */
export type Wish =
  | { readonly kind: 'buy'; readonly order: Instruction; readonly strategy: Strategy }
  | {
      readonly kind: 'sell';
      readonly which: number;
      readonly percent: number;
      readonly cents: number;
      readonly liquidity: Order['liquidity'];
      readonly strategy: Strategy;
    };

/** A fill of an order at work. */
export type FillChoice = {
  readonly which: number;
  readonly percent: number;
  /** By how many cents better than the limit, where the order may take. */
  readonly better: number;
};

/** Something that happens. */
export type Step =
  | {
      /** The gate judges all wishes at once, and some orders fill before it is asked again. */
      readonly kind: 'cycle';
      readonly wishes: readonly Wish[];
      readonly certainty: RestingOrder['certainty'];
      readonly fills: readonly FillChoice[];
    }
  | { readonly kind: 'fill'; readonly fill: FillChoice }
  | {
      readonly kind: 'settle';
      readonly which: number;
      readonly status: Exclude<TradeStatus, 'MATCHED'>;
    }
  /** An order is gone: cancelled, or proven absent where its outcome was unknown. */
  | { readonly kind: 'cancel'; readonly which: number }
  /** All that is left of the books is their stored text. */
  | { readonly kind: 'restart' };

const chosen = <Value>(values: readonly Value[], which: number): Value | undefined =>
  values[which % Math.max(values.length, 1)];

const partOf = (whole: ShareMicros, percent: number): ShareMicros => {
  const lots = (microsOfShares(whole) / microsOfShares(ORDER_LOT)) * BigInt(percent);
  return shareMicros((lots < 100n ? 1n : lots / 100n) * microsOfShares(ORDER_LOT));
};

const saleOf = (world: World, wished: Extract<Wish, { kind: 'sell' }>): Order | undefined => {
  const held = [...positionsOf(world.ledger).values()].filter(({ shares }) => isPositive(shares));
  const position = chosen(held, wished.which);
  if (position === undefined) return undefined;
  const { condition, outcome, shares } = position;
  return orderOf({
    market: condition,
    side: 'SELL',
    outcome,
    shares: Number(microsOfShares(partOf(shares, wished.percent))) / 1_000_000,
    cents: wished.cents,
    liquidity: wished.liquidity,
  });
};

const desiredOf = (world: World, wishes: readonly Wish[]): readonly DesiredOrder[] =>
  wishes.flatMap((one) => {
    const order = one.kind === 'buy' ? orderOf(one.order) : saleOf(world, one);
    return order === undefined ? [] : [wish(order, { strategy: one.strategy })];
  });

const placed = (world: World, step: Extract<Step, { kind: 'cycle' }>): World => {
  const { approved } = gate(desiredOf(world, step.wishes), contextOf(world));
  const orders = approved.map(
    ({ order, desired }, index): RestingOrder => ({
      id: orderId(`order ${String(world.count)}.${String(index)}`),
      order,
      strategy: desired.strategy,
      remaining: order.size,
      expiration: { kind: 'never' },
      certainty: step.certainty,
    }),
  );
  return { ...world, resting: [...world.resting, ...orders] };
};

const traded = (world: World, one: RestingOrder, size: ShareMicros): Fill => ({
  trade: tradeId(`trade ${String(world.count)}.${String(world.fills.length)}`),
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

const taken = (fill: Fill, one: RestingOrder, better: number): Fill => {
  const price = improved(one, better);
  return { ...fill, price, fee: takerFee(FEE, fill.size, price), role: 'taker' };
};

// What a fill brings for shares that no lot has.
const shortSaleOf = ({ ledger }: World, fill: Fill): readonly ShortSale[] => {
  const { trade, condition, token, side, price, size } = fill;
  const lots = positionsOf(ledger).get(token)?.byStrategy ?? [];
  const held = sumOf(ZERO_SHARES, lots, ({ shares }) => larger(shares, ZERO_SHARES));
  if (side === 'BUY' || size <= held) return [];
  return [{ trade, condition, brought: notional(minus(size, held), price, 'up') }];
};

const filled = (world: World, { which, percent, better }: FillChoice): World => {
  const one = chosen(world.resting, which);
  if (one === undefined) return world;
  const size = partOf(one.remaining, percent);
  const made = traded(world, one, size);
  const fill = one.order.liquidity === 'may-take' ? taken(made, one, better) : made;
  const left = { ...one, remaining: minus(one.remaining, size) };
  const resting = world.resting.flatMap((other) => {
    if (other !== one) return [other];
    return isPositive(left.remaining) ? [left] : [];
  });
  return {
    ...booked(world, fill, one.strategy),
    resting,
    fills: [...world.fills, fill],
    shortSales: [...world.shortSales, ...shortSaleOf(world, fill)],
  };
};

const settled = (world: World, step: Extract<Step, { kind: 'settle' }>): World => {
  const trade = chosen([...world.ledger.pending.values()], step.which)?.trade;
  const fill = world.fills.find((other) => other.trade === trade);
  if (fill === undefined) return world;
  const isOver = step.status === 'CONFIRMED';
  const shortSales = world.shortSales.filter((sale) => !isOver || sale.trade !== trade);
  return { ...booked(world, { ...fill, status: step.status }, 'MM'), shortSales };
};

const restarted = (world: World): World => {
  const decoded = decodeStored(ledgerCodec, 'STATE', JSON.parse(encodeLedger(world.ledger)));
  if (!decoded.ok) throw new Error(`the books cannot be read: ${JSON.stringify(decoded.error)}`);
  return { ...world, ledger: decoded.value };
};

const moved = (world: World, step: Step): World => {
  switch (step.kind) {
    case 'cycle':
      return step.fills.reduce(filled, placed(world, step));
    case 'fill':
      return filled(world, step.fill);
    case 'settle':
      return settled(world, step);
    case 'cancel':
      return { ...world, resting: world.resting.filter((_, index) => index !== step.which) };
    case 'restart':
      return restarted(world);
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
