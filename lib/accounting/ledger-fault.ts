// Which entries do not fit the books they are applied to. The same rules guard what we record and
// what we read back.

import { fillKey } from '../domain/fill.ts';
import { isNegative, isPositive } from '../units/quantity.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { LedgerState } from '../domain/ledger-state.ts';

/** Why a history of entries makes no books. */
export type LedgerFault =
  | { readonly kind: 'SEQUENCE_BROKEN'; readonly expected: number; readonly found: number }
  | { readonly kind: 'OPENING_MISPLACED'; readonly sequence: number }
  | { readonly kind: 'EVENT_REPEATED'; readonly sequence: number; readonly eventId: string }
  | { readonly kind: 'FILL_REPEATED'; readonly sequence: number; readonly fill: string }
  | { readonly kind: 'FILL_NOT_PENDING'; readonly sequence: number; readonly fill: string }
  | { readonly kind: 'AMOUNT_OUT_OF_RANGE'; readonly sequence: number; readonly entry: string };

const amountsFit = (entry: LedgerEntry): boolean => {
  switch (entry.kind) {
    case 'fill':
      return isPositive(entry.size) && !isNegative(entry.fee);
    case 'merge':
    case 'split':
      return isPositive(entry.size);
    case 'redemption':
      return isPositive(entry.size) && !isNegative(entry.payout);
    case 'reward':
    case 'rebate':
    case 'yield':
    case 'deposit':
    case 'withdrawal':
      return isPositive(entry.amount);
    case 'opening':
    case 'failed-fill':
    case 'transition':
    case 'correction':
      return true;
  }
};

/** Tells whether no fill of the books may still change their cash: only then may they open anew. */
export const areSettled = ({ pending }: LedgerState): boolean => pending.size === 0;

const fillFault = (state: LedgerState, entry: LedgerEntry): LedgerFault | null => {
  if (entry.kind !== 'fill' && entry.kind !== 'failed-fill' && entry.kind !== 'transition')
    return null;
  const fill = fillKey(entry);
  const { sequence } = entry;
  if (entry.kind === 'transition')
    return state.pending.has(fill) ? null : { kind: 'FILL_NOT_PENDING', sequence, fill };
  return state.pending.has(fill) || state.finals.has(fill)
    ? { kind: 'FILL_REPEATED', sequence, fill }
    : null;
};

/** Finds what keeps an entry from being the next one of these books, if anything does. */
export const faultOf = (state: LedgerState, entry: LedgerEntry): LedgerFault | null => {
  const expected = state.sequence + 1;
  const { sequence } = entry;
  if (sequence !== expected) return { kind: 'SEQUENCE_BROKEN', expected, found: sequence };
  if (entry.kind === 'opening' ? !areSettled(state) : expected === 1)
    return { kind: 'OPENING_MISPLACED', sequence };
  if (!amountsFit(entry)) return { kind: 'AMOUNT_OUT_OF_RANGE', sequence, entry: entry.kind };
  return fillFault(state, entry);
};
