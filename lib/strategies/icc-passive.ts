// What need not go at once is offered passively: all of it in the last day before a market's end, a
// part of it in a drawdown. Post-only at the fair price or above, so that it costs no spread, and
// never alive in the last two hours.

import { minimumSize } from '../domain/minimum-size.ts';
import { knownHorizonOf } from '../domain/market.ts';
import { STRATEGIES } from '../domain/order.ts';
import { expirationFor } from '../execution/expiration.ts';
import { formatPrice, higherPrice, shifted, ticks, toGrid } from '../units/price.ts';
import { isZero, negate } from '../units/quantity.ts';
import { formatRatio, scale } from '../units/ratio.ts';
import { formatShares, ZERO_SHARES } from '../units/shares.ts';
import { after, elapsed, formatTime } from '../units/time.ts';
import { formatDollars, ZERO_USDC } from '../units/usdc.ts';
import { reliableBook } from './book-depth.ts';
import { fairOf, sellableTo } from './holdings.ts';
import { reductionSize } from './sizing.ts';
import { smallestEnough } from './smallest-size.ts';
import { inWords } from './taking.ts';
import { openRiskBook } from '../risk/risk-book.ts';
import { withSale } from './what-if.ts';
import type { Book } from '../domain/book.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { Market } from '../domain/market.ts';
import type { DesiredOrder, Order } from '../domain/order.ts';
import type { IccParameters } from '../domain/parameters.ts';
import type { ConditionId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { When } from '../units/time.ts';
import type { Holding } from './holdings.ts';
import type { Concern } from './notices.ts';
import type { RiskBook } from '../risk/risk-book.ts';

/** Tells whether only reductions are left to a market before its end. */
export const isEnding = (
  view: StrategyView,
  params: Pick<IccParameters, 'reduceOnlyBefore'>,
  market: Market,
): boolean => {
  const horizon = knownHorizonOf(market);
  if (horizon.kind === 'unknown') return false;
  return elapsed(view.snapshot.now, horizon.at) < params.reduceOnlyBefore;
};

const quietFrom = (params: IccParameters, market: Market): When => {
  const horizon = knownHorizonOf(market);
  if (horizon.kind === 'unknown') return horizon;
  return { kind: 'at', at: after(horizon.at, negate(params.quietBefore)) };
};

/** Tells whether it is too late for an order that has to end before the quiet time. */
const isQuiet = (view: StrategyView, params: IccParameters, market: Market): boolean =>
  expirationFor({
    timeInForce: 'GTD',
    venueNow: view.snapshot.now,
    cycle: view.cycle,
    liveUntilMax: quietFrom(params, market),
  }) === null;

/** How much is to go, and why. */
export type Wish = { readonly size: ShareMicros; readonly why: string };

const endingWish = (
  view: StrategyView,
  params: IccParameters,
  { market, net }: Holding,
): Wish[] => {
  const horizon = knownHorizonOf(market);
  return horizon.kind === 'at' && isEnding(view, params, market)
    ? [{ size: net, why: `ending at ${formatTime(horizon.at)}` }]
    : [];
};

/** What is held in one market, nothing resting. */
const heldIn = ({ universe, portfolio }: StrategyView, condition: ConditionId): RiskBook => {
  const positions = [...portfolio.positions].filter(([, held]) => held.condition === condition);
  return openRiskBook({ ...portfolio, universe, positions: new Map(positions), resting: [] });
};

/** In a drawdown what exceeds m times the market's limit is to go, whatever rests. */
const drawdownWish = (view: StrategyView, params: IccParameters, holding: Holding): Wish[] => {
  const m = view.drawdownScale;
  if (m >= params.shrinkBelow) return [];
  const { token, net, market } = holding;
  const { condition } = market;
  const books = heldIn(view, condition);
  const exposure = (size: ShareMicros): UsdcMicros =>
    withSale(books, { condition, token, size }).exposures.byMarket.get(condition) ?? ZERO_USDC;
  const cap = scale(view.limits.exposurePerMarketMax, m, 'down');
  const excess = `${formatDollars(exposure(ZERO_SHARES))} over ${formatDollars(cap)}`;
  return [
    {
      size: smallestEnough(net, (size) => exposure(size) <= cap),
      why: `drawdown scale ${formatRatio(m)}, ${excess}`,
    },
  ];
};

/** The lowest price that neither gives up the fair price nor meets the best bid. */
const passivePrice = (fair: PriceMicros, { tick }: Market, book: Book): PriceMicros | undefined => {
  const atFair = toGrid(fair, tick, 'up');
  const best = book.bids[0];
  const overBid = best === undefined ? atFair : shifted(best.price, ticks(tick, 1));
  return atFair === undefined || overBid === undefined ? undefined : higherPrice(atFair, overBid);
};

const passiveOrder = (
  { market, outcome, token }: Holding,
  price: PriceMicros,
  size: ShareMicros,
): Order => ({
  condition: market.condition,
  token,
  outcome,
  side: 'SELL',
  price,
  size,
  timeInForce: 'GTD',
  liquidity: 'post-only',
});

const offer = (
  view: StrategyView,
  params: IccParameters,
  step: PassiveWish,
): readonly DesiredOrder[] => {
  const { holding, wish } = step;
  const { market, outcome, token, net } = holding;
  const fair = fairOf(view, market, outcome);
  const book = reliableBook(view, market, outcome);
  if (fair === undefined || book === undefined) return [];
  const price = passivePrice(fair, market, book);
  if (price === undefined) return [];
  const size = reductionSize({
    wanted: wish.size,
    available: sellableTo(view, token, STRATEGIES),
    held: net,
    minimum: minimumSize(market.sizeMin, { price, liquidity: 'post-only' }),
  });
  if (isZero(size)) return [];
  const order = passiveOrder(holding, price, size);
  return [
    {
      order,
      strategy: 'ICC',
      reason: `${wish.why}: ${inWords(order)}, fair ${formatPrice(fair)}`,
      reference: fair,
      slippage: { kind: 'preset' },
      signal: { kind: 'none' },
      liveUntilMax: quietFrom(params, market),
    },
  ];
};

/** A holding, and how much of it should go passively. */
export type PassiveWish = { readonly holding: Holding; readonly wish: Wish };

/** Lists what should go passively, where an order may still live long enough to be taken. */
export const passiveWishes = (
  view: StrategyView,
  params: IccParameters,
  holdings: readonly Holding[],
): readonly PassiveWish[] =>
  holdings.flatMap((holding) => {
    const { market } = holding;
    if (market.status.kind !== 'accepting' || isQuiet(view, params, market)) return [];
    const wishes = [...endingWish(view, params, holding), ...drawdownWish(view, params, holding)];
    return wishes.slice(0, 1).map((wish) => ({ holding, wish }));
  });

/** Offers what should go passively, at most one order for each wish. */
export const offerPassively = (
  view: StrategyView,
  params: IccParameters,
  wishes: readonly PassiveWish[],
): readonly DesiredOrder[] => wishes.flatMap((step) => offer(view, params, step));

/** What should go passively, but has no price at which it could be offered. */
export const unpricedWishes = (
  view: StrategyView,
  wishes: readonly PassiveWish[],
): readonly Concern[] =>
  wishes
    .filter(({ holding: { market, outcome } }) => fairOf(view, market, outcome) === undefined)
    .map(({ holding: { market, outcome }, wish }) => ({
      condition: market.condition,
      topic: 'unpriced',
      text:
        `${formatShares(wish.size)} ${outcome} of ${market.slug} should go (${wish.why}), but no ` +
        'valid book says at which price; held until one does',
    }));

/** What is held into the end, because it could not be sold before. */
export const heldToEnd = (
  view: StrategyView,
  params: IccParameters,
  holdings: readonly Holding[],
): readonly Concern[] =>
  holdings
    .filter(({ market }) => market.status.kind !== 'resolved' && isQuiet(view, params, market))
    .map(({ market, outcome, net, entry }) => ({
      condition: market.condition,
      topic: 'held-to-end',
      text:
        `${formatShares(net)} ${outcome} of ${market.slug}, bought at ${formatPrice(entry)}, are ` +
        'unsold so close to the end and held to resolution; the stop stays',
    }));
