// The resting orders that must go, and why: all of them at a halt, those of a halted market, and
// those that add exposure while only reducing ones may stay.

import { addingOrders } from './adding-orders.ts';
import { killSwitchRule } from './kill-switch-rules.ts';
import { stateByRisk } from './trading-state.ts';
import type { CancelRequest } from '../domain/decision.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Universe } from '../domain/market.ts';
import type { RestingOrder } from '../domain/order.ts';
import type { Portfolio } from '../domain/portfolio.ts';
import type { RiskState } from '../domain/risk-state.ts';

/** What decides over resting orders. */
export type CancelInput = {
  readonly universe: Universe;
  readonly portfolio: Portfolio;
  readonly risk: RiskState;
  readonly killSwitch: KillSwitchReading;
};

const requests = (orders: readonly RestingOrder[], reason: string): readonly CancelRequest[] =>
  orders.map(({ id }) => ({ order: id, reason }));

const inHaltedMarkets = ({ risk, portfolio }: CancelInput): readonly CancelRequest[] =>
  portfolio.resting.flatMap((resting) => {
    const halted = risk.mismatches.find(
      ({ scope, halted: isHalted }) =>
        isHalted && scope.kind === 'market' && scope.condition === resting.order.condition,
    );
    return halted === undefined ? [] : requests([resting], `market halted: ${halted.detail}`);
  });

const adding = (input: CancelInput): readonly CancelRequest[] => {
  const { universe, portfolio } = input;
  return requests(
    addingOrders({ universe, ...portfolio }, portfolio.resting),
    'only reducing orders may rest',
  );
};

/** The cancels that the risk rules demand, each order once. An unreadable switch demands none. */
export const requiredCancels = (input: CancelInput): readonly CancelRequest[] => {
  const { portfolio, risk, killSwitch } = input;
  const { cancels } = killSwitchRule(killSwitch, risk.killSwitchFailures);
  if (cancels === 'all') return requests(portfolio.resting, 'kill switch is halt');
  const restricted = cancels === 'adding' || stateByRisk(risk) === 'REDUCE_ONLY';
  const all = [...(restricted ? adding(input) : []), ...inHaltedMarkets(input)];
  return [...new Map(all.map((request) => [request.order, request])).values()];
};
