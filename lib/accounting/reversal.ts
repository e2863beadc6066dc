// Taking back a fill whose trade failed. The change it made is subtracted, whatever came after it;
// when nothing of that token did, the books are exactly as if it had never been. Otherwise cash,
// shares and realized less cost are; only what average cost had blended stays blended.

import { STRATEGIES } from '../domain/order.ts';
import { isNegative, isPositive, magnitude, minus, negate, smaller } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { undone, withChange } from './lot-change.ts';
import { lotAt, lotsOfToken } from './lots.ts';
import { changeOf, costRemoved } from './move-shares.ts';
import type { LedgerState, Lot, PendingFill } from '../domain/ledger-state.ts';
import type { TokenId } from '../units/ids.ts';

const inOrder = (lots: readonly Lot[]): readonly Lot[] =>
  lots.toSorted((a, b) => STRATEGIES.indexOf(a.strategy) - STRATEGIES.indexOf(b.strategy));

/**
 * Lets the lots of a token that hold shares fill its short ones, at their average cost. Without a
 * failed trade no token has both: a strategy that sold what it turned out never to have had sold
 * the shares of the others.
 */
export const netted = (state: LedgerState, token: TokenId): LedgerState => {
  const lots = inOrder(lotsOfToken(state.lots, token));
  const short = lots.find((lot) => isNegative(lot.shares));
  const long = lots.find((lot) => isPositive(lot.shares));
  if (short === undefined || long === undefined) return state;
  const shares = smaller(magnitude(short.shares), long.shares);
  const basis = costRemoved(long, shares);
  const given = changeOf(long, { shares: negate(shares), cash: basis, fee: ZERO_USDC });
  const taken = changeOf(short, { shares, cash: negate(basis), fee: ZERO_USDC });
  return netted(withChange(withChange(state, given), taken), token);
};

/** The books without a fill: its changes and its cash are subtracted. */
export const takenBack = (state: LedgerState, fill: PendingFill): LedgerState => {
  let restored: LedgerState = { ...state, cash: minus(state.cash, fill.cash) };
  for (const change of fill.changes) {
    const lot = lotAt(restored.lots, change);
    restored = withChange(restored, undone(lot, change));
  }
  return fill.changes.reduce((books, change) => netted(books, change.token), restored);
};
