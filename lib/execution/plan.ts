// Wanted against resting with as few moves as possible: an order that is near enough to what is
// wanted stays, since cancelling it would burn its place in the queue.

import { compare, magnitude, minus } from '../units/quantity.ts';
import { offsetBetween, ticks } from '../units/price.ts';
import { scale } from '../units/ratio.ts';
import { outlivesNextPosting } from './expiration.ts';
import type { Tick } from '../units/price.ts';
import type { DurationMs, PriceOffset } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { EpochMs } from '../units/time.ts';
import type { OrderId, TokenId } from '../units/ids.ts';
import type { ApprovedOrder, Order, RestingOrder } from '../domain/order.ts';

/** How far a resting order may be from the wanted one and still stay. */
export type KeepTolerance = { readonly ticks: number; readonly size: Ratio };

/** A resting order that serves for a wanted one. */
export type Kept = { readonly resting: RestingOrder; readonly wanted: ApprovedOrder };

/** What to do: leave, cancel, place. */
export type Plan = {
  readonly keep: readonly Kept[];
  readonly cancel: readonly { readonly id: OrderId; readonly reason: string }[];
  readonly place: readonly ApprovedOrder[];
};

/** What planning needs to know beside the orders. */
export type PlanContext = {
  readonly now: EpochMs;
  readonly cycle: DurationMs;
  readonly keep: KeepTolerance;
  readonly tickOf: (token: TokenId) => Tick;
};

const sameKind = (a: Order, b: Order): boolean =>
  a.token === b.token &&
  a.side === b.side &&
  a.timeInForce === b.timeInForce &&
  a.liquidity === b.liquidity;

const canRest = (order: Order): boolean =>
  order.timeInForce === 'GTC' || order.timeInForce === 'GTD';

const distance = (resting: RestingOrder, wanted: ApprovedOrder): PriceOffset =>
  magnitude(offsetBetween(resting.order.price, wanted.order.price));

const withinTolerance = (
  resting: RestingOrder,
  wanted: ApprovedOrder,
  context: PlanContext,
): boolean => {
  const sizeAway = magnitude(minus(resting.remaining, wanted.order.size));
  return (
    sameKind(resting.order, wanted.order) &&
    distance(resting, wanted) <= ticks(context.tickOf(wanted.order.token), context.keep.ticks) &&
    sizeAway <= scale(wanted.order.size, context.keep.size, 'down') &&
    outlivesNextPosting(resting.expiration, context.now, context.cycle)
  );
};

const closest = (
  candidates: readonly RestingOrder[],
  wanted: ApprovedOrder,
): RestingOrder | undefined =>
  candidates.toSorted((a, b) => compare(distance(a, wanted), distance(b, wanted)))[0];

const whyNotKept = (resting: RestingOrder, context: PlanContext): string =>
  outlivesNextPosting(resting.expiration, context.now, context.cycle)
    ? 'no longer wanted as it stands'
    : 'too short to live through the next cycle';

/**
 * Plans one strategy's moves. Orders of unknown outcome are neither kept nor cancelled: nothing may
 * be said of them before they are found.
 */
export const plan = (
  wanted: readonly ApprovedOrder[],
  resting: readonly RestingOrder[],
  context: PlanContext,
): Plan => {
  const confirmed = resting.filter((order) => order.certainty === 'confirmed');
  const kept = new Map<OrderId, Kept>();
  const place: ApprovedOrder[] = [];
  for (const want of wanted) {
    const candidates = confirmed.filter(
      (order) => !kept.has(order.id) && withinTolerance(order, want, context),
    );
    const match = canRest(want.order) ? closest(candidates, want) : undefined;
    if (match === undefined) place.push(want);
    else kept.set(match.id, { resting: match, wanted: want });
  }
  const cancel = confirmed
    .filter((order) => !kept.has(order.id))
    .map((order) => ({ id: order.id, reason: whyNotKept(order, context) }));
  return { keep: [...kept.values()], cancel, place };
};
