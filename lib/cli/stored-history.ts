// The ledger entries of a stored portfolio: those that stand beside its state, and those that still
// wait in it.

import { describeStoreError } from '../cycle/describe-store-error.ts';
import { err, ok } from '../units/result.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { StateStore } from '../ports/state-store.ts';
import type { Result } from '../units/result.ts';

/** Reads all entries of a portfolio in sequence order. */
export const storedEntries = async (
  store: Pick<StateStore, 'readEntries'>,
  { outbox }: Pick<PortfolioState, 'outbox'>,
): Promise<Result<readonly LedgerEntry[], string>> => {
  const entries = await store.readEntries();
  if (!entries.ok) return err(describeStoreError(entries.error));
  const bySequence = new Map([...entries.value, ...outbox].map((one) => [one.sequence, one]));
  return ok([...bySequence.values()].toSorted((a, b) => a.sequence - b.sequence));
};

/** Says what is missing in the history of a portfolio, or null where it is whole. */
export const historyGap = async (
  store: Pick<StateStore, 'readEntries'>,
  state: PortfolioState,
): Promise<string | null> => {
  const entries = await storedEntries(store, state);
  if (!entries.ok) return entries.error;
  const missing = state.ledger.sequence - entries.value.length;
  return missing === 0
    ? null
    : `${String(missing)} of ${String(state.ledger.sequence)} ledger entries are missing beside ` +
        'the state. Put a copy of the files back, or start over with --fresh';
};
