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
import { isPositive, minus, plus, smaller } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { reliableBook, sharesBid } from './book-depth.ts';
import { hedgeFor } from './hedge-size.ts';
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

type Leg = {
  readonly side: Side;
  readonly outcome: Outcome;
  readonly limit: PriceMicros;
  readonly size: ShareMicros;
};

const saleOf = (view: StrategyView, { holding }: ExitRequest, limit: PriceMicros): Leg => {
  const { market, outcome, token, net } = holding;
  const book = reliableBook(view, market, outcome);
  const depth = book === undefined ? ZERO_SHARES : sharesBid(book, limit);
  const size = reductionSize({
    wanted: net,
    available: smaller(sellableTo(view, token, ['Protect', 'MM', 'FF']), depth),
    held: net,
    minimum: minimumSize(market.sizeMin, { price: limit, liquidity: 'may-take' }),
  });
  return { side: 'SELL', outcome, limit, size };
};

const hedgeOf = (view: StrategyView, request: ExitRequest, sale: Leg): readonly Leg[] => {
  const { holding, cash, hedging } = request;
  const { market, net } = holding;
  const outcome = otherOutcome(holding.outcome);
  const book = reliableBook(view, market, outcome);
  if (book === undefined || hedging === 'off') return [];
  const limit = complement(sale.limit);
  const rest = minus(net, sale.size);
  const hedge = hedgeFor({ market, book, limit, rest, taken: sale.size, cash });
  return hedge === undefined ? [] : [{ side: 'BUY', outcome, ...hedge }];
};

// Both ways take the same resting orders, so the second one only finds what the first leaves.
const legsOf = (view: StrategyView, request: ExitRequest): readonly Leg[] => {
  const { stop, slippage, holding } = request;
  const { tick } = holding.market;
  const limit = sellLimit({ reference: stop.reference, slippage, tick });
  if (limit === undefined) return [];
  const sale = saleOf(view, request, limit);
  return [...(isPositive(sale.size) ? [sale] : []), ...hedgeOf(view, request, sale)];
};

const reasonFor = (order: Order, { holding, stop, allowance }: ExitRequest): string => {
  const how = order.side === 'SELL' ? 'stop' : 'stop by hedge';
  const widened = allowance.kind === 'stop' ? `, slippage ${allowance.cents} c` : '';
  const { cause, breaches, level } = stop;
  const why = `${cause} ${formatPrice(stop.price)} at or below ${formatPrice(level)}`;
  const since = `entry ${formatPrice(holding.entry)}, breaches ${breaches}`;
  return `${how}: ${why} (${since}), ${inWords(order)}${widened}`;
};

const desire = (request: ExitRequest, leg: Leg): DesiredOrder => {
  const { market, outcome } = request.holding;
  const { side, limit, size } = leg;
  const order = takingOrder(market, { outcome: leg.outcome, side, price: limit, size });
  const { reference } = request.stop;
  return {
    order,
    strategy: 'Protect',
    reason: reasonFor(order, request),
    reference: leg.outcome === outcome ? reference : complement(reference),
    slippage: request.allowance,
    signal: { kind: 'none' },
    liveUntilMax: horizonOf(market),
  };
};

const costOf = (holding: Holding, { side, limit, size }: Leg): UsdcMicros =>
  side === 'SELL'
    ? ZERO_USDC
    : plus(notional(size, limit, 'up'), takerFeeMax(holding.market.fee, size, limit));

/**
 * Plans the exit of one position: sold as far as shares and book allow, the rest hedged as far as
 * cash and book do. No order where the book has nothing within the slippage.
 */
export const planExit = (view: StrategyView, request: ExitRequest): Exit => {
  const legs = legsOf(view, request);
  return {
    orders: legs.map((leg) => desire(request, leg)),
    cost: legs.reduce((cost, leg) => plus(cost, costOf(request.holding, leg)), ZERO_USDC),
  };
};
