// How a stopped position is closed: by selling it, or by buying the other outcome so that both make
// complete sets. The two books are one, mirrored, and the fee is the same at p and at 1 - p: what a
// share nets, bid - fee or 1 - ask - fee, is equal. So shares decide, then cash: selling comes
// first, since it ties up no money, and hedging takes the rest. What the position once cost plays
// no part.

import { minimumSize } from '../domain/minimum-size.ts';
import { takerFeeMax } from '../domain/fees.ts';
import { horizonOf, otherOutcome } from '../domain/market.ts';
import { notional } from '../units/money.ts';
import { complement, formatPrice } from '../units/price.ts';
import { isPositive, larger, minus, plus, smaller } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { affordableShares } from './affordable.ts';
import { reliableBook, sharesBid, sharesOffered } from './book-depth.ts';
import { sellableTo } from './holdings.ts';
import { reductionSize } from './sizing.ts';
import { inWords, sellLimit, takingOrder } from './taking.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { Outcome, Side } from '../domain/market.ts';
import type { DesiredOrder, Order, SlippageAllowance } from '../domain/order.ts';
import type { ProtectParameters } from '../domain/parameters.ts';
import type { PriceMicros } from '../units/price.ts';
import type { PriceOffset, ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Holding } from './holdings.ts';
import type { StopCheck } from './stop.ts';

/** A position whose stop fired, and what its exit may use. */
export type ExitRequest = {
  readonly holding: Holding;
  readonly stop: Extract<StopCheck, { readonly kind: 'fires' }>;
  readonly allowance: SlippageAllowance;
  /** The allowance as a distance from the reference. */
  readonly slippage: PriceOffset;
  /** Cash that hedging may spend. */
  readonly cash: UsdcMicros;
  readonly hedging: ProtectParameters['hedging'];
};

/** The orders of one exit and the most that they can cost. */
export type Exit = { readonly orders: readonly DesiredOrder[]; readonly cost: UsdcMicros };

type Route = {
  readonly side: Side;
  readonly outcome: Outcome;
  readonly limit: PriceMicros;
  /** What the book offers at the limit or better. */
  readonly depth: ShareMicros;
  /** What of that we have the shares or the cash for. */
  readonly capacity: ShareMicros;
};

const sellRoute = (view: StrategyView, { holding }: ExitRequest, limit: PriceMicros): Route => {
  const { market, outcome, token } = holding;
  const book = reliableBook(view, market, outcome);
  const depth = book === undefined ? ZERO_SHARES : sharesBid(book, limit);
  const capacity = smaller(sellableTo(view, token, ['Protect', 'MM', 'FF']), depth);
  return { side: 'SELL', outcome, limit, depth, capacity };
};

const hedgeRoute = (
  view: StrategyView,
  { holding, cash, hedging }: ExitRequest,
  sellLimitPrice: PriceMicros,
): Route => {
  const { market } = holding;
  const outcome = otherOutcome(holding.outcome);
  const limit = complement(sellLimitPrice);
  const book = reliableBook(view, market, outcome);
  const depth = book === undefined ? ZERO_SHARES : sharesOffered(book, limit);
  const affordable = affordableShares(hedging === 'off' ? ZERO_USDC : cash, limit, market.fee);
  return { side: 'BUY', outcome, limit, depth, capacity: smaller(affordable, depth) };
};

const routesOf = (view: StrategyView, request: ExitRequest): readonly Route[] => {
  const { stop, slippage, holding } = request;
  const { tick } = holding.market;
  const limit = sellLimit({ reference: stop.reference, slippage, tick });
  if (limit === undefined) return [];
  return [sellRoute(view, request, limit), hedgeRoute(view, request, limit)];
};

type Leg = { readonly route: Route; readonly size: ShareMicros };

// Both routes take the same resting orders, so the second one only finds what the first leaves.
const legsOf = (holding: Holding, routes: readonly Route[]): readonly Leg[] => {
  let rest = holding.net;
  let depth = routes.reduce((most, route) => larger(most, route.depth), ZERO_SHARES);
  return routes.flatMap((route) => {
    const size = reductionSize({
      wanted: rest,
      available: smaller(route.capacity, depth),
      held: rest,
      minimum: minimumSize(holding.market.sizeMin, { price: route.limit, liquidity: 'may-take' }),
    });
    rest = minus(rest, size);
    depth = minus(depth, size);
    return isPositive(size) ? [{ route, size }] : [];
  });
};

const reasonFor = (order: Order, { holding, stop, allowance }: ExitRequest): string => {
  const how = order.side === 'SELL' ? 'stop' : 'stop by hedge';
  const widened = allowance.kind === 'stop' ? `, slippage ${allowance.cents} c` : '';
  const { cause, breaches, level } = stop;
  const why = `${cause} ${formatPrice(stop.price)} at or below ${formatPrice(level)}`;
  const since = `entry ${formatPrice(holding.entry)}, breaches ${breaches}`;
  return `${how}: ${why} (${since}), ${inWords(order)}${widened}`;
};

const desire = (request: ExitRequest, { route, size }: Leg): DesiredOrder => {
  const { market, outcome } = request.holding;
  const { side, limit } = route;
  const order = takingOrder(market, { outcome: route.outcome, side, price: limit, size });
  const { reference } = request.stop;
  return {
    order,
    strategy: 'Protect',
    reason: reasonFor(order, request),
    reference: route.outcome === outcome ? reference : complement(reference),
    slippage: request.allowance,
    signal: { kind: 'none' },
    liveUntilMax: horizonOf(market),
  };
};

const costOf = (holding: Holding, { route, size }: Leg): UsdcMicros =>
  route.side === 'SELL'
    ? ZERO_USDC
    : plus(notional(size, route.limit, 'up'), takerFeeMax(holding.market.fee, size, route.limit));

/**
 * Plans the exit of one position: sold as far as shares and book allow, the rest hedged as far as
 * cash and book do. No order where the book has nothing within the slippage.
 */
export const planExit = (view: StrategyView, request: ExitRequest): Exit => {
  const legs = legsOf(request.holding, routesOf(view, request));
  return {
    orders: legs.map((leg) => desire(request, leg)),
    cost: legs.reduce((cost, leg) => plus(cost, costOf(request.holding, leg)), ZERO_USDC),
  };
};
