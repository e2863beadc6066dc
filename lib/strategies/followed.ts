// What flow following holds, lot by lot, each with the plan by which it gets out.

import { signalKey } from '../units/ids.ts';
import { isPositive } from '../units/quantity.ts';
import { after } from '../units/time.ts';
import { averageCost } from './holdings.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { FlowFollowingParameters } from '../domain/parameters.ts';
import type { OwnedLot, Position } from '../domain/position.ts';
import type { FlowExit } from '../domain/strategy-memory.ts';

/** Shares that flow following holds, with their plan. */
export type Followed = {
  readonly position: Position;
  readonly lot: OwnedLot;
  readonly plan: FlowExit;
};

const ADOPTED = signalKey('adopted');

/** A lot whose plan was lost is watched from its average cost, as if entered now. */
const adopted = (
  view: StrategyView,
  params: FlowFollowingParameters,
  held: { readonly position: Position; readonly lot: OwnedLot },
): FlowExit => ({
  token: held.position.token,
  signal: ADOPTED,
  entryFair: averageCost(held.lot),
  takeProfit: params.takeProfit,
  stopLoss: params.stopLoss,
  exitBy: after(view.snapshot.now, params.holdMax),
});

/** The lots of flow following, with their plans. */
export const followedOf = (
  view: StrategyView,
  params: FlowFollowingParameters,
): readonly Followed[] =>
  [...view.portfolio.positions.values()].flatMap((position) =>
    position.byStrategy
      .filter((lot) => lot.strategy === 'FF' && isPositive(lot.shares))
      .map((lot) => {
        const plan = view.memory.flowExits.find((each) => each.token === position.token);
        return { position, lot, plan: plan ?? adopted(view, params, { position, lot }) };
      }),
  );
