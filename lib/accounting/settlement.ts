// What follows from a lot's own figures once a change has been made. A share costs between nothing
// and a dollar, so a lot's cost lies between nothing and its face value; what a reversal leaves
// outside is realized. A lot without shares has no face value: all of its cost is realized, and
// what it brought since it last stood at zero decides between win and loss.

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
import { ZERO_SHARES } from '../units/shares.ts';
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

/** The further change of a lot that has just been changed; none, unless a rule above applies. */
export const settlement = (lot: Lot): LotChange => {
  const cost = minus(costWithinFace(lot.shares, lot.cost), lot.cost);
  const realized = cost;
  const net = plus(lot.openNet, realized);
  const closed = isZero(lot.shares);
  return {
    strategy: lot.strategy,
    condition: lot.condition,
    token: lot.token,
    outcome: lot.outcome,
    shares: ZERO_SHARES,
    cost,
    openNet: closed ? negate(lot.openNet) : realized,
    totals: { ...NO_TOTALS, realized, ...(closed ? winOrLoss(net) : {}) },
  };
};
