// The resting orders that must go, and why: all of them at a halt, those of a halted market, and
// those that add exposure while only reducing ones may stay.

import { addingOrders } from './adding-orders.ts';
import { killSwitchRule } from './kill-switch-rules.ts';
import { stateByMode, stateByRisk } from './trading-state.ts';
import type { CancelRequest } from '../domain/decision.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Universe } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { OpenOrder } from '../domain/order.ts';
import type { Portfolio } from '../domain/portfolio.ts';
import type { RiskState } from '../domain/risk-state.ts';
import type { VenueMode } from '../domain/venue-outcome.ts';
import type { ConditionId, OrderId } from '../units/ids.ts';

/** What decides over resting orders. */
export type CancelInput = {
  readonly universe: Universe;
  readonly portfolio: Portfolio;
  readonly risk: RiskState;
  readonly killSwitch: KillSwitchReading;
  readonly mode: Observed<VenueMode>;
};

const requests = (
  orders: readonly { readonly id: OrderId }[],
  reason: string,
): readonly CancelRequest[] => orders.map(({ id }) => ({ order: id, reason }));

type InMarket = { readonly id: OrderId; readonly condition: ConditionId };

const inHaltedMarkets = (
  { mismatches }: RiskState,
  orders: readonly InMarket[],
): readonly CancelRequest[] =>
  orders.flatMap(({ id, condition }) => {
    const halted = mismatches.find(
      (one) => one.halted && one.scope.kind === 'market' && one.scope.condition === condition,
    );
    return halted === undefined ? [] : [{ order: id, reason: `market halted: ${halted.detail}` }];
  });

/** The cancels of all orders that add exposure, for a reason that only reducing ones may rest. */
export const addingCancels = (
  { universe, portfolio }: Pick<CancelInput, 'universe' | 'portfolio'>,
  reason: string,
): readonly CancelRequest[] =>
  requests(addingOrders({ universe, ...portfolio }, portfolio.resting), reason);

/** The cancels that the risk rules demand, each order once. An unreadable switch demands none. */
export const requiredCancels = (input: CancelInput): readonly CancelRequest[] => {
  const { portfolio, risk, killSwitch, mode } = input;
  const { cancels } = killSwitchRule(killSwitch, risk.killSwitchFailures);
  if (cancels === 'all') return requests(portfolio.resting, 'kill switch is halt');
  const states = [stateByRisk(risk), stateByMode(mode)];
  const restricted = cancels === 'adding' || states.includes('REDUCE_ONLY');
  const places = portfolio.resting.map(({ id, order }) => ({ id, condition: order.condition }));
  const adding = restricted ? addingCancels(input, 'only reducing orders may rest') : [];
  const all = [...adding, ...inHaltedMarkets(risk, places)];
  return [...new Map(all.map((request) => [request.order, request])).values()];
};

/**
 * The cancels of orders that the venue lists in a halted market and that we know nothing of: while
 * they rest, the market could never be shown to match again.
 */
export const foreignCancels = (
  risk: RiskState,
  openOrders: Observed<readonly OpenOrder[]>,
  ours: ReadonlySet<OrderId>,
): readonly CancelRequest[] =>
  openOrders.kind === 'unknown'
    ? []
    : inHaltedMarkets(
        risk,
        openOrders.value.filter(({ id }) => !ours.has(id)),
      );
