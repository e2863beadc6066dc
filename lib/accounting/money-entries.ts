// Entries about money alone, and the operator's corrections. Flows are never profit.

import { minus, negate, plus } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { changeBy, withChange } from './lot-change.ts';
import { lotAt } from './lots.ts';
import { netted } from './reversal.ts';
import { costWithinFace } from './settlement.ts';
import type { CorrectedShares, EntryOf } from '../domain/ledger-entry.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { UsdcMicros } from '../units/quantity.ts';

/**
 * Opens the books with the cash that is there; everything before is part of it. Books that open
 * anew keep what they have earned, and what differs came in or went out.
 */
export const applyOpening = (
  state: LedgerState,
  { at, cash }: EntryOf<'opening'>,
): LedgerState => ({
  ...state,
  openedAt: at,
  tradeCursor: at,
  activityCursor: at,
  cash,
  flows: plus(state.flows, minus(cash, state.cash)),
});

/** Books income that no trade earned, on a line of its own. */
export const applyIncome = (
  state: LedgerState,
  { kind, amount }: EntryOf<'reward' | 'rebate' | 'yield'>,
): LedgerState => ({
  ...state,
  cash: plus(state.cash, amount),
  income: { ...state.income, [kind]: plus(state.income[kind], amount) },
});

const withFlow = (state: LedgerState, amount: UsdcMicros): LedgerState => ({
  ...state,
  flows: plus(state.flows, amount),
});

const withCashFlow = (state: LedgerState, amount: UsdcMicros): LedgerState =>
  withFlow({ ...state, cash: plus(state.cash, amount) }, amount);

/** Books money that came in or went out. */
export const applyFlow = (
  state: LedgerState,
  { kind, amount }: EntryOf<'deposit' | 'withdrawal'>,
): LedgerState => withCashFlow(state, kind === 'deposit' ? amount : negate(amount));

// The cost that a lot cannot have after the correction leaves as a flow too, not as profit.
const withCorrectedShares = (state: LedgerState, corrected: CorrectedShares): LedgerState => {
  if (corrected.kind === 'none') return state;
  const lot = lotAt(state.lots, corrected);
  const shares = plus(lot.shares, corrected.size);
  const cost = minus(costWithinFace(shares, plus(lot.cost, corrected.cost)), lot.cost);
  const change = changeBy(lot, {
    shares: corrected.size,
    cost,
    realized: ZERO_USDC,
    fees: ZERO_USDC,
  });
  return netted(withFlow(withChange(state, change), cost), corrected.token);
};

/** Books what the venue proves to be different, at the operator's word. */
export const applyCorrection = (
  state: LedgerState,
  { cash, shares }: EntryOf<'correction'>,
): LedgerState => withCorrectedShares(withCashFlow(state, cash), shares);
