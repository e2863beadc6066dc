// Moving shares in and out of the books: whose they were, at what cost, and what that earned.

import { lotKey } from '../domain/ledger-state.ts';
import { magnitude, minus, negate, plus } from '../units/quantity.ts';
import { allocate, proportion } from './allocate.ts';
import { distribute } from './distribute.ts';
import { changeBy, sumOfChanges, withChange } from './lot-change.ts';
import { areOpposite, lotAt } from './lots.ts';
import type { LedgerState, Lot, LotChange } from '../domain/ledger-state.ts';
import type { Strategy } from '../domain/order.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { LotShare } from './distribute.ts';
import type { LotPlace } from './lots.ts';

/** A change of one token's shares, and the money that moves with it. */
export type ShareMove = {
  readonly place: LotPlace;
  /** The strategies in whose order lots are used up. */
  readonly order: readonly Strategy[];
  /** Positive when they come in. */
  readonly shares: ShareMicros;
  /** What is received for them, fees apart; negative when we pay. */
  readonly cash: UsdcMicros;
  readonly fee: UsdcMicros;
};

/** The books after a change, and what it did to each lot, in order, each lot once. */
export type Moved = { readonly state: LedgerState; readonly changes: readonly LotChange[] };

/**
 * The cost that leaves a lot with some of its shares, at average cost; all of it with the last one.
 * Rounding: up, so that what we realize is never too much.
 */
export const costRemoved = (lot: Lot, part: ShareMicros): UsdcMicros =>
  proportion(lot.cost, { part, whole: magnitude(lot.shares) }, 'up');

type PricedPart = LotShare & LotMove;

const priced = (parts: readonly LotShare[], move: ShareMove): readonly PricedPart[] => {
  const sizeOf = (part: LotShare): ShareMicros => magnitude(part.shares);
  const paid = allocate(move.cash, parts, sizeOf).map(({ item, amount }) => ({
    ...item,
    cash: amount,
  }));
  return allocate(move.fee, paid, sizeOf).map(({ item, amount }) => ({ ...item, fee: amount }));
};

/** Shares that reach or leave one lot, what is received for them, and the fee paid. */
export type LotMove = Pick<ShareMove, 'shares' | 'cash' | 'fee'>;

/** What a move does to its lot: towards zero it realizes, away from zero it adds cost. */
export const changeOf = (lot: Lot, { shares, cash, fee }: LotMove): LotChange => {
  const cost = areOpposite(lot.shares, shares)
    ? negate(costRemoved(lot, magnitude(shares)))
    : negate(cash);
  return changeBy(lot, { shares, cost, realized: plus(cash, cost), fees: fee });
};

/** Moves shares and their money, and says what that did to each lot. */
export const moveShares = (state: LedgerState, move: ShareMove): Moved => {
  const changes = new Map<string, LotChange>();
  let moved = { ...state, cash: plus(state.cash, minus(move.cash, move.fee)) };
  for (const part of priced(distribute(state.lots, move, move.order), move)) {
    const change = changeOf(lotAt(moved.lots, part.place), part);
    const key = lotKey(change);
    const earlier = changes.get(key);
    changes.set(key, earlier === undefined ? change : sumOfChanges(earlier, change));
    moved = withChange(moved, change);
  }
  return { state: moved, changes: [...changes.values()] };
};
