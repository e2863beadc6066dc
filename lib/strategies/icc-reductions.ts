// Positions over a limit are reduced until nine tenths of it are left: those with the worst
// expected loss first, at once, but at no price beyond the slippage and no more than the book
// takes.

import { minimumSize } from '../domain/minimum-size.ts';
import { horizonOf } from '../domain/market.ts';
import { STRATEGIES } from '../domain/order.ts';
import { notional } from '../units/money.ts';
import { formatPrice } from '../units/price.ts';
import { compare, isZero, minus, plus, smaller } from '../units/quantity.ts';
import { scale } from '../units/ratio.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { formatDollars } from '../units/usdc.ts';
import { reliableBook, sharesBid } from './book-depth.ts';
import { fairOf, sellableTo } from './holdings.ts';
import { breachText, isBreached, limitedScopes } from './limit-breaches.ts';
import { reductionSize } from './sizing.ts';
import { smallestEnough } from './smallest-size.ts';
import { inWords, sellLimit, takingOrder } from './taking.ts';
import { isReducingIn, purchasesBeside, withoutOrders, withSale } from './what-if.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { DesiredOrder, Order, RestingOrder } from '../domain/order.ts';
import type { IccParameters } from '../domain/parameters.ts';
import type { TokenId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Holding } from './holdings.ts';
import type { LimitedScope } from './limit-breaches.ts';
import type { Concern } from './notices.ts';
import type { RiskBook } from '../risk/risk-book.ts';

/** A holding that can be sold now. */
type Candidate = {
  readonly holding: Holding;
  readonly fair: PriceMicros;
  readonly limit: PriceMicros;
  /** What may be sold and what the book takes. */
  readonly available: ShareMicros;
  /** What is lost at the fair price; negative is a gain. */
  readonly expectedLoss: UsdcMicros;
  /** Orders of lower strategies that would keep the sale from being a reduction: they go. */
  readonly beside: readonly RestingOrder[];
};

/** One sale decided, with the breach that called for it. */
type Sale = {
  readonly candidate: Candidate;
  readonly size: ShareMicros;
  readonly why: string;
};

type Progress = {
  /** The books before any sale: the risk manager counts no sale as filled. */
  readonly held: RiskBook;
  /** The books as if the sales had filled. */
  readonly books: RiskBook;
  readonly sales: readonly Sale[];
  readonly concerns: readonly Concern[];
};

/** The reducing orders, the books as if they filled, and what could not be reduced. */
export type Reductions = {
  readonly desired: readonly DesiredOrder[];
  readonly books: RiskBook;
  readonly concerns: readonly Concern[];
};

const candidateOf = (view: StrategyView, holding: Holding): readonly Candidate[] => {
  const { market, outcome, token, net, entry } = holding;
  const fair = fairOf(view, market, outcome);
  const book = reliableBook(view, market, outcome);
  if (market.status.kind !== 'accepting' || fair === undefined || book === undefined) return [];
  const limit = sellLimit({ reference: fair, slippage: view.slippage, tick: market.tick });
  if (limit === undefined) return [];
  const free = sellableTo(view, token, STRATEGIES);
  return [
    {
      holding,
      fair,
      limit,
      available: smaller(free, sharesBid(book, limit)),
      expectedLoss: minus(notional(net, entry, 'up'), notional(net, fair, 'down')),
      beside: purchasesBeside({ condition: market.condition, outcome }, view.portfolio.resting),
    },
  ];
};

const worstFirst = (a: Candidate, b: Candidate): number => {
  const byLoss = compare(b.expectedLoss, a.expectedLoss);
  if (byLoss !== 0) return byLoss;
  return a.holding.token < b.holding.token ? -1 : 1;
};

const soldOf = ({ sales }: Progress, { holding }: Candidate): ShareMicros =>
  sales
    .filter(({ candidate }) => candidate.holding.token === holding.token)
    .reduce((sold, { size }) => plus(sold, size), ZERO_SHARES);

const orderOf = ({ holding, limit }: Candidate, size: ShareMicros): Order =>
  takingOrder(holding.market, { outcome: holding.outcome, side: 'SELL', price: limit, size });

type Aim = { readonly scope: LimitedScope; readonly target: UsdcMicros; readonly why: string };

