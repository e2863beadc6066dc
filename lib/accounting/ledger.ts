// The ledger: balances are a fold over entries, and this is the one step of that fold.

import { invariant } from '../units/invariant.ts';
import { isZero } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { withActivityKey } from './applied-keys.ts';
import { applyFailedFill, applyFill, applyTransition } from './fill-entries.ts';
import { faultOf } from './ledger-fault.ts';
import { applyCorrection, applyFlow, applyIncome, applyOpening } from './money-entries.ts';
import { imbalanceOf } from './pnl.ts';
import { applyRedemption, applySets } from './set-entries.ts';
import { NO_TOTALS } from './totals.ts';
import type { LedgerEntry, LedgerEvent } from '../domain/ledger-entry.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { EpochMs } from '../units/time.ts';

/** Books without any entry. The first one must be an opening. */
export const emptyLedger = (at: EpochMs): LedgerState => ({
  sequence: 0,
  openedAt: at,
  cash: ZERO_USDC,
  flows: ZERO_USDC,
  lots: new Map(),
  totals: { ICC: NO_TOTALS, Protect: NO_TOTALS, MM: NO_TOTALS, FF: NO_TOTALS },
  income: { reward: ZERO_USDC, rebate: ZERO_USDC, yield: ZERO_USDC },
  pending: new Map(),
  finals: new Map(),
  activityKeys: new Map(),
  tradeCursor: at,
  activityCursor: at,
});

const applied = (state: LedgerState, entry: LedgerEntry): LedgerState => {
  switch (entry.kind) {
    case 'opening':
      return applyOpening(state, entry);
    case 'fill':
      return applyFill(state, entry);
    case 'failed-fill':
      return applyFailedFill(state, entry);
    case 'transition':
      return applyTransition(state, entry);
    case 'merge':
    case 'split':
      return withActivityKey(applySets(state, entry), entry);
    case 'redemption':
      return withActivityKey(applyRedemption(state, entry), entry);
    case 'reward':
    case 'rebate':
    case 'yield':
      return withActivityKey(applyIncome(state, entry), entry);
    case 'deposit':
    case 'withdrawal':
      return withActivityKey(applyFlow(state, entry), entry);
    case 'correction':
      return applyCorrection(state, entry);
  }
};

/**
 * Applies the next entry.
 * Throws: on an entry that is not the next one of these books, and if the books did not balance.
 */
export const applyEntry = (state: LedgerState, entry: LedgerEntry): LedgerState => {
  invariant(faultOf(state, entry) === null, 'an entry fits the books it is applied to');
  const next = { ...applied(state, entry), sequence: entry.sequence };
  invariant(isZero(imbalanceOf(next)), 'cash is flows plus earnings less the cost of all lots');
  return next;
};

/** The books after some events, and the entries that say so. */
export type Posted = {
  readonly state: LedgerState;
  readonly entries: readonly LedgerEntry[];
};

/** An event with its unique name and its time, ready to become the next entry. */
export type NamedEvent = {
  readonly eventId: string;
  readonly at: EpochMs;
  readonly event: LedgerEvent;
};

const entryOf = (state: LedgerState, { eventId, at, event }: NamedEvent): LedgerEntry => ({
  sequence: state.sequence + 1,
  eventId,
  at,
  ...event,
});

/** Tells whether these books can take an event. What the venue lists need not make sense. */
export const canTake = (state: LedgerState, event: NamedEvent): boolean =>
  faultOf(state, entryOf(state, event)) === null;

/**
 * Turns an event into the next entry and applies it.
 * Throws: on an event that these books cannot take.
 */
export const recordEvent = (
  state: LedgerState,
  event: NamedEvent,
): { readonly state: LedgerState; readonly entry: LedgerEntry } => {
  const entry = entryOf(state, event);
  return { state: applyEntry(state, entry), entry };
};

/** Records an event after others. */
export const posted = ({ state, entries }: Posted, event: NamedEvent): Posted => {
  const recorded = recordEvent(state, event);
  return { state: recorded.state, entries: [...entries, recorded.entry] };
};
