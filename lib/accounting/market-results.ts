// What each market brought. The books keep results by strategy only, so this is told from their
// history, entry by entry.

import { fillKey } from '../domain/fill.ts';
import { present } from '../units/invariant.ts';
import { minus, plus } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { applyEntry, emptyLedger } from './ledger.ts';
import { feesOf, realizedOf } from './pnl.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { ConditionId } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';

/** What the closed part of a market's trades brought, and what all of them paid in fees. */
export type MarketResult = { readonly realized: UsdcMicros; readonly fees: UsdcMicros };

const NO_RESULT: MarketResult = { realized: ZERO_USDC, fees: ZERO_USDC };

/** The market that an entry is about, by the books it is applied to; undefined for plain money. */
export const marketOf = (state: LedgerState, entry: LedgerEntry): ConditionId | undefined => {
  if (entry.kind === 'transition') {
    const fill = present(state.pending.get(fillKey(entry)), 'a transition has a pending fill');
    return present(fill.changes[0], 'a fill changes a lot').condition;
  }
  if (entry.kind === 'correction')
    return entry.shares.kind === 'none' ? undefined : entry.shares.condition;
  return 'condition' in entry ? entry.condition : undefined;
};

/**
 * Tells what each market brought, from all entries in sequence order. The results add up to
 * realized, income apart, and to fees.
 * Throws: on entries that make no books; `rebuild` says why.
 */
export const marketResults = (
  entries: readonly LedgerEntry[],
): ReadonlyMap<ConditionId, MarketResult> => {
  const results = new Map<ConditionId, MarketResult>();
  const first = entries[0];
  if (first === undefined) return results;
  let state = emptyLedger(first.at);
  for (const entry of entries) {
    const market = marketOf(state, entry);
    const next = applyEntry(state, entry);
    if (market !== undefined) {
      const { realized, fees } = results.get(market) ?? NO_RESULT;
      results.set(market, {
        realized: plus(realized, minus(realizedOf(next), realizedOf(state))),
        fees: plus(fees, minus(feesOf(next), feesOf(state))),
      });
    }
    state = next;
  }
  return results;
};
