// The first thing against a breached limit costs nothing: resting orders that would breach it if
// they filled are cancelled, the one that matters most first, until the limit holds again.

import { compare } from '../units/quantity.ts';
import { notional } from '../units/money.ts';
import { breachText, isBreached, limitedScopes } from './limit-breaches.ts';
import { openRiskBook } from '../risk/risk-book.ts';
import { withoutOrders } from './what-if.ts';
import type { CancelRequest, StrategyView } from '../domain/decision.ts';
import type { RestingOrder } from '../domain/order.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { LimitedScope } from './limit-breaches.ts';
import type { RiskBook } from '../risk/risk-book.ts';

/** The cancels, and the books without the orders that they are for. */
export type Relief = {
  readonly cancels: readonly CancelRequest[];
  readonly books: RiskBook;
};

const exposureWithout = (
  books: RiskBook,
  scope: LimitedScope,
  gone: readonly RestingOrder[],
): UsdcMicros => scope.usedIn(withoutOrders(books, gone).exposures);

// Two orders may each breach a limit alone, so that neither's end shows by itself: then the dearer
// one goes first, and the next round sees what the other does.
const worstOf = (
  books: RiskBook,
  scope: LimitedScope,
  candidates: readonly RestingOrder[],
): RestingOrder | undefined =>
  candidates
    .map((order) => ({
      order,
      left: exposureWithout(books, scope, [order]),
      value: notional(order.remaining, order.order.price, 'up'),
    }))
    .toSorted((a, b) =>
      a.left === b.left ? compare(b.value, a.value) : compare(a.left, b.left),
    )[0]?.order;

const isCancellable = ({ strategy, certainty }: RestingOrder): boolean =>
  strategy !== 'ICC' && certainty === 'confirmed';

const relieve = (
  relief: Relief,
  step: { readonly scope: LimitedScope; readonly working: readonly RestingOrder[] },
): Relief => {
  const { scope, working } = step;
  const exposures = relief.books.exposures;
  if (!isBreached(scope, exposures)) return relief;
  const candidates = working.filter(({ order }) => scope.covers(order.condition));
  const worst = worstOf(relief.books, scope, candidates);
  const least = exposureWithout(relief.books, scope, candidates);
  if (worst === undefined || least >= scope.usedIn(exposures)) return relief;
  const reason = `would breach: ${breachText(scope, exposures)}`;
  return relieve(
    {
      cancels: [...relief.cancels, { order: worst.id, reason }],
      books: withoutOrders(relief.books, [worst]),
    },
    { scope, working: working.filter((each) => each !== worst) },
  );
};

/**
 * Cancels what would breach a limit if it filled. Orders of unknown outcome stay counted: nothing
 * can be cancelled that was not found.
 */
export const cancelBreaching = (view: StrategyView): Relief => {
  const start: Relief = {
    cancels: [],
    books: openRiskBook({ universe: view.universe, ...view.portfolio }),
  };
  return limitedScopes(view, start.books.exposures).reduce((relief, scope) => {
    const gone = new Set(relief.cancels.map(({ order }) => order));
    const working = view.portfolio.resting.filter(
      (order) => isCancellable(order) && !gone.has(order.id),
    );
    return relieve(relief, { scope, working });
  }, start);
};
