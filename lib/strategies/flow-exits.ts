// How flow following gets out: by profit, by stop or by time, whichever comes first, whether or not
// it still may enter. A plan is made at the entry and belongs to the shares that it brought: where
// nothing filled, nothing of it stays.

import { minimumSize } from '../domain/minimum-size.ts';
import { horizonOf } from '../domain/market.ts';
import { formatPrice, higherPrice, offsetBetween } from '../units/price.ts';
import { isPositive, isZero, minus, smaller } from '../units/quantity.ts';
import { formatShares, ZERO_SHARES } from '../units/shares.ts';
import { blindPrices } from './blind-prices.ts';
import { asTraded, reliableBook, sharesBid } from './book-depth.ts';
import { feePerShare, inCents, pricesOf } from './flow-edge.ts';
import { followedOf } from './followed.ts';
import { averageCost } from './holdings.ts';
import { reductionSize } from './sizing.ts';
import { inWords, sellLimit, takingOrder } from './taking.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { Market, Outcome } from '../domain/market.ts';
import type { DesiredOrder } from '../domain/order.ts';
import type { FlowFollowingParameters } from '../domain/parameters.ts';
import type { FlowExit } from '../domain/strategy-memory.ts';
import type { ConditionId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { PriceOffset } from '../units/quantity.ts';
import type { OutcomePrices } from './flow-edge.ts';
import type { Followed } from './followed.ts';
import type { Concern } from './notices.ts';

type Trigger = {
  readonly reference: PriceMicros;
  readonly limit: PriceMicros;
  readonly why: string;
};

// One invalid book may be a flicker; the second one in a row is not waited out by a lot whose time
// is over.
const INVALID_CYCLES_MIN = 2;

/** What a share nets over its cost when sold at the bid, with the fees of both fills. */
const profitAtBid = (market: Market, bid: PriceMicros, cost: PriceMicros): PriceOffset =>
  minus(
    minus(offsetBetween(bid, cost), feePerShare(market.fee, bid)),
    feePerShare(market.fee, cost),
  );

/** Why a lot has to go at whatever is bid within the slippage. */
const causeOf = (
  view: StrategyView,
  { plan }: Followed,
  fair: PriceMicros,
): 'stop' | 'time' | null => {
  if (offsetBetween(plan.entryFair, fair) >= plan.stopLoss) return 'stop';
  return view.snapshot.now >= plan.exitBy ? 'time' : null;
};

const triggerOf = (
  view: StrategyView,
  followed: Followed,
  step: { readonly market: Market; readonly prices: OutcomePrices },
): Trigger | undefined => {
  const { plan, lot } = followed;
  const { market, prices } = step;
  const { fair, bid } = prices;
  const limit = sellLimit({ reference: fair, slippage: view.slippage, tick: market.tick });
  if (limit === undefined) return undefined;
  const cause = causeOf(view, followed, fair);
  if (cause !== null) {
    const entry = formatPrice(plan.entryFair);
    return {
      reference: fair,
      limit,
      why: `${cause}: fair ${formatPrice(fair)} from ${entry} at entry`,
    };
  }
  const profit = profitAtBid(market, bid, averageCost(lot));
  if (profit < plan.takeProfit) return undefined;
  return {
    reference: fair,
    limit: higherPrice(limit, bid),
    why: `take-profit: bid ${formatPrice(bid)} nets ${inCents(profit)} c a share after fees`,
  };
};

const isOverdueBlind = (view: StrategyView, { plan, position }: Followed): boolean =>
  view.snapshot.now >= plan.exitBy &&
  view.fair.get(position.condition)?.kind !== 'valid' &&
  (view.memory.markets.get(position.condition)?.invalidCycles ?? 0) >= INVALID_CYCLES_MIN;

/** Without a valid price for long, time alone is left. */
const blindTrigger = (
  view: StrategyView,
  followed: Followed,
  market: Market,
): Trigger | undefined => {
  const blind = blindPrices(view, market, followed.position.outcome);
  if (blind?.bid === undefined || !isOverdueBlind(view, followed)) return undefined;
  const { last, bid, reference } = blind;
  const limit = sellLimit({ reference, slippage: view.slippage, tick: market.tick });
  const why = `time: no valid book, last fair ${formatPrice(last)}, bid ${formatPrice(bid)}`;
  return limit === undefined ? undefined : { reference, limit, why };
};

const exitOf = (view: StrategyView, followed: Followed): readonly DesiredOrder[] => {
  const { position, lot } = followed;
  const { condition, outcome, token } = position;
  const listed = view.universe.markets.get(condition);
  const fair = view.fair.get(condition);
  if (listed?.status.kind !== 'accepting') return [];
  const market = asTraded(view, listed);
  const trigger =
    fair?.kind === 'valid'
      ? triggerOf(view, followed, { market, prices: pricesOf(fair, outcome) })
      : blindTrigger(view, followed, market);
  const book = reliableBook(view, market, outcome);
  if (trigger === undefined || book === undefined) return [];
  const { limit, why, reference } = trigger;
  const size = reductionSize({
    wanted: lot.shares,
    available: smaller(view.sellable.get(token) ?? ZERO_SHARES, sharesBid(book, limit)),
    held: lot.shares,
    minimum: minimumSize(market.sizeMin, { price: limit, liquidity: 'may-take' }),
  });
  if (isZero(size)) return [];
  const order = takingOrder(market, { outcome, side: 'SELL', price: limit, size });
  return [
    {
      order,
      strategy: 'FF',
      reason: `${why}: ${inWords(order)}`,
      reference,
      slippage: { kind: 'preset' },
      signal: { kind: 'none' },
      liveUntilMax: horizonOf(market),
    },
  ];
};

const exitsOf = (view: StrategyView, followed: readonly Followed[]): readonly DesiredOrder[] =>
  view.tradingState === 'HALTED' ? [] : followed.flatMap((each) => exitOf(view, each));

/**
 * Tells whether flow following has to sell an outcome in this cycle, so that a higher strategy that
 * only quotes there can leave it that side of the book.
 */
export const isExitDue = (
  view: StrategyView,
  params: FlowFollowingParameters,
  of: { readonly condition: ConditionId; readonly outcome: Outcome },
): boolean =>
  exitsOf(
    view,
    followedOf(view, params).filter(
      ({ position }) => position.condition === of.condition && position.outcome === of.outcome,
    ),
  ).length > 0;

// Shares that are still on their way cannot be sold yet, which is no concern.
const whyStuck = (view: StrategyView, followed: Followed): string | null => {
  const { condition, outcome, pendingIn } = followed.position;
  if (isOverdueBlind(view, followed))
    return 'past their time, and no valid book shows a price to sell at';
  const fair = view.fair.get(condition);
  const cause =
    fair?.kind === 'valid' ? causeOf(view, followed, pricesOf(fair, outcome).fair) : null;
  return cause === null || view.tradingState === 'HALTED' || isPositive(pendingIn)
    ? null
    : `past their ${cause}, and nothing is bid within the slippage or other orders offer them`;
};

const overdueConcerns = (
  view: StrategyView,
  followed: readonly Followed[],
  desired: readonly DesiredOrder[],
): readonly Concern[] =>
  followed.flatMap((each) => {
    const { condition, token, outcome } = each.position;
    const market = view.universe.markets.get(condition);
    const isLeaving = desired.some(({ order }) => order.token === token);
    const why = whyStuck(view, each);
    if (market === undefined || isLeaving || why === null) return [];
    if (each.lot.shares < market.sizeMin) return [];
    const text =
      `${formatShares(each.lot.shares)} ${outcome} of ${market.slug} are ${why}; ` +
      'held, tried again each cycle';
    return [{ condition, topic: 'overdue', text }];
  });

/** What flow following does about what it holds. */
export type FlowExits = {
  readonly desired: readonly DesiredOrder[];
  /** The plans of what it holds or may still get. */
  readonly plans: readonly FlowExit[];
  /** What should be gone and cannot be sold. */
  readonly concerns: readonly Concern[];
};

/** The exits of this cycle. */
export const flowExits = (view: StrategyView, params: FlowFollowingParameters): FlowExits => {
  const followed = followedOf(view, params);
  const working = view.memory.flowExits.filter(
    (plan) =>
      !followed.some(({ position }) => position.token === plan.token) &&
      view.portfolio.resting.some(
        ({ strategy, order }) => strategy === 'FF' && order.token === plan.token,
      ),
  );
  const desired = exitsOf(view, followed);
  return {
    desired,
    plans: [...followed.map(({ plan }) => plan), ...working],
    concerns: overdueConcerns(view, followed, desired),
  };
};
