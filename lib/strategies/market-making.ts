// Spread capture: quotes around the fair price on both sides of the best markets, and quotes out of
// what is still held elsewhere. Never takes: every order is post-only and expires by itself.

import { isEntryBanned } from './entry-ban.ts';
import { isExitDue } from './flow-exits.ts';
import { completeSets, inventoryOf } from './inventory.ts';
import { tell } from './notices.ts';
import { bidQuote } from './quote.ts';
import { legsOf } from './quote-legs.ts';
import { reasonOf } from './quote-reason.ts';
import { selectQuoted } from './quote-selection.ts';
import { quotedMarket } from './quoted-market.ts';
import { bidSideOf } from './quoting.ts';
import { knownHorizonOf, otherOutcome, tokenOf, yesPrice } from '../domain/market.ts';
import { faceValue } from '../units/money.ts';
import { negate } from '../units/quantity.ts';
import { ratio, scale } from '../units/ratio.ts';
import { formatShares } from '../units/shares.ts';
import { after } from '../units/time.ts';
import { formatDollars } from '../units/usdc.ts';
import type { Concern } from './notices.ts';
import type { QuoteContext } from './quote.ts';
import type { QuotedMarket } from './quoted-market.ts';
import type { Decision, StrategyView } from '../domain/decision.ts';
import type { Market, Outcome } from '../domain/market.ts';
import type { DesiredOrder } from '../domain/order.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { When } from '../units/time.ts';

type Admission = 'adding' | 'reducing-only';

// A few dollars come and go with each pair of fills until they are merged; more than this share of
// the market's limit means that merging does not keep up.
const LOCKED_SHARE_REPORTED = ratio('0.25');

const OUTCOMES: readonly Outcome[] = ['YES', 'NO'];

const liveUntil = (market: Market, params: StrategyParameters): When => {
  const horizon = knownHorizonOf(market);
  return horizon.kind === 'unknown'
    ? horizon
    : { kind: 'at', at: after(horizon.at, negate(params.icc.quietBefore)) };
};

const contextOf = (
  view: StrategyView,
  params: StrategyParameters,
  quoted: QuotedMarket,
): QuoteContext => {
  const { market, tick, sizeMin, qMax, volatility } = quoted;
  return {
    tick,
    sizeMin,
    qMax,
    volatility,
    inventory: inventoryOf(view, market),
    rewards: market.rewards,
    cycle: view.cycle,
    slippageMax: view.slippage,
    drawdownScale: view.drawdownScale,
    parameters: params.mm,
  };
};

const isFull = (view: StrategyView, market: Market): boolean =>
  faceValue(completeSets(view, market)) >= view.limits.exposurePerMarketMax;

/**
 * The outcomes to bid for. Flow following acts later and has one moment to leave at; a quote stands
 * there all the time. The side on which it has to sell in this cycle is left to it.
 */
const outcomesToBidFor = (
  view: StrategyView,
  params: StrategyParameters,
  { condition }: Market,
): readonly Outcome[] =>
  OUTCOMES.filter((bid) => {
    const outcome = otherOutcome(bid);
    return !isExitDue(view, params.ff, { condition, outcome });
  });

/** The orders of one market, on both sides of its book. */
const ordersIn = (
  view: StrategyView,
  params: StrategyParameters,
  wanted: { readonly quoted: QuotedMarket; readonly admission: Admission },
): readonly DesiredOrder[] => {
  const { market, fair } = wanted.quoted;
  const { now } = view.snapshot;
  const liveUntilMax = liveUntil(market, params);
  if (liveUntilMax.kind === 'at' && liveUntilMax.at <= now) return [];
  const context = contextOf(view, params, wanted.quoted);
  return outcomesToBidFor(view, params, market).flatMap((outcome) => {
    const isBanned = isEntryBanned(view.memory, tokenOf(market, outcome), now);
    const side = bidSideOf(fair, outcome);
    const quote = bidQuote(side, context, isBanned ? 'reducing-only' : wanted.admission);
    if (quote === undefined) return [];
    const reason = reasonOf(quote, { outcome, fair, context });
    const { price, size } = quote;
    const buying = isFull(view, market) ? 'stopped' : 'allowed';
    const other = context.inventory[otherOutcome(outcome)];
    const { sizeMin } = context;
    return legsOf({ market, outcome, price, size, sizeMin, other, buying }).map((order) => ({
      order,
      strategy: 'MM' as const,
      reason,
      reference: yesPrice(fair.yes, order.outcome),
      slippage: { kind: 'preset' as const },
      signal: { kind: 'none' as const },
      liveUntilMax,
    }));
  });
};

const leavingMarkets = (
  view: StrategyView,
  params: StrategyParameters,
  adding: readonly QuotedMarket[],
): readonly QuotedMarket[] => {
  const quotedAlready = new Set(adding.map(({ market }) => market.condition));
  const held = [...view.portfolio.positions.values()]
    .filter((position) => position.byStrategy.some((lot) => lot.strategy === 'MM'))
    .map((position) => position.condition)
    .filter((condition) => !quotedAlready.has(condition));
  return [...new Set(held)]
    .flatMap((condition) => view.universe.markets.get(condition) ?? [])
    .filter((market) => market.status.kind === 'accepting')
    .flatMap((market) => {
      const quoted = quotedMarket(view, params, market);
      return quoted.ok ? [quoted.value] : [];
    });
};

const lockedConcerns = (view: StrategyView): readonly Concern[] =>
  [...view.portfolio.positions.values()].flatMap(({ condition, outcome }) => {
    const market = view.universe.markets.get(condition);
    if (market === undefined || outcome === 'NO') return [];
    const sets = completeSets(view, market);
    const max = view.limits.exposurePerMarketMax;
    if (faceValue(sets) < scale(max, LOCKED_SHARE_REPORTED, 'up')) return [];
    const locked = formatDollars(faceValue(sets));
    const text =
      `${locked} is locked in ${formatShares(sets)} complete sets that are not merged; ` +
      `market making buys no more here from ${formatDollars(max)} on`;
    return [{ condition, topic: 'locked-sets' as const, text }];
  });

const salesFirst = (orders: readonly DesiredOrder[]): readonly DesiredOrder[] => [
  ...orders.filter(({ order }) => order.side === 'SELL'),
  ...orders.filter(({ order }) => order.side === 'BUY'),
];

/**
 * Decides what market making wants: two-sided quotes in the markets it selects, and only the side
 * that takes inventory back in those it is still in. Sales come first, since they free cash and
 * room under the limits.
 */
export const decideMarketMaking = (view: StrategyView, params: StrategyParameters): Decision => {
  const adding = params.mm.mode === 'on' ? selectQuoted(view, params) : [];
  const leaving = leavingMarkets(view, params, adding);
  const desired = [
    ...leaving.flatMap((quoted) => ordersIn(view, params, { quoted, admission: 'reducing-only' })),
    ...adding.flatMap((quoted) => ordersIn(view, params, { quoted, admission: 'adding' })),
  ];
  const told = tell(view, ['locked-sets'], lockedConcerns(view));
  return {
    desired: salesFirst(desired),
    cancels: [],
    chain: [],
    reports: told.reports,
    memory: { ...view.memory, notices: told.notices },
  };
};
