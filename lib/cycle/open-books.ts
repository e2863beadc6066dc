// The opening of the books: with which cash, when, and when once more.

import { areSettledBefore, isQuietBefore } from '../accounting/applied-keys.ts';
import { areSettled } from '../accounting/ledger-fault.ts';
import { recordEvent } from '../accounting/ledger.ts';
import { formatUsdc } from '../units/usdc.ts';
import { withDeeds, withState } from './working.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

const unopened = (working: Working, why: string): Working =>
  withDeeds(working, { reports: [`books not opened: ${why}`] });

const differing = (first: UsdcMicros, then: UsdcMicros): string =>
  `the cash was $${formatUsdc(first)}, then $${formatUsdc(then)}`;

// The books open with the cash that the venue shows twice in a row, while the wallet is seen to be
// at rest and all its trades are settled; without that there is nothing to open with. What they
// open with is never compared with an earlier belief, and the venue has shown a balance twice as
// large, once.
const opened = async (
  ports: Ports,
  settings: CycleSettings,
  working: Working,
): Promise<Working> => {
  const { state, snapshot } = working;
  const { balances, fills, activity, now } = snapshot;
  if (balances.kind === 'unknown' || fills.kind === 'unknown' || activity.kind === 'unknown')
    return working;
  const events = [
    ...fills.value.map(({ matchedAt }) => matchedAt),
    ...activity.value.map(({ at }) => at),
  ];
  if (!isQuietBefore(now, events)) return unopened(working, 'the wallet moved a minute ago');
  if (!areSettledBefore(now, fills.value))
    return unopened(working, 'a trade of the wallet is not settled yet');
  const { cash } = balances.value;
  const again = await ports.venue.fetchBalances([], new Set());
  if (again.kind === 'unknown') return working;
  if (again.value.cash !== cash) return unopened(working, differing(cash, again.value.cash));
  const next = state.ledger.sequence + 1;
  const opening = recordEvent(state.ledger, {
    eventId: next === 1 ? 'opening' : `opening|${String(next)}`,
    at: now,
    event: { kind: 'opening', cash },
  });
  const isOpeningDoubted = settings.identity.mode === 'live';
  return withDeeds(withState(working, { ledger: opening.state, isOpeningDoubted }), {
    entries: [opening.entry],
  });
};

/** Opens books that have no entry yet. */
export const openBooks = async (
  ports: Ports,
  settings: CycleSettings,
  working: Working,
): Promise<Working> =>
  working.state.ledger.sequence > 0 ? working : opened(ports, settings, working);

/**
 * Looks whether the books were opened with the right cash, and opens them anew where they were not.
 * What moves within seconds of an opening is stamped by another clock than ours: it may be in the
 * opening cash and be booked as well, or be neither. Until a cycle has found the wallet's cash in
 * the books nothing is sent, so that the difference is none of our doing; what its owner traded by
 * hand meanwhile stays in the books.
 */
export const reopenBooks = async (
  ports: Ports,
  settings: CycleSettings,
  working: Working,
): Promise<Working> => {
  const { loaded, state, snapshot } = working;
  const { balances } = snapshot;
  if (!loaded.isOpeningDoubted || balances.kind === 'unknown') return working;
  if (!areSettled(state.ledger))
    return unopened(working, 'a trade of the wallet is not settled yet');
  if (balances.value.cash !== state.ledger.cash) return opened(ports, settings, working);
  return withState(working, { isOpeningDoubted: false });
};

/** Tells whether the books were open when the cycle began, and nothing says that they are wrong. */
export const areOpenBooks = ({ loaded, state }: Working): boolean =>
  loaded.ledger.sequence > 0 && !state.isOpeningDoubted;
