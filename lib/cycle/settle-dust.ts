// Booking what rounding on chain left between wallet and books, once it has stood for two cycles in
// which nothing moved.

import { bookDust, dustIn, dustStanding } from '../accounting/dust.ts';
import { postActivity } from '../accounting/post-activity.ts';
import { formatShares } from '../units/shares.ts';
import { formatUsdc } from '../units/usdc.ts';
import { awaitedMoves } from './awaited.ts';
import { withDeeds, withState } from './working.ts';
import type { Dust } from '../domain/dust.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

// A difference that an event explains is none of the chain's rounding, even if our books cannot
// take that event as long as its market is not known.
const isAllBooked = ({ state, snapshot: { activity }, universe, fair }: Working): boolean =>
  activity.kind === 'known' &&
  postActivity(state.ledger, activity.value, { universe, fair }).unposted.length === 0;

// No trade on its way, no order in flight or about to go, no move on chain, and everything read
// that could tell of one.
const isAtRest = (working: Working): boolean => {
  const { state, snapshot } = working;
  const reads = [snapshot.fills, snapshot.activity, snapshot.openOrders, snapshot.universe];
  return (
    state.ledger.sequence > 0 &&
    !state.isOpeningDoubted &&
    state.ledger.pending.size === 0 &&
    state.intents.every(({ phase }) => phase.kind === 'resting') &&
    awaitedMoves(working).length === 0 &&
    reads.every(({ kind }) => kind === 'known') &&
    isAllBooked(working)
  );
};

const dustSeen = (working: Working, { tolerance }: CycleSettings): readonly Dust[] => {
  const { state, snapshot, universe } = working;
  const { balances } = snapshot;
  if (balances.kind === 'unknown' || !isAtRest(working)) return [];
  return dustIn({ ledger: state.ledger, balances: balances.value, universe, tolerance });
};

const describe = (dust: Dust): string =>
  dust.kind === 'cash'
    ? `$${formatUsdc(dust.amount)}`
    : `${formatShares(dust.amount)} shares of ${dust.token}`;

/** Books the dust that stood still, and remembers what was seen for the first time. */
export const settleDust = (ports: Ports, settings: CycleSettings, working: Working): Working => {
  const { state, snapshot } = working;
  const { due, seen } = dustStanding(state.dust, dustSeen(working, settings));
  const booked = bookDust(state.ledger, due, snapshot.now);
  const reports = due.map((one) => `dust booked: ${describe(one)}`);
  for (const report of reports)
    ports.telemetry.log({
      level: 'info',
      message: `[EnterpriseOrchestrator] ${report}`,
      fields: {},
    });
  return withDeeds(withState(working, { ledger: booked.state, dust: seen }), {
    entries: booked.entries,
    reports,
  });
};
