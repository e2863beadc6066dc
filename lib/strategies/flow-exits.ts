// How flow following gets out: by profit, by stop or by time, whichever comes first, whether or not
// it still may enter. A plan is made at the entry and belongs to the shares that it brought: where
// nothing filled, nothing of it stays.

import { minimumSize } from '../domain/minimum-size.ts';
import { horizonOf, yesPrice } from '../domain/market.ts';
import { signalKey } from '../units/ids.ts';
import { formatPrice, higherPrice, offsetBetween } from '../units/price.ts';
import { isPositive, isZero, minus, smaller } from '../units/quantity.ts';
import { formatShares, ZERO_SHARES } from '../units/shares.ts';
import { after } from '../units/time.ts';
import { asTraded, reliableBook, sharesBid } from './book-depth.ts';
import { feePerShare, inCents, pricesOf } from './flow-edge.ts';
import { averageCost } from './holdings.ts';
import { reductionSize } from './sizing.ts';
import { inWords, sellLimit, takingOrder } from './taking.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { Market, Outcome } from '../domain/market.ts';
import type { DesiredOrder } from '../domain/order.ts';
import type { FlowFollowingParameters } from '../domain/parameters.ts';
import type { OwnedLot, Position } from '../domain/position.ts';
import type { FlowExit } from '../domain/strategy-memory.ts';
import type { ConditionId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { PriceOffset } from '../units/quantity.ts';
import type { OutcomePrices } from './flow-edge.ts';
import type { Concern } from './notices.ts';

/** Shares that flow following holds, with their plan. */
type Followed = {
  readonly position: Position;
  readonly lot: OwnedLot;
  readonly plan: FlowExit;
};

type Trigger = {
  readonly reference: PriceMicros;
  readonly limit: PriceMicros;
  readonly why: string;
};

// One invalid book may be a flicker; the second one in a row is not waited out by a lot whose time
// is over.
const INVALID_CYCLES_MIN = 2;

const ADOPTED = signalKey('adopted');

/** A lot whose plan was lost is watched from its average cost, as if entered now. */
const adopted = (
  view: StrategyView,
  params: FlowFollowingParameters,
  held: { readonly position: Position; readonly lot: OwnedLot },
): FlowExit => ({
  token: held.position.token,
  signal: ADOPTED,
  entryFair: averageCost(held.lot),
  takeProfit: params.takeProfit,
  stopLoss: params.stopLoss,
  exitBy: after(view.snapshot.now, params.holdMax),
});

const followedOf = (view: StrategyView, params: FlowFollowingParameters): readonly Followed[] =>
  [...view.portfolio.positions.values()].flatMap((position) =>
    position.byStrategy
      .filter((lot) => lot.strategy === 'FF' && isPositive(lot.shares))
      .map((lot) => {
        const plan = view.memory.flowExits.find((each) => each.token === position.token);
        return { position, lot, plan: plan ?? adopted(view, params, { position, lot }) };
      }),
  );

/** What a share nets over its cost when sold at the bid, with the fees of both fills. */
const profitAtBid = (market: Market, bid: PriceMicros, cost: PriceMicros): PriceOffset =>
  minus(
    minus(offsetBetween(bid, cost), feePerShare(market.fee, bid)),
    feePerShare(market.fee, cost),
  );

const triggerOf = (
  view: StrategyView,
  { plan, lot }: Followed,
  step: { readonly market: Market; readonly prices: OutcomePrices },
): Trigger | undefined => {
  const { market, prices } = step;
  const { fair, bid } = prices;
  const limit = sellLimit({ reference: fair, slippage: view.slippage, tick: market.tick });
  if (limit === undefined) return undefined;
  const entry = formatPrice(plan.entryFair);
  if (offsetBetween(plan.entryFair, fair) >= plan.stopLoss)
    return {
      reference: fair,
      limit,
      why: `stop: fair ${formatPrice(fair)} from ${entry} at entry`,
    };
  if (view.snapshot.now >= plan.exitBy)
    return {
      reference: fair,
      limit,
      why: `time: fair ${formatPrice(fair)} from ${entry} at entry`,
    };
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

/**
 * Without a valid price for long, time alone is left, and the last valid price to go by. The market
 * may have risen since: what is bid now is not given away for that price.
 */
const blindTrigger = (
  view: StrategyView,
  followed: Followed,
  market: Market,
): Trigger | undefined => {
  const { condition, outcome } = followed.position;
  const last = view.memory.markets.get(condition)?.lastValid ?? null;
  const bid = reliableBook(view, market, outcome)?.bids[0]?.price;
  if (last === null || bid === undefined || !isOverdueBlind(view, followed)) return undefined;
  const fair = yesPrice(last.yes, outcome);
  const reference = higherPrice(fair, bid);
  const limit = sellLimit({ reference, slippage: view.slippage, tick: market.tick });
  const why = `time: no valid book, last fair ${formatPrice(fair)}, bid ${formatPrice(bid)}`;
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

const overdueConcerns = (
  view: StrategyView,
  followed: readonly Followed[],
  desired: readonly DesiredOrder[],
): readonly Concern[] =>
  followed.flatMap((each) => {
    const { condition, token, outcome } = each.position;
    const market = view.universe.markets.get(condition);
    const isLeaving = desired.some(({ order }) => order.token === token);
    if (market === undefined || isLeaving || !isOverdueBlind(view, each)) return [];
    if (each.lot.shares < market.sizeMin) return [];
    const text =
      `${formatShares(each.lot.shares)} ${outcome} of ${market.slug} are past their time, and ` +
      'no valid book shows a price to sell at; held, tried again each cycle';
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
