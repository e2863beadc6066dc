// The guard's turn: mark to market, compare believed with venue state, step the breakers, and
// cancel at once what may no longer rest.

import { compareWithVenue } from '../accounting/compare-venue.ts';
import { guard as guardRisk } from '../risk/guard.ts';
import { foreignCancels } from '../risk/required-cancels.ts';
import { portfolioOf } from './books.ts';
import { awaitedMoves } from './awaited.ts';
import { cancelAndReread } from './cancel.ts';
import { riskLine } from './log-lines.ts';
import { marked } from './mark.ts';
import { withState } from './working.ts';
import type { Verdict } from '../accounting/compare-venue.ts';
import type { ConditionId, OrderId } from '../units/ids.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

const verdictsOf = (working: Working, { tolerance }: CycleSettings): readonly Verdict[] => {
  const { state, snapshot, universe, lookups, deeds } = working;
  if (state.ledger.sequence === 0) return [];
  const isRead = snapshot.fills.kind === 'known' && snapshot.activity.kind === 'known';
  const watched = state.risk.mismatches.flatMap(({ scope }): readonly ConditionId[] =>
    scope.kind === 'market' ? [scope.condition] : [],
  );
  return compareWithVenue({
    ledger: state.ledger,
    resting: portfolioOf(state).resting,
    balances: snapshot.balances,
    openOrders: snapshot.openOrders,
    books: isRead ? 'up-to-date' : 'old',
    lookups,
    ended: new Set(deeds.settled.map(({ intent }) => intent.id)),
    moves: awaitedMoves(working).map(({ request }) => request),
    universe,
    watched,
    tolerance,
  });
};

// An order that ended in this cycle's reads may be listed still: the list was read before its end.
const ordersKnown = ({ state, deeds }: Working): ReadonlySet<OrderId> =>
  new Set([...state.intents, ...deeds.settled.map(({ intent }) => intent)].map(({ id }) => id));

/** Guards the cycle. Orders that add exposure go at once when nothing may be added. */
export const guard = async (
  ports: Ports,
  settings: CycleSettings,
  looked: Working,
): Promise<Working> => {
  const working = marked(looked, settings);
  const { state, snapshot, universe, equity, deeds } = working;
  const { risk, cancels, messages } = guardRisk({
    snapshot,
    limits: settings.limits,
    risk: state.risk,
    universe,
    portfolio: portfolioOf(state),
    equity,
    flows: state.ledger.flows,
    verdicts: verdictsOf(working, settings),
    intents: state.intents,
    settled: deeds.settled,
  });
  for (const message of messages) ports.telemetry.log(riskLine(message));
  const foreign = foreignCancels(risk, snapshot.openOrders, ordersKnown(working));
  return cancelAndReread(ports, withState(working, { risk }), [...cancels, ...foreign]);
};
