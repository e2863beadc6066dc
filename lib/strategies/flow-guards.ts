// What keeps flow following out of a market, whatever the signal says.

import { bookSideOf, horizonOf, tokenOf } from '../domain/market.ts';
import { wouldMatch } from '../execution/conflicts.ts';
import { elapsed } from '../units/time.ts';
import { isEntryBanned } from './entry-ban.ts';
import { restingIn } from './holdings.ts';
import { isQuotable } from './quoting.ts';
import { admitsNewRisk } from './select-markets.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { Market, Outcome } from '../domain/market.ts';
import type { Order } from '../domain/order.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { PriceMicros } from '../units/price.ts';

// Less than the minimum cannot be sold: a purchase that left such a rest is over, and the rest goes
// with the next one.
const isInvolved = (view: StrategyView, market: Market): boolean =>
  [market.yes, market.no].some((token) =>
    (view.portfolio.positions.get(token)?.byStrategy ?? []).some(
      (lot) => lot.strategy === 'FF' && lot.shares >= market.sizeMin,
    ),
  ) || restingIn(view, market).some(({ strategy }) => strategy === 'FF');

const isTooLate = (view: StrategyView, params: StrategyParameters, market: Market): boolean => {
  const horizon = horizonOf(market);
  if (horizon.kind === 'unknown') return true;
  return elapsed(view.snapshot.now, horizon.at) < params.icc.reduceOnlyBefore;
};

/** Says what forbids buying an outcome, if anything does. */
export const hindranceOf = (
  view: StrategyView,
  params: StrategyParameters,
  wanted: { readonly market: Market; readonly outcome: Outcome; readonly fair: PriceMicros },
): string | undefined => {
  const { market, outcome, fair } = wanted;
  if (market.status.kind !== 'accepting') return 'the market takes no orders';
  if (isTooLate(view, params, market)) return 'the market ends too soon, or nobody knows when';
  if (!isQuotable(fair, market.tick)) return 'its price is too near to 0 or 1';
  if (!admitsNewRisk(market, view.universe, params.markets)) return 'the filters exclude it';
  if (isInvolved(view, market)) return 'FF is in this market already';
  return isEntryBanned(view.memory, tokenOf(market, outcome), view.snapshot.now)
    ? 'its stop fired a short while ago'
    : undefined;
};

/**
 * Tells whether own orders stand in the way: the higher strategy owns the side that it quotes, and
 * trading with ourselves helps nobody.
 */
export const isObstructed = (view: StrategyView, market: Market, order: Order): boolean =>
  restingIn(view, market).some(
    ({ order: own }) =>
      bookSideOf(own.side, own.outcome) === bookSideOf(order.side, order.outcome) ||
      wouldMatch(own, order),
  );
