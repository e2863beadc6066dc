// How much to follow a signal with: the smallest of what Kelly would bet, a share of the trade
// followed, a share of what the book offers, and what limits and cash leave; less in a drawdown.

import { minimumSize } from '../domain/minimum-size.ts';
import { categoryOf, eventOf } from '../risk/places.ts';
import { microsOfOffset, microsOfPrice } from '../units/price.ts';
import { minus, smaller } from '../units/quantity.ts';
import { ratioFromEstimate, scale } from '../units/ratio.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { affordableShares } from './affordable.ts';
import { sharesOffered } from './book-depth.ts';
import { feePerShare } from './flow-edge.ts';
import { newRiskSize, sizeOrNothing } from './sizing.ts';
import type { Book } from '../domain/book.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { Market } from '../domain/market.ts';
import type { FlowFollowingParameters } from '../domain/parameters.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';

/** What bounds the size of one entry. */
export type EntryBounds = {
  readonly market: Market;
  /** The book of the token to buy. */
  readonly book: Book;
  readonly limit: PriceMicros;
  readonly ask: PriceMicros;
  /** Where the price stands after the expected move. */
  readonly target: PriceMicros;
  /** The size of the trade followed. */
  readonly followed: ShareMicros;
  /** What earlier entries of this cycle may cost: every scope is charged with all of it. */
  readonly committed: UsdcMicros;
};

/**
 * The share of the bankroll that Kelly bets on a binary outcome: (p - c) / (1 - c), where p is the
 * price expected and c what a share costs with its fee. Zero where nothing is to be gained.
 * Source: J. L. Kelly, A New Interpretation of Information Rate, 1956, for a bet that pays 1.
 */
export const kellyShare = (target: PriceMicros, cost: bigint): Ratio => {
  const c = Number(cost) / 1_000_000;
  const p = Number(microsOfPrice(target)) / 1_000_000;
  return ratioFromEstimate(p > c ? (p - c) / (1 - c) : 0, 'down');
};

/** What the narrowest of the exposure limits leaves. */
export const headroomOf = (view: StrategyView, market: Market): UsdcMicros => {
  const { exposures, limits, universe } = view;
  const { condition } = market;
  const left = (limit: UsdcMicros, used: UsdcMicros | undefined): UsdcMicros =>
    minus(limit, used ?? ZERO_USDC);
  const event = exposures.byEvent.get(eventOf(universe, condition));
  const category = exposures.byCategory.get(categoryOf(universe, condition));
  return [
    left(limits.exposurePerMarketMax, exposures.byMarket.get(condition)),
    left(limits.exposurePerEventMax, event),
    left(limits.exposurePerCategoryMax, category),
  ].reduce((least, each) => smaller(least, each), left(limits.exposureMax, exposures.total));
};

/**
 * The size of an entry, or nothing where it would be below the minimum.
 * Rounding: down to a lot.
 */
export const entrySize = (
  view: StrategyView,
  params: Pick<FlowFollowingParameters, 'kellyFraction' | 'printShare' | 'depthShare'>,
  bounds: EntryBounds,
): ShareMicros => {
  const { market, book, limit, ask, target, followed, committed } = bounds;
  const cost = microsOfPrice(ask) + microsOfOffset(feePerShare(market.fee, ask));
  const share = kellyShare(target, cost);
  const cash = minus(view.freeCash, committed);
  const bet = scale(scale(cash, share, 'down'), params.kellyFraction, 'down');
  const money = smaller(smaller(bet, cash), minus(headroomOf(view, market), committed));
  const size = [
    scale(followed, params.printShare, 'down'),
    scale(sharesOffered(book, limit), params.depthShare, 'down'),
  ].reduce((least, each) => smaller(least, each), affordableShares(money, limit, market.fee));
  return sizeOrNothing(
    newRiskSize(size, view.drawdownScale),
    minimumSize(market.sizeMin, { price: limit, liquidity: 'may-take' }),
  );
};
