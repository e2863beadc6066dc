// What the venue may show if our books are right. Trades that are matched but not mined may or may
// not be part of its balances yet, so each balance has a range: from confirmed less pending out to
// confirmed plus pending in. Our own figures have all of them applied already; seen from there,
// what is to come may be missing still and what is to go may be there still.

import { isNegative, isPositive, minus, negate, plus, sum } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { sharesOfToken } from './lots.ts';
import { fillsOnTheirWay, sharesOnTheirWay } from './positions.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { TokenId } from '../units/ids.ts';
import type { Quantity, ShareMicros, UsdcMicros } from '../units/quantity.ts';

/** The least and the most that a balance may be; both are possible. */
export type Range<Q extends Quantity> = { readonly low: Q; readonly high: Q };

/** The shares of a token that the venue may show. */
export const sharesRange = (ledger: LedgerState, token: TokenId): Range<ShareMicros> => {
  const { pendingIn, pendingOut } = sharesOnTheirWay(ledger, token);
  const held = sharesOfToken(ledger.lots, token);
  return { low: minus(held, pendingIn), high: plus(held, pendingOut) };
};

/** The cash that the venue may show. */
export const cashRange = (ledger: LedgerState): Range<UsdcMicros> => {
  const amounts = fillsOnTheirWay(ledger).map((fill) => fill.cash);
  const received = sum(ZERO_USDC, amounts.filter(isPositive));
  const paid = negate(sum(ZERO_USDC, amounts.filter(isNegative)));
  return { low: minus(ledger.cash, received), high: plus(ledger.cash, paid) };
};

/** Tells whether a balance lies in its range, give or take a tolerance. */
export const isWithin = <Q extends Quantity>(
  value: Q,
  { low, high }: Range<NoInfer<Q>>,
  tolerance: NoInfer<Q>,
): boolean =>
  !isNegative(minus(value, minus(low, tolerance))) &&
  !isPositive(minus(value, plus(high, tolerance)));
