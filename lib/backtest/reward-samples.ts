// Once a minute: which of our resting orders score in their market's reward program, and for what.

import { bookSideOf } from '../domain/market.ts';
import { openSizeOf } from '../domain/order.ts';
import { amountOf, directionOf, keyOf } from '../simulation/micros.ts';
import { sampleReward, SCORING_AGE_MS } from './liquidity-rewards.ts';
import type { RewardTerms, Universe } from '../domain/market.ts';
import type { OpenOrder } from '../domain/order.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';
import type { ConditionId, OrderId } from '../units/ids.ts';
import type { Quoted } from './liquidity-rewards.ts';

type Paid = Extract<RewardTerms, { readonly kind: 'paid' }>;

/** The markets that pay rewards, as far as the tape says so. */
export const paidMarkets = (universe: Universe): ReadonlyMap<ConditionId, Paid> =>
  new Map(
    [...universe.markets.values()].flatMap(({ condition, rewards }) =>
      rewards.kind === 'paid' ? [[condition, rewards] as const] : [],
    ),
  );

const quotedAs = (order: OpenOrder): Quoted => ({
  side: bookSideOf(order.side, order.outcome),
  key: keyOf(directionOf(order.side), order.price),
  size: amountOf(openSizeOf(order)),
});

/** Orders at one moment, and since when each of them rests. Unit: ms since 1970. */
export type Sampled = {
  readonly at: number;
  readonly resting: readonly OpenOrder[];
  readonly since: (id: OrderId) => number | undefined;
};

/**
 * What one sample of all markets pays.
 * Unit: 10^-6 dollar, an estimate.
 */
export const sampleAll = (
  venue: Pick<SimulatedVenue, 'recorded'>,
  paid: ReadonlyMap<ConditionId, Paid>,
  { at, resting, since }: Sampled,
): number => {
  const scoring = resting.filter(({ id }) => at - (since(id) ?? at) >= SCORING_AGE_MS);
  let micros = 0;
  for (const [condition, orders] of Map.groupBy(scoring, (order) => order.condition)) {
    const [terms, book] = [paid.get(condition), venue.recorded(condition)];
    if (terms === undefined || book === null) continue;
    micros += sampleReward(terms, book, orders.map(quotedAs));
  }
  return micros;
};
