// How many markets the limits have room for. The risk manager decides order by order and exactly;
// asking it for more than fits would only fill the log with refusals.

import { isPositive, larger, plus } from '../units/quantity.ts';
import { ratio, scale } from '../units/ratio.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { Market } from '../domain/market.ts';
import type { UsdcMicros } from '../units/quantity.ts';

type Scope = { readonly key: string; readonly max: UsdcMicros };

type Spending = {
  readonly chosen: readonly Market[];
  readonly spent: ReadonlyMap<string, UsdcMicros>;
};

// Of exclusive outcomes one comes true: whatever their number, hardly more is lost than two quotes.
const QUOTES_LOST_IN_AN_EVENT = 2;

const scopesOf = (view: StrategyView, market: Market): readonly Scope[] => {
  const category = view.universe.events.get(market.event)?.category ?? 'other';
  return [
    { key: 'total', max: view.limits.exposureMax },
    { key: `category ${category}`, max: view.limits.exposurePerCategoryMax },
    { key: `event ${market.event}`, max: view.limits.exposurePerEventMax },
  ];
};

const charge = (
  spent: Spending['spent'],
  scopes: readonly Scope[],
  amount: UsdcMicros,
): Spending['spent'] =>
  new Map([
    ...spent,
    ...scopes.map(({ key }) => [key, plus(spent.get(key) ?? ZERO_USDC, amount)] as const),
  ]);

const isNetted = (view: StrategyView, market: Market, chosen: readonly Market[]): boolean => {
  const event = view.universe.events.get(market.event);
  const before = chosen.filter((each) => each.event === market.event).length;
  return (
    before >= QUOTES_LOST_IN_AN_EVENT &&
    event?.exclusivity === 'exclusive' &&
    event.completeness === 'complete'
  );
};

/** What a market takes of each limit: the loss of one full quote, or what stands there already. */
const costOf = (view: StrategyView, market: Market, chosen: readonly Market[]): UsdcMicros => {
  if (isNetted(view, market, chosen)) return ZERO_USDC;
  const perMarket = scale(view.limits.exposurePerMarketMax, view.drawdownScale, 'up');
  const present = view.exposures.byMarket.get(market.condition) ?? ZERO_USDC;
  return larger(present, scale(perMarket, ratio('0.5'), 'up'));
};

/** What stands in markets that are not up for choice takes its part of the limits first. */
const spentElsewhere = (view: StrategyView, markets: readonly Market[]): Spending['spent'] => {
  const upForChoice = new Set(markets.map((market) => market.condition));
  return [...view.exposures.byMarket].reduce<Spending['spent']>((spent, [condition, exposure]) => {
    const market = view.universe.markets.get(condition);
    if (market === undefined || upForChoice.has(condition) || !isPositive(exposure)) return spent;
    return charge(spent, scopesOf(view, market), exposure);
  }, new Map());
};

/** Chooses the first markets, at most `countMax`, that fit into total, category and event. */
export const withinBudget = (
  view: StrategyView,
  markets: readonly Market[],
  countMax: number,
): readonly Market[] =>
  markets.reduce<Spending>(
    (spending, market) => {
      const { chosen, spent } = spending;
      if (chosen.length >= countMax) return spending;
      const scopes = scopesOf(view, market);
      const after = charge(spent, scopes, costOf(view, market, chosen));
      const fits = scopes.every(({ key, max }) => (after.get(key) ?? ZERO_USDC) <= max);
      return fits ? { chosen: [...chosen, market], spent: after } : spending;
    },
    { chosen: [], spent: spentElsewhere(view, markets) },
  ).chosen;
