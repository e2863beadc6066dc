// Inventory control comes first: it takes back what breaches a limit, shrinks what a drawdown no
// longer allows, and leaves a market before its end. It never adds.

import { cancelBreaching } from './icc-cancels.ts';
import { heldToEnd, isEnding, offerPassively } from './icc-passive.ts';
import { passiveWishes, unpricedWishes } from './icc-passive.ts';
import { reduceToLimits } from './icc-reductions.ts';
import { holdingsOf, isAddingTo } from './holdings.ts';
import { tell } from './notices.ts';
import { checkStop } from './stop.ts';
import { isReducingIn, purchasesBeside, withoutOrders, withSale } from './what-if.ts';
import type { CancelRequest, Decision, StrategyView } from '../domain/decision.ts';
import type { DesiredOrder } from '../domain/order.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { Holding } from './holdings.ts';
import type { RiskBook } from '../risk/risk-book.ts';

/** Orders that could enlarge a bet in a market that may only be left. */
const cancelEnding = (
  view: StrategyView,
  params: StrategyParameters,
  holdings: readonly Holding[],
): readonly CancelRequest[] =>
  view.portfolio.resting
    .filter(({ strategy, certainty, order }) => {
      const market = view.universe.markets.get(order.condition);
      if (market === undefined || !isEnding(view, params.icc, market)) return false;
      const holding = holdings.find((each) => each.market.condition === order.condition);
      return strategy !== 'ICC' && certainty === 'confirmed' && isAddingTo(holding, order);
    })
    .map(({ id }) => ({ order: id, reason: 'adding order: the market ends soon' }));

const sold = (books: RiskBook, { market, token, net }: Holding): RiskBook =>
  withSale(books, { condition: market.condition, token, size: net });

/** What would keep a wanted sale from being a reduction. */
const cancelBeside = (
  view: StrategyView,
  desired: readonly DesiredOrder[],
  held: RiskBook,
): readonly CancelRequest[] =>
  desired
    .filter(({ order }) => !isReducingIn(held, order))
    .flatMap(({ order }) => purchasesBeside(order, view.portfolio.resting))
    .map(({ id }) => ({ order: id, reason: 'makes way: inventory control sells on its side' }));

const once = (requests: readonly CancelRequest[]): readonly CancelRequest[] => [
  ...new Map(requests.map((request) => [request.order, request])).values(),
];

/**
 * Decides cancels and reductions. Positions whose stop fires are left to Protect, which acts next
 * and must find its side of the book free: they count as gone.
 */
export const decideIcc = (view: StrategyView, params: StrategyParameters): Decision => {
  const holdings = holdingsOf(view);
  const stopped = holdings.filter((each) => checkStop(view, params, each).kind === 'fires');
  const kept = holdings.filter((each) => !stopped.includes(each));
  const relief = cancelBreaching(view);
  const own = view.portfolio.resting.filter(({ strategy }) => strategy === 'ICC');
  const held = withoutOrders(relief.books, own);
  const books = stopped.reduce(sold, held);
  const reduced = reduceToLimits(view, params.icc, { held, books, holdings: kept });
  const taken = new Set(reduced.desired.map(({ order }) => order.token));
  const offered = kept.filter(({ token }) => !taken.has(token));
  const wishes = passiveWishes(view, params.icc, offered);
  const passive = offerPassively(view, params.icc, wishes).filter(({ order }) =>
    isReducingIn(withoutOrders(held, purchasesBeside(order, view.portfolio.resting)), order),
  );
  const concerns = [
    ...reduced.concerns,
    ...heldToEnd(view, params.icc, holdings),
    ...unpricedWishes(view, wishes),
  ];
  const told = tell(view, ['unreducible', 'held-to-end', 'unpriced'], concerns);
  const desired = view.tradingState === 'HALTED' ? [] : [...reduced.desired, ...passive];
  return {
    desired,
    cancels: once([
      ...cancelBeside(view, desired, held),
      ...relief.cancels,
      ...cancelEnding(view, params, holdings),
    ]),
    chain: [],
    reports: told.reports,
    memory: { ...view.memory, notices: told.notices },
  };
};
