// From a strategy's decision to what is to be done about it: gate the wishes as if all its own
// orders were gone, then plan the fewest moves from what rests to what is allowed.

import { present } from '../units/invariant.ts';
import { conflictsWith } from '../execution/conflicts.ts';
import { plan } from '../execution/plan.ts';
import { gate } from '../risk/risk-manager.ts';
import { portfolioOf } from './books.ts';
import { gateContextOf } from './judging.ts';
import type { Decision } from '../domain/decision.ts';
import type { Universe } from '../domain/market.ts';
import type { RestingOrder, Strategy } from '../domain/order.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { RefusedOrder } from '../domain/refused-order.ts';
import type { Plan, PlanContext } from '../execution/plan.ts';
import type { TokenId } from '../units/ids.ts';
import type { Tick } from '../units/price.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

/** Whose turn it is, on what the ones before have left. */
export type Turn = { readonly working: Working; readonly strategy: Strategy };

/** What is to be done about a decision. */
export type Intention = {
  readonly plan: Plan;
  /** Wishes that the gate refused and that no resting order serves. */
  readonly refused: readonly RefusedOrder[];
  /** Orders of other strategies that must go first. */
  readonly inTheWay: readonly RestingOrder[];
};

// Reasons that keep a new order from being sent, and say nothing against one that rests already.
const HOLDING: ReadonlySet<RefusalCode> = new Set([
  'COOLDOWN_CACHED',
  'INTENT_UNRESOLVED',
  'LIVE_NOT_CLEARED',
]);

const isHolding = ({ refusals }: RefusedOrder): boolean =>
  refusals.every((refusal) => HOLDING.has(refusal.code));

const tickIn = (universe: Universe, token: TokenId): Tick => {
  const condition = universe.tokens.get(token)?.condition;
  const market = condition === undefined ? undefined : universe.markets.get(condition);
  return present(market, 'an approved order is of a known market').tick;
};

const planContext = ({ snapshot, universe }: Working, settings: CycleSettings): PlanContext => ({
  now: snapshot.now,
  cycle: settings.cycle,
  keep: { ticks: settings.parameters.mm.keepTicks, size: settings.parameters.mm.keepSize },
  tickOf: (token) => tickIn(universe, token),
});

/** Gates a decision and plans it. Nothing is done yet. */
export const intend = (settings: CycleSettings, turn: Turn, decision: Decision): Intention => {
  const { working, strategy } = turn;
  const { resting } = portfolioOf(working.state);
  const own = resting.filter((one) => one.strategy === strategy && one.certainty === 'confirmed');
  const others = resting.filter((one) => one.strategy !== strategy);
  const wishes = decision.desired.map(({ order }) => order);
  const cancels = new Set(decision.cancels.map(({ order }) => order));
  const leaving = others.filter(({ id }) => cancels.has(id));
  const gone = [...own, ...conflictsWith(wishes, others), ...leaving];
  const { now } = working.snapshot;
  const { approved, refused } = gate(
    decision.desired,
    gateContextOf(working, settings, { now, gone }),
  );
  const held = refused.filter(isHolding).map(({ desired }) => desired);
  const planned = plan({ approved, held }, own, planContext(working, settings));
  const served = new Set(planned.keep.map(({ wanted }) => wanted));
  const allowed = approved.map(({ order }) => order);
  return {
    plan: planned,
    refused: refused.filter(({ desired }) => !served.has(desired)),
    inTheWay: conflictsWith(allowed, others),
  };
};