/** Sells as much of one holding as the aim needs, if that lowers the exposure at all. */
const sellFor = ({ scope, target, why }: Aim, so: Progress, candidate: Candidate): Progress => {
  const used = scope.usedIn(so.books.exposures);
  if (used <= target) return so;
  const { market, token, net } = candidate.holding;
  const { condition } = market;
  const sold = soldOf(so, candidate);
  const held = minus(net, sold);
  const available = minus(candidate.available, sold);
  const free = withoutOrders(so.books, candidate.beside);
  const after = (size: ShareMicros): RiskBook => withSale(free, { condition, token, size });
  const usedAfter = (size: ShareMicros): UsdcMicros => scope.usedIn(after(size).exposures);
  const wanted = smallestEnough(smaller(held, available), (size) => usedAfter(size) <= target);
  const minimum = minimumSize(market.sizeMin, { price: candidate.limit, liquidity: 'may-take' });
  const size = reductionSize({ wanted, available, held, minimum });
  if (isZero(size) || usedAfter(size) >= used) return so;
  const unopposed = withoutOrders(so.held, candidate.beside);
  if (!isReducingIn(unopposed, orderOf(candidate, plus(sold, size)))) return so;
  return { ...so, books: after(size), sales: [...so.sales, { candidate, size, why }] };
};

const unreducible = (so: Progress, scope: LimitedScope): readonly Concern[] => {
  const exposures = so.books.exposures;
  const condition = [...so.books.entries.keys()].find(scope.covers);
  if (condition === undefined || !isBreached(scope, exposures)) return [];
  const text = `${breachText(scope, exposures)}: nothing more can be sold within the slippage`;
  return [{ condition, topic: 'unreducible', text }];
};

const reduceScope = (
  so: Progress,
  step: {
    readonly scope: LimitedScope;
    readonly target: UsdcMicros;
    readonly candidates: readonly Candidate[];
  },
): Progress => {
  const { scope, target } = step;
  const exposures = so.books.exposures;
  if (!isBreached(scope, exposures)) return so;
  const aim = {
    scope,
    target,
    why: `${breachText(scope, exposures)}, to ${formatDollars(target)}`,
  };
  const reduced = step.candidates
    .filter(({ holding }) => scope.covers(holding.market.condition))
    .reduce((progress, candidate) => sellFor(aim, progress, candidate), so);
  return { ...reduced, concerns: [...reduced.concerns, ...unreducible(reduced, scope)] };
};

/** All sales of one token as one order, with the reason of the first. */
const desire = (progress: Progress, token: TokenId): readonly DesiredOrder[] =>
  progress.sales
    .filter(({ candidate }) => candidate.holding.token === token)
    .slice(0, 1)
    .map(({ candidate, why }) => {
      const { holding, fair, expectedLoss } = candidate;
      const order = orderOf(candidate, soldOf(progress, candidate));
      const loss = `expected loss ${formatDollars(expectedLoss)} at fair ${formatPrice(fair)}`;
      return {
        order,
        strategy: 'ICC',
        reason: `${why}: ${inWords(order)}, ${loss}`,
        reference: fair,
        slippage: { kind: 'preset' },
        signal: { kind: 'none' },
        liveUntilMax: horizonOf(holding.market),
      };
    });

/**
 * Reduces what exceeds a limit, one order per token, given the books as they are and the books to
 * start from, in which other strategies' exits count as filled.
 */
export const reduceToLimits = (
  view: StrategyView,
  params: Pick<IccParameters, 'reduceTo'>,
  step: {
    readonly held: RiskBook;
    readonly books: RiskBook;
    readonly holdings: readonly Holding[];
  },
): Reductions => {
  const candidates = step.holdings
    .flatMap((holding) => candidateOf(view, holding))
    .toSorted(worstFirst);
  const { held, books } = step;
  const start: Progress = { held, books, sales: [], concerns: [] };
  const progress = limitedScopes(view, step.books.exposures).reduce(
    (so, scope) =>
      reduceScope(so, { scope, target: scale(scope.max, params.reduceTo, 'down'), candidates }),
    start,
  );
  const tokens = [...new Set(progress.sales.map(({ candidate }) => candidate.holding.token))];
  return {
    desired: tokens.flatMap((token) => desire(progress, token)),
    books: progress.books,
    concerns: progress.concerns,
  };
};
