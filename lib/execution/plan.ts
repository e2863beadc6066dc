// Wanted against resting with as few moves as possible: an order that is near enough to what is
// wanted stays, since cancelling it would burn its place in the queue.

import { compare, magnitude, minus } from '../units/quantity.ts';
import { offsetBetween, ticks } from '../units/price.ts';
import { scale } from '../units/ratio.ts';
import { outlivesNextPosting } from './expiration.ts';
import type { Tick } from '../units/price.ts';
import type { DurationMs, PriceOffset, ShareMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { EpochMs } from '../units/time.ts';
import type { OrderId, TokenId } from '../units/ids.ts';
import type { ApprovedOrder, DesiredOrder, Order, RestingOrder } from '../domain/order.ts';

/** How far a resting order may be from the wanted one and still stay. */
export type KeepTolerance = { readonly ticks: number; readonly size: Ratio };

/**
 * What is wanted: approved orders, and those that may not be sent just now although nothing speaks
 * against one that rests already.
 */
export type Wanted = {
  readonly approved: readonly ApprovedOrder[];
  readonly held: readonly DesiredOrder[];
};

/** A resting order that serves for a wanted one. */
export type Kept = {
  readonly resting: RestingOrder;
  readonly wanted: ApprovedOrder | DesiredOrder;
};

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

type Want = Kept['wanted'];

type Distance = { readonly price: PriceOffset; readonly size: ShareMicros };

const distance = (resting: RestingOrder, wanted: Want): Distance => ({
  price: magnitude(offsetBetween(resting.order.price, wanted.order.price)),
  size: magnitude(minus(resting.remaining, wanted.order.size)),
});

const withinTolerance = (resting: RestingOrder, wanted: Want, context: PlanContext): boolean => {
  const away = distance(resting, wanted);
  return (
    sameKind(resting.order, wanted.order) &&
    away.price <= ticks(context.tickOf(wanted.order.token), context.keep.ticks) &&
    away.size <= scale(wanted.order.size, context.keep.size, 'down') &&
    outlivesNextPosting(resting.expiration, context.now, context.cycle)
  );
};

type Candidate = Kept & { readonly away: Distance };

// Nearest pairs first, over all orders at once, and ties by what the orders are: were each wanted
// order to choose for itself, or the order of a list to decide, an early one could take what a
// later one needs, and the next cycle would shuffle them again.
const byNearness = (a: Candidate, b: Candidate): number => {
  if (a.away.price !== b.away.price) return compare(a.away.price, b.away.price);
  if (a.away.size !== b.away.size) return compare(a.away.size, b.away.size);
  const [one, other] = [a.wanted.order, b.wanted.order];
  if (one.price !== other.price) return one.price < other.price ? -1 : 1;
  if (one.size !== other.size) return one.size < other.size ? -1 : 1;
  return a.resting.id < b.resting.id ? -1 : 1;
};

const nearestFirst = (
  wanted: readonly Want[],
  resting: readonly RestingOrder[],
  context: PlanContext,
): readonly Candidate[] =>
  wanted
    .filter((want) => canRest(want.order))
    .flatMap((want) =>
      resting
        .filter((order) => withinTolerance(order, want, context))
        .map((order) => ({ resting: order, wanted: want, away: distance(order, want) })),
    )
    .toSorted(byNearness);

const pairUp = (candidates: readonly Kept[]): readonly Kept[] => {
  const taken = new Set<Want | OrderId>();
  return candidates.flatMap(({ resting, wanted }) => {
    if (taken.has(wanted) || taken.has(resting.id)) return [];
    taken.add(wanted).add(resting.id);
    return [{ resting, wanted }];
  });
};

const whyNotKept = (resting: RestingOrder, context: PlanContext): string =>
  outlivesNextPosting(resting.expiration, context.now, context.cycle)
    ? 'no longer wanted as it stands'
    : 'too short to live through the next cycle';

/**
 * Plans one strategy's moves. Orders of unknown outcome are neither kept nor cancelled: nothing may
 * be said of them before they are found.
 */
export const plan = (
  wanted: Wanted,
  resting: readonly RestingOrder[],
  context: PlanContext,
): Plan => {
  const confirmed = resting.filter((order) => order.certainty === 'confirmed');
  const keep = pairUp(nearestFirst([...wanted.approved, ...wanted.held], confirmed, context));
  const kept = new Set(keep.map((pair) => pair.resting.id));
  const served = new Set<Want>(keep.map((pair) => pair.wanted));
  const place = wanted.approved.filter((want) => !served.has(want));
  const cancel = confirmed
    .filter((order) => !kept.has(order.id))
    .map((order) => ({ id: order.id, reason: whyNotKept(order, context) }));
  return { keep, cancel, place };
};
