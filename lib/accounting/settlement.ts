// What follows from a lot's own figures once a change has been made. A share costs between nothing
// and a dollar, so a lot's cost lies between nothing and its face value; what a reversal leaves
// outside is realized. A lot without shares has no face value: all of its cost is realized. Once a
// lot holds less than any order can sell it is over, and what it brought decides between win and
// loss; the cost of such a rest stays with it until it is redeemed, merged or sold.

import {
  isNegative,
  isPositive,
  isZero,
  larger,
  minus,
  negate,
  plus,
  smaller,
} from '../units/quantity.ts';
import { faceValue } from '../units/money.ts';
import { isBelowLot, ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { NO_TOTALS } from './totals.ts';
import type { Lot, LotChange, StrategyTotals } from '../domain/ledger-state.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';

/** The nearest cost that so many shares can have; both are negative in a short lot. */
export const costWithinFace = (shares: ShareMicros, cost: UsdcMicros): UsdcMicros => {
  const face = faceValue(shares);
  return larger(smaller(face, ZERO_USDC), smaller(cost, larger(face, ZERO_USDC)));
};

const winOrLoss = (net: UsdcMicros): Partial<StrategyTotals> => {
  if (isPositive(net)) return { wins: 1, won: net };
  return isNegative(net) ? { losses: 1, lost: negate(net) } : {};
};

/** Whether a change leaves a lot over or still open. */
export type Standing = 'over' | 'open';

/**
 * Tells how a change leaves a lot: over once less than a lot of an order remains. A rest that was
 * over already is not decided again by what becomes of it.
 */
export const standingAfter = (shares: {
  readonly before: ShareMicros;
  readonly after: ShareMicros;
}): Standing => (isBelowLot(shares.after) && !isBelowLot(shares.before) ? 'over' : 'open');

/** The further change of a lot that has just been changed; none, unless a rule above applies. */
export const settlement = (lot: Lot, standing: Standing): LotChange => {
  const realized = minus(costWithinFace(lot.shares, lot.cost), lot.cost);
  const net = plus(lot.openNet, realized);
  const startsAnew = standing === 'over' || isZero(lot.shares);
  return {
    strategy: lot.strategy,
    condition: lot.condition,
    token: lot.token,
    outcome: lot.outcome,
    shares: ZERO_SHARES,
    cost: realized,
    openNet: startsAnew ? negate(lot.openNet) : realized,
    totals: { ...NO_TOTALS, realized, ...(standing === 'over' ? winOrLoss(net) : {}) },
  };
};
