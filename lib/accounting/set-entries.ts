// Entries about complete sets and resolved shares: what enters or leaves the books at the venue's
// own value, without a trade.

import { STRATEGIES } from '../domain/order.ts';
import { faceValue, notional } from '../units/money.ts';
import { minus, negate } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { moveShares } from './move-shares.ts';
import type { EntryOf } from '../domain/ledger-entry.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { Quantity } from '../units/quantity.ts';
import type { ShareMove } from './move-shares.ts';

type FreeMove = Pick<ShareMove, 'place' | 'shares' | 'cash'>;

// Lots are used up in the order in which the strategies act, which puts hedges before what they
// hedge against: they were bought to be merged.
const moved = (state: LedgerState, move: FreeMove): LedgerState =>
  moveShares(state, { ...move, order: STRATEGIES, fee: ZERO_USDC }).state;

/** Books complete sets that became a dollar each, or the reverse. */
export const applySets = (state: LedgerState, entry: EntryOf<'merge' | 'split'>): LedgerState => {
  const { condition, strategy, size } = entry;
  const signed = <Q extends Quantity>(merged: Q): Q =>
    entry.kind === 'merge' ? merged : negate(merged);
  const yesValue = notional(size, entry.yesPrice, 'down');
  const noValue = minus(faceValue(size), yesValue);
  const shares = signed(negate(size));
  const withoutYes = moved(state, {
    place: { strategy, condition, token: entry.yes, outcome: 'YES' },
    shares,
    cash: signed(yesValue),
  });
  return moved(withoutYes, {
    place: { strategy, condition, token: entry.no, outcome: 'NO' },
    shares,
    cash: signed(noValue),
  });
};

/** Books resolved shares that were exchanged for their payout. */
export const applyRedemption = (state: LedgerState, entry: EntryOf<'redemption'>): LedgerState =>
  moved(state, { place: entry, shares: negate(entry.size), cash: entry.payout });
