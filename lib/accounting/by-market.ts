// What each market earned, from the history: the books tell it by strategy only.

import { minus, plus } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { applyEntry, emptyLedger } from './ledger.ts';
import { feesOf, realizedOf } from './pnl.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { ConditionId } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';

/** What one market earned. Realized excludes fees. */
export type MarketEarnings = {
  readonly realized: UsdcMicros;
  readonly fees: UsdcMicros;
  readonly fills: number;
};

const NOTHING: MarketEarnings = { realized: ZERO_USDC, fees: ZERO_USDC, fills: 0 };

const conditionOf = (before: LedgerState, entry: LedgerEntry): ConditionId | undefined => {
  if ('condition' in entry) return entry.condition;
  if (entry.kind !== 'transition') return undefined;
  return before.pending.get(`${entry.trade}|${entry.order}`)?.changes[0]?.condition;
};

/** Realized and fees by market. `entries` are the whole history in sequence order. */
export const earningsByMarket = (
  entries: readonly LedgerEntry[],
): ReadonlyMap<ConditionId, MarketEarnings> => {
  const earnings = new Map<ConditionId, MarketEarnings>();
  const first = entries[0];
  if (first === undefined) return earnings;
  let state = emptyLedger(first.at);
  for (const entry of entries) {
    const next = applyEntry(state, entry);
    const condition = conditionOf(state, entry);
    if (condition !== undefined) {
      const before = earnings.get(condition) ?? NOTHING;
      earnings.set(condition, {
        realized: plus(before.realized, minus(realizedOf(next), realizedOf(state))),
        fees: plus(before.fees, minus(feesOf(next), feesOf(state))),
        fills: before.fills + (entry.kind === 'fill' ? 1 : 0),
      });
    }
    state = next;
  }
  return earnings;
};
