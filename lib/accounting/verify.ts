// The entries are the truth's own history: from them alone the same books must come out.

import { err, ok } from '../units/result.ts';
import { applyEntry, emptyLedger } from './ledger.ts';
import { faultOf } from './ledger-fault.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { Result } from '../units/result.ts';
import type { LedgerFault } from './ledger-fault.ts';

/** Why entries do not make books. */
export type RebuildError = LedgerFault | { readonly kind: 'NO_ENTRIES' };

/**
 * Makes the books that the entries, in sequence order, add up to.
 * Refuses: histories with gaps, repetitions, or entries that do not fit what came before.
 */
export const rebuild = (entries: readonly LedgerEntry[]): Result<LedgerState, RebuildError> => {
  const first = entries[0];
  if (first === undefined) return err({ kind: 'NO_ENTRIES' });
  const seen = new Set<string>();
  let state = emptyLedger(first.at);
  for (const entry of entries) {
    const { sequence, eventId } = entry;
    if (seen.has(eventId)) return err({ kind: 'EVENT_REPEATED', sequence, eventId });
    const fault = faultOf(state, entry);
    if (fault !== null) return err(fault);
    seen.add(eventId);
    state = applyEntry(state, entry);
  }
  return ok(state);
};
