// What we hold of one token, by our own ledger.

import type { ConditionId, TokenId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Outcome } from './market.ts';
import type { Strategy } from './order.ts';

/** A position over all strategies. Shares are pending until their trade is at least mined. */
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
};

/** One strategy's part of a position, at average cost. */
export type OwnedLot = {
  readonly strategy: Strategy;
  readonly shares: ShareMicros;
  readonly cost: UsdcMicros;
};
