// Did the price go on in the direction of past signals? Every signal is measured once, acted on or
// not, and the mean of its category slowly replaces the prior belief that half a move continues.

import { roundEstimate } from '../units/fixed-point.ts';
import { microsOfOffset, offsetBetween, priceOffset } from '../units/price.ts';
import { after } from '../units/time.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { FlowFollowingParameters } from '../domain/parameters.ts';
import type {
  MarkoutStatistics,
  PendingMarkout,
  StrategyMemory,
} from '../domain/strategy-memory.ts';
import type { PriceMicros } from '../units/price.ts';
import type { PriceOffset } from '../units/quantity.ts';

/** The part of the memory that markouts live in. */
export type Markouts = Pick<StrategyMemory, 'pendingMarkouts' | 'markouts'>;

// Beyond this, signals come faster than they teach anything new.
const PENDING_MAX = 100;

const dollarsOf = (offset: PriceOffset): number => Number(microsOfOffset(offset)) / 1_000_000;

const validYes = (view: StrategyView, pending: PendingMarkout): PriceMicros | undefined => {
  const fair = view.fair.get(pending.condition);
  return fair?.kind === 'valid' ? fair.yes : undefined;
};

/** The move after a signal, positive in its direction. Unit: dollars per share. */
const moveAfter = (pending: PendingMarkout, yes: PriceMicros): number => {
  const up = dollarsOf(offsetBetween(yes, pending.fairAtSignal));
  return pending.direction === 'BUY' ? up : -up;
};

const folded = (
  markouts: readonly MarkoutStatistics[],
  category: string,
  move: number,
): readonly MarkoutStatistics[] => {
  const before = markouts.find((each) => each.category === category);
  const { count, meanMove } = before ?? { count: 0, meanMove: 0 };
  const mean = meanMove + (move - meanMove) / (count + 1);
  const others = markouts.filter((each) => each.category !== category);
  return [...others, { category, count: count + 1, meanMove: mean }];
};

/**
 * Measures the markouts that are due. One that cannot be measured waits as long again for a valid
 * price, then is dropped: a later move would be another quantity.
 */
export const measureMarkouts = (
  view: StrategyView,
  params: Pick<FlowFollowingParameters, 'markoutAfter'>,
): Markouts => {
  const { now } = view.snapshot;
  return view.memory.pendingMarkouts.reduce<Markouts>(
    (so, pending) => {
      if (now > after(pending.measureAt, params.markoutAfter)) return so;
      const yes = validYes(view, pending);
      if (now < pending.measureAt || yes === undefined)
        return { ...so, pendingMarkouts: [...so.pendingMarkouts, pending] };
      const move = moveAfter(pending, yes);
      return { ...so, markouts: folded(so.markouts, pending.category, move) };
    },
    { pendingMarkouts: [], markouts: view.memory.markouts },
  );
};

/** Adds markouts to be measured, as far as there is room. */
export const awaitMarkouts = (markouts: Markouts, added: readonly PendingMarkout[]): Markouts => ({
  ...markouts,
  pendingMarkouts: [...markouts.pendingMarkouts, ...added].slice(0, PENDING_MAX),
});

/**
 * The move to expect after a signal: a share of the observed one as the prior, shrunk towards the
 * category's measured mean with weight n / (n + prior count).
 * Rounding: down.
 */
export const expectedMove = (
  observed: PriceOffset,
  statistics: MarkoutStatistics | undefined,
  params: Pick<
    FlowFollowingParameters,
    'moveContinuation' | 'expectedMoveMax' | 'markoutPriorCount'
  >,
): PriceOffset => {
  const prior = Math.min(
    Number(microsOfOffset(observed)) * params.moveContinuation,
    Number(microsOfOffset(params.expectedMoveMax)),
  );
  const { count, meanMove } = statistics ?? { count: 0, meanMove: 0 };
  const weight = count / (count + params.markoutPriorCount);
  const expected = (1 - weight) * prior + weight * meanMove * 1_000_000;
  return priceOffset(roundEstimate(expected, 'down'));
};
