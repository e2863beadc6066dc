// Protect closes positions that lost too much, by selling or hedging, keeps everybody from buying
// them back at once, and turns finished business into cash.

import { formatPrice } from '../units/price.ts';
import { minus } from '../units/quantity.ts';
import { formatShares } from '../units/shares.ts';
import { holdingsOf, isAddingTo, restingIn } from './holdings.ts';
import { tell } from './notices.ts';
import { nameStranded, positionUpkeep } from './position-upkeep.ts';
import { planExit } from './protect-exit.ts';
import { checkStop, stopMemoryOf } from './stop.ts';
import { rememberStops } from './stop-memory.ts';
import { stopSlippage } from './stop-slippage.ts';
import type { CancelRequest, Decision, StrategyView } from '../domain/decision.ts';
import type { DesiredOrder } from '../domain/order.ts';
import type { ProtectParameters, StrategyParameters } from '../domain/parameters.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { Holding } from './holdings.ts';
import type { Concern } from './notices.ts';
import type { StopOutlook } from './stop-memory.ts';

const outlookOf = (
  view: StrategyView,
  params: StrategyParameters,
  holding: Holding,
): StopOutlook => ({
  holding,
  check: checkStop(view, params, holding),
  before: stopMemoryOf(view, holding.token),
  exits:
    view.tradingState === 'HALTED' || holding.market.status.kind !== 'accepting'
      ? 'impossible'
      : 'possible',
});

type Exits = {
  readonly desired: readonly DesiredOrder[];
  readonly concerns: readonly Concern[];
  readonly cash: UsdcMicros;
};

const concernFor = (
  { market, outcome, net }: Holding,
  topic: Concern['topic'],
  why: string,
): Concern => ({
  condition: market.condition,
  topic,
  text:
    `stop: ${why} for ${formatShares(net)} ${outcome} of ${market.slug}; ` +
    'held, tried again each cycle',
});

const exitFor = (
  view: StrategyView,
  params: ProtectParameters,
  step: { readonly outlook: StopOutlook; readonly cash: UsdcMicros },
): Exits => {
  const { outlook, cash } = step;
  const { holding, check, before, exits } = outlook;
  if (check.kind === 'blind') {
    const missing = check.topic === 'no-bid' ? 'bid' : 'earlier fair price';
    const why = `no valid book and no ${missing}`;
    return { desired: [], concerns: [concernFor(holding, check.topic, why)], cash };
  }
  if (check.kind === 'quiet' || exits === 'impossible') return { desired: [], concerns: [], cash };
  const terms = stopSlippage(view.slippage, before, params.stopSlippageMaxCents);
  const { hedging } = params;
  const exit = planExit(view, { holding, stop: check, ...terms, cash, hedging });
  const why = `nothing to trade with within the slippage of ${formatPrice(check.reference)}`;
  return {
    desired: exit.orders,
    concerns: exit.orders.length === 0 ? [concernFor(holding, 'no-bid', why)] : [],
    cash: minus(cash, exit.cost),
  };
};

const exitsFor = (
  view: StrategyView,
  params: ProtectParameters,
  outlooks: readonly StopOutlook[],
): Exits =>
  outlooks.reduce<Exits>(
    (so, outlook) => {
      const { desired, concerns, cash } = exitFor(view, params, { outlook, cash: so.cash });
      return {
        desired: [...so.desired, ...desired],
        concerns: [...so.concerns, ...concerns],
        cash,
      };
    },
    { desired: [], concerns: [], cash: view.freeCash },
  );

/** What must not fill while a position is being closed, or while nobody can price its market. */
const cancelsFor = (
  view: StrategyView,
  params: ProtectParameters,
  { holding, check }: StopOutlook,
): readonly CancelRequest[] => {
  const { condition } = holding.market;
  const resting = restingIn(view, holding.market).filter(
    ({ certainty, strategy }) => certainty === 'confirmed' && strategy !== 'ICC',
  );
  if (check.kind === 'fires')
    return resting.map(({ id }) => ({ order: id, reason: 'stop: the position is being closed' }));
  const invalidCycles = view.memory.markets.get(condition)?.invalidCycles ?? 0;
  if (invalidCycles < params.invalidCyclesMax) return [];
  const reason = `adding order: no valid book for ${invalidCycles} cycles`;
  return resting
    .filter(({ order }) => isAddingTo(holding, order))
    .map(({ id }) => ({ order: id, reason }));
};

/**
 * Decides stop-loss exits, hedges, merges and redemptions. It never asks for an order that enlarges
 * a bet, and for nothing but cancels and money on chain while trading is halted.
 */
export const decideProtect = (view: StrategyView, params: StrategyParameters): Decision => {
  const holdings = holdingsOf(view);
  const outlooks = holdings
    .filter(({ market }) => market.status.kind !== 'resolved')
    .map((holding) => outlookOf(view, params, holding));
  const exits = exitsFor(view, params.protect, outlooks);
  const upkeep = positionUpkeep(view, exits.desired);
  const { stranded, reports } = nameStranded(view, holdings);
  const told = tell(view, ['no-bid', 'no-reference'], exits.concerns);
  return {
    desired: exits.desired,
    cancels: [
      ...outlooks.flatMap((outlook) => cancelsFor(view, params.protect, outlook)),
      ...upkeep.cancels,
    ],
    chain: upkeep.chain,
    reports: [...reports, ...told.reports],
    memory: {
      ...view.memory,
      stops: rememberStops(view, params.protect, outlooks),
      stranded,
      notices: told.notices,
    },
  };
};
