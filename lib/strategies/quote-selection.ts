// Which markets are quoted this cycle: of those worth it the best ones, and those quoted already as
// long as they are nearly as good, since a place in the queue is worth more than a rank.

import { quotedMarket } from './quoted-market.ts';
import { quoteSizeMax } from './inventory.ts';
import { quoteModel } from './quoting.ts';
import { worthPerDollar } from './ranking.ts';
import { withinBudget } from './risk-budget.ts';
import { metadataObstacle } from './select-markets.ts';
import { offsetBetween, ticks } from '../units/price.ts';
import { times } from '../units/quantity.ts';
import { err, ok } from '../units/result.ts';
import type { PriceObstacle, QuotedMarket } from './quoted-market.ts';
import type { MetadataObstacle } from './select-markets.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { Market } from '../domain/market.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { ConditionId } from '../units/ids.ts';
import type { Result } from '../units/result.ts';

// A market that is quoted keeps its place down to this multiple of the number of places.
const RANKS_KEPT = 1.5;

/** Why a market is not quoted, for the operator who asks why nothing happens. */
export type QuoteObstacle =
  | MetadataObstacle
  | PriceObstacle
  | 'the spread is too narrow'
  | 'the limit is too small for its minimum size';

const worthObstacle = (
  quoted: QuotedMarket,
  params: StrategyParameters,
): Result<QuotedMarket, QuoteObstacle> => {
  const { fair, tick, qMax, sizeMin } = quoted;
  const { spreadMinTicks, sizeMinMultiple } = params.mm;
  if (offsetBetween(fair.bestAsk, fair.bestBid) < ticks(tick, spreadMinTicks))
    return err('the spread is too narrow');
  if (qMax < times(sizeMin, BigInt(sizeMinMultiple)))
    return err('the limit is too small for its minimum size');
  return ok(quoted);
};

/** Reads a market for quoting on both sides, or says why it is not worth it. */
export const quotable = (
  view: StrategyView,
  params: StrategyParameters,
  market: Market,
): Result<QuotedMarket, QuoteObstacle> => {
  const context = { universe: view.universe, now: view.snapshot.now, parameters: params };
  const obstacle = metadataObstacle(market, context);
  if (obstacle !== null) return err(obstacle);
  const quoted = quotedMarket(view, params, market);
  return quoted.ok ? worthObstacle(quoted.value, params) : quoted;
};

const worthOf = (view: StrategyView, params: StrategyParameters, quoted: QuotedMarket): number => {
  const { market, book, volatility, qMax } = quoted;
  const { cycle } = view;
  const fair = quoted.fair.probability;
  return worthPerDollar({
    market,
    book,
    fair,
    volatility,
    cycle,
    model: quoteModel({ fair, inventory: 0, volatility, cycle }, params.mm),
    size: quoteSizeMax(qMax),
    depthLevels: params.fair.levels,
    parameters: params.mm,
  });
};

/** The markets that market making may quote, best first. */
export const rankedMarkets = (
  view: StrategyView,
  params: StrategyParameters,
): readonly QuotedMarket[] => {
  return [...view.fair.keys()]
    .flatMap((condition) => view.universe.markets.get(condition) ?? [])
    .flatMap((market) => {
      const quoted = quotable(view, params, market);
      return quoted.ok ? [quoted.value] : [];
    })
    .map((quoted) => ({ quoted, worth: worthOf(view, params, quoted) }))
    .toSorted((a, b) => {
      if (a.worth !== b.worth) return b.worth - a.worth;
      return a.quoted.market.condition < b.quoted.market.condition ? -1 : 1;
    })
    .map(({ quoted }) => quoted);
};

const alreadyIn = (view: StrategyView): ReadonlySet<ConditionId> =>
  new Set([
    ...view.portfolio.resting
      .filter((resting) => resting.strategy === 'MM')
      .map((resting) => resting.order.condition),
    ...[...view.portfolio.positions.values()]
      .filter((position) => position.byStrategy.some((lot) => lot.strategy === 'MM'))
      .map((position) => position.condition),
  ]);

/** The markets to quote on both sides, best first, as many as places and limits allow. */
export const selectQuoted = (
  view: StrategyView,
  params: StrategyParameters,
): readonly QuotedMarket[] => {
  const ranked = rankedMarkets(view, params);
  const places = params.mm.marketsMax;
  const present = alreadyIn(view);
  const keeps = (quoted: QuotedMarket, rank: number): boolean =>
    rank < Math.ceil(places * RANKS_KEPT) && present.has(quoted.market.condition);
  const kept = ranked.filter(keeps);
  const others = ranked.filter((quoted, rank) => !keeps(quoted, rank));
  const markets = [...kept, ...others].map(({ market }) => market);
  const chosen = new Set(withinBudget(view, markets, places));
  return ranked.filter(({ market }) => chosen.has(market));
};

/** The markets that are kept from being quoted, with what keeps them: why nothing happens there. */
export const obstacles = (
  view: StrategyView,
  params: StrategyParameters,
): ReadonlyMap<ConditionId, QuoteObstacle> => {
  const found = new Map<ConditionId, QuoteObstacle>();
  for (const market of view.universe.markets.values()) {
    const quoted = quotable(view, params, market);
    if (!quoted.ok) found.set(market.condition, quoted.error);
  }
  return found;
};
