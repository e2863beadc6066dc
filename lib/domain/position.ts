// What we hold of one token, by our own ledger.

import type { ConditionId, TokenId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Outcome } from './market.ts';
import type { Strategy } from './order.ts';

/**
 * A position over all strategies. Shares are pending until their trade is at least mined. A position
 * of no shares is listed while it has unsettled fills.
 */
export type Position = {
  readonly condition: ConditionId;
  readonly token: TokenId;
  readonly outcome: Outcome;
  /** Everything filled, pending shares included. */
  readonly shares: ShareMicros;
  /** Of these, bought in trades that are only matched: they count as exposure, not as sellable. */
  readonly pendingIn: ShareMicros;
  /** Sold in trades that are only matched. */
  readonly pendingOut: ShareMicros;
  readonly cost: UsdcMicros;
  readonly byStrategy: readonly OwnedLot[];
  /** The fills that may still fail, mined ones included: each may yet be taken back. */
  readonly unsettled: readonly UnsettledChange[];
};

/** What a fill that may still fail has added to a position; negative for a sale. */
export type UnsettledChange = { readonly shares: ShareMicros; readonly cost: UsdcMicros };

/** One strategy's part of a position, at average cost. */
export type OwnedLot = {
  readonly strategy: Strategy;
  readonly shares: ShareMicros;
  readonly cost: UsdcMicros;
};
