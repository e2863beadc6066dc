// Our own books in one value, as the strategies and the risk manager see them at one moment of a
// cycle.

import type { TokenId } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { PendingFill } from './ledger-state.ts';
import type { RestingOrder } from './order.ts';
import type { Position } from './position.ts';

/** What the portfolio could be turned into now, or which parts cannot be valued. */
export type Equity =
  | { readonly kind: 'known'; readonly equity: UsdcMicros; readonly unrealized: UsdcMicros }
  | { readonly kind: 'unknown'; readonly missing: readonly string[] };

/** Cash, positions, everything that may still fill and every fill that may still fail. */
export type Portfolio = {
  /** Ledger cash, pending fills included. */
  readonly cash: UsdcMicros;
  readonly positions: ReadonlyMap<TokenId, Position>;
  readonly resting: readonly RestingOrder[];
  /** The ledger's fills that may still fail: the worse of filled and unfilled is exposed. */
  readonly pending: ReadonlyMap<string, PendingFill>;
};
