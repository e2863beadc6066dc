// How much a baseline may add to a market: what the limits of the portfolio that it is compared
// with leave there. What is held takes its part first, then each market in the order in which they
// are decided. All is counted at its worst, as the risk manager does: purchases as filled and lost,
// shares as sold for nothing, fills on their way as failed where that is worse.

import { marketEntriesOf } from '../risk/exposure.ts';
import { categoryOf, eventOf } from '../risk/places.ts';
import { faceValue } from '../units/money.ts';
import { isPositive, larger, minus, plus, smaller } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { BookSide } from '../domain/market.ts';
import type { MarketEntry } from '../risk/exposure.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';

/** Dollars by side: bids buy YES, asks buy NO. */
export type BySide = Readonly<Record<BookSide, UsdcMicros>>;

/** What is left of the limits. */
export type Budget = {
  /** What the purchases of a market may cost on each side. */
  readonly roomIn: (condition: ConditionId) => BySide;
  /** Takes what the purchases that stand in a market come to. */
  readonly take: (condition: ConditionId, standing: BySide) => void;
};

type Spent = ReadonlyMap<ConditionId, BySide>;

const NOTHING: BySide = { BID: ZERO_USDC, ASK: ZERO_USDC };

// A share that is sold keeps nothing: what it brought offsets no loss.
const givenUp = ({ portfolio }: StrategyView, token: TokenId | undefined): UsdcMicros => {
  const held = token === undefined ? undefined : portfolio.positions.get(token)?.shares;
  return faceValue(held ?? ZERO_SHARES);
};

// Bids lose where NO wins: what is held then, and the NO shares that they sold.
const lossesIn = (view: StrategyView, { condition, risk }: MarketEntry): BySide => {
  const market = view.universe.markets.get(condition);
  return {
    BID: plus(risk.NO.loss, givenUp(view, market?.no)),
    ASK: plus(risk.YES.loss, givenUp(view, market?.yes)),
  };
};

const heldIn = (view: StrategyView): Spent => {
  const { portfolio, universe } = view;
  const entries = marketEntriesOf({ ...portfolio, universe, resting: [] });
  return new Map([...entries].map(([condition, entry]) => [condition, lossesIn(view, entry)]));
};

const lossOf = ({ BID, ASK }: BySide): UsdcMicros => larger(ZERO_USDC, larger(BID, ASK));

/** Opens a budget with what is held taken from it. */
export const openBudget = (view: StrategyView): Budget => {
  const { limits, universe } = view;
  const held = heldIn(view);
  const left = new Map<string, UsdcMicros>();
  const scopesOf = (condition: ConditionId): readonly (readonly [string, UsdcMicros])[] => [
    ['total', limits.exposureMax],
    [`category ${categoryOf(universe, condition)}`, limits.exposurePerCategoryMax],
    [`event ${eventOf(universe, condition)}`, limits.exposurePerEventMax],
  ];
  const charge = (condition: ConditionId, amount: UsdcMicros): void => {
    for (const [key, max] of scopesOf(condition))
      left.set(key, minus(left.get(key) ?? max, amount));
  };
  for (const [condition, spent] of held) charge(condition, lossOf(spent));
  return {
    roomIn: (condition) => {
      const own = held.get(condition) ?? NOTHING;
      const free = scopesOf(condition)
        .map(([key, max]) => left.get(key) ?? max)
        .reduce((least, one) => smaller(least, one), limits.exposureMax);
      const cap = smaller(limits.exposurePerMarketMax, plus(lossOf(own), free));
      const room = (side: BookSide): UsdcMicros => larger(ZERO_USDC, minus(cap, own[side]));
      return { BID: room('BID'), ASK: room('ASK') };
    },
    take: (condition, standing) => {
      const own = held.get(condition) ?? NOTHING;
      const whole = { BID: plus(own.BID, standing.BID), ASK: plus(own.ASK, standing.ASK) };
      const more = minus(lossOf(whole), lossOf(own));
      if (isPositive(more)) charge(condition, more);
    },
  };
};
