// A change of a lot is a plain sum too: it can be completed, taken back and applied whatever
// happened in between.

import { isZero, minus, negate, plus } from '../units/quantity.ts';
import { lotAt, withLot } from './lots.ts';
import { settlement, standingAfter } from './settlement.ts';
import { NO_TOTALS, reversedTotals, sumOfTotals } from './totals.ts';
import type { LedgerState, Lot, LotChange } from '../domain/ledger-state.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';

/** Adds up two changes of the same lot. */
export const sumOfChanges = (a: LotChange, b: LotChange): LotChange => ({
  ...a,
  shares: plus(a.shares, b.shares),
  cost: plus(a.cost, b.cost),
  openNet: plus(a.openNet, b.openNet),
  totals: sumOfTotals(a.totals, b.totals),
});

const reversed = (change: LotChange): LotChange => ({
  ...change,
  shares: negate(change.shares),
  cost: negate(change.cost),
  openNet: negate(change.openNet),
  totals: reversedTotals(change.totals),
});

const changedLot = (lot: Lot, change: LotChange): Lot => ({
  ...lot,
  shares: plus(lot.shares, change.shares),
  cost: plus(lot.cost, change.cost),
  openNet: plus(lot.openNet, change.openNet),
});

/** Completes a change by what follows from the lot that it leads to. */
const settled = (lot: Lot, change: LotChange): LotChange => {
  const next = changedLot(lot, change);
  const standing = standingAfter({ before: lot.shares, after: next.shares });
  return sumOfChanges(change, settlement(next, standing));
};

/**
 * The change that takes a change back, completed. A purchase that failed reduces nothing: only a
 * lot that it leaves without any shares is over.
 */
export const undone = (lot: Lot, change: LotChange): LotChange => {
  const back = reversed(change);
  const next = changedLot(lot, back);
  return sumOfChanges(back, settlement(next, isZero(next.shares) ? 'over' : 'open'));
};

/** What happens to a lot, before it is settled. */
export type LotFigures = {
  readonly shares: ShareMicros;
  readonly cost: UsdcMicros;
  readonly realized: UsdcMicros;
  readonly fees: UsdcMicros;
};

/** The settled change of a lot to which the figures happen. */
export const changeBy = (lot: Lot, { shares, cost, realized, fees }: LotFigures): LotChange =>
  settled(lot, {
    strategy: lot.strategy,
    condition: lot.condition,
    token: lot.token,
    outcome: lot.outcome,
    shares,
    cost,
    openNet: minus(realized, fees),
    totals: { ...NO_TOTALS, realized, fees },
  });

/** Applies a settled change to the books. Cash is not a lot's affair. */
export const withChange = (state: LedgerState, change: LotChange): LedgerState => {
  const { strategy } = change;
  const totals = sumOfTotals(state.totals[strategy], change.totals);
  return {
    ...state,
    lots: withLot(state.lots, changedLot(lotAt(state.lots, change), change)),
    totals: { ...state.totals, [strategy]: totals },
  };
};
