// From a signal to an order, or to the reason why there is none. A signal is tested once, with the
// first valid price; whatever comes of it, it is never tried again, so that no price is chased.

import { takerFeeMax } from '../domain/fees.ts';
import { midPriceOf } from '../domain/fair-price.ts';
import { horizonOf, tokenOf, yesPrice } from '../domain/market.ts';
import { categoryOf } from '../risk/places.ts';
import { notional } from '../units/money.ts';
import { isZero, plus } from '../units/quantity.ts';
import { after } from '../units/time.ts';
import { formatDollars } from '../units/usdc.ts';
import { asTraded, reliableBook } from './book-depth.ts';
import { hindranceOf, isObstructed } from './flow-guards.ts';
import { expectedMove } from './flow-markouts.ts';
import { entrySize } from './flow-size.ts';
import { inCents, moveInWindow, pricesOf, roundTrip } from './flow-edge.ts';
import { buyLimit, inWords, takingOrder } from './taking.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { ValidFairPrice } from '../domain/fair-price.ts';
import type { Market } from '../domain/market.ts';
import type { DesiredOrder, Order } from '../domain/order.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { FlowExit } from '../domain/strategy-memory.ts';
import type { ConditionId } from '../units/ids.ts';
import type { PriceOffset, UsdcMicros } from '../units/quantity.ts';
import type { Signal } from './flow-signals.ts';
import type { OutcomePrices, RoundTrip } from './flow-edge.ts';

/** A signal in a market that can be priced now. */
export type Candidate = {
  readonly signal: Signal;
  readonly market: Market;
  readonly fair: ValidFairPrice;
  readonly prices: OutcomePrices;
};

/** An order to follow a signal, how to get out again, and the most that it can cost. */
export type Entry = {
  readonly desired: DesiredOrder;
  readonly exit: FlowExit;
  readonly cost: UsdcMicros;
};

/** A signal tested: too little of a move to count, passed over for a reason, or followed. */
export type Verdict =
  | { readonly kind: 'no-move' }
  | { readonly kind: 'passed-over'; readonly why: string }
  | { readonly kind: 'entry'; readonly entry: Entry };

/** What earlier signals of the same cycle have led to. */
export type Entered = {
  readonly conditions: readonly ConditionId[];
  /** The most that their entries can cost. */
  readonly committed: UsdcMicros;
};

type Priced = Candidate & { readonly moved: PriceOffset; readonly trip: RoundTrip };

/** The signal with its market's prices; undefined while there are none to test it with. */
export const candidateOf = (view: StrategyView, signal: Signal): Candidate | undefined => {
  const listed = view.universe.markets.get(signal.condition);
  const fair = view.fair.get(signal.condition);
  if (listed === undefined || fair?.kind !== 'valid') return undefined;
  const market = asTraded(view, listed);
  return { signal, market, fair, prices: pricesOf(fair, signal.outcome) };
};

const passedOver = (why: string): Verdict => ({ kind: 'passed-over', why });

/** Says what a signal was: `whale of $6000.00 for YES, moved 4 c`. */
const describe = ({ signal, moved }: Priced): string =>
  `${signal.source} of ${formatDollars(signal.notional)} for ${signal.outcome}, ` +
  `moved ${inCents(moved)} c`;

const exitPlan = (
  view: StrategyView,
  params: StrategyParameters,
  { signal, market, prices }: Candidate,
): FlowExit => ({
  token: tokenOf(market, signal.outcome),
  signal: signal.key,
  entryFair: prices.fair,
  takeProfit: params.ff.takeProfit,
  stopLoss: params.ff.stopLoss,
  exitBy: after(view.snapshot.now, params.ff.holdMax),
});

const desire = (priced: Priced, order: Order): DesiredOrder => ({
  order,
  strategy: 'FF',
  reason: `${describe(priced)}, ${priced.trip.text}: ${inWords(order)}`,
  reference: priced.prices.fair,
  slippage: { kind: 'preset' },
  signal: { kind: 'signal', key: priced.signal.key },
  liveUntilMax: horizonOf(priced.market),
});

const entryFor = (
  view: StrategyView,
  params: StrategyParameters,
  step: { readonly priced: Priced; readonly committed: UsdcMicros },
): Verdict => {
  const { signal, market, prices, trip } = step.priced;
  const { fair: reference, ask } = prices;
  const limit = buyLimit({ reference, slippage: view.slippage, tick: market.tick });
  const book = reliableBook(view, market, signal.outcome);
  if (limit === undefined || book === undefined) return passedOver('no price to trade at');
  const bounds = { market, book, limit, ask, target: trip.target };
  const { committed } = step;
  const size = entrySize(view, params.ff, { ...bounds, followed: signal.size, committed });
  if (isZero(size)) return passedOver('no room for the minimum size');
  const { outcome } = signal;
  const order = takingOrder(market, { outcome, side: 'BUY', price: limit, size });
  if (isObstructed(view, market, order)) return passedOver('own orders stand there');
  const cost = plus(notional(size, limit, 'up'), takerFeeMax(market.fee, size, limit));
  const exit = exitPlan(view, params, step.priced);
  return { kind: 'entry', entry: { desired: desire(step.priced, order), exit, cost } };
};

/** Why a signal with enough of a move is not followed, before its size is looked at. */
const objectionTo = (
  view: StrategyView,
  params: StrategyParameters,
  step: { readonly priced: Priced; readonly entered: Entered },
): string | undefined => {
  const { signal, market, prices, trip } = step.priced;
  if (step.entered.conditions.includes(market.condition)) return 'its market is entered already';
  const { outcome } = signal;
  const worthIt = trip.expected > trip.cost ? undefined : `not worth it, ${trip.text}`;
  return hindranceOf(view, params, { market, outcome, fair: prices.fair }) ?? worthIt;
};

/** Tests one signal, given what earlier ones of this cycle have led to. */
export const testSignal = (
  view: StrategyView,
  params: StrategyParameters,
  step: { readonly candidate: Candidate; readonly entered: Entered },
): Verdict => {
  const { candidate, entered } = step;
  const { signal, market, fair, prices } = candidate;
  const { condition } = market;
  const { outcome } = signal;
  const to = { mid: yesPrice(midPriceOf(fair), outcome), outcome, now: view.snapshot.now };
  const moved = moveInWindow(view.memory.markets.get(condition), to, params.fair.moveWindow);
  if (moved === undefined || moved < params.ff.moveMin) return { kind: 'no-move' };
  const category = categoryOf(view.universe, condition);
  const measured = view.memory.markouts.find((each) => each.category === category);
  const trip = roundTrip(market, prices, expectedMove(moved, measured, params.ff));
  const priced = { ...candidate, moved, trip };
  const objection = objectionTo(view, params, { priced, entered });
  const verdict =
    objection === undefined
      ? entryFor(view, params, { priced, committed: entered.committed })
      : passedOver(objection);
  return verdict.kind === 'passed-over'
    ? passedOver(`${describe(priced)}: ${verdict.why}`)
    : verdict;
};
