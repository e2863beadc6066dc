// Differences between the venue's balances and our books that are too small to stop trading for.

import type { ConditionId, TokenId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Outcome } from './market.ts';

/** One such difference: what the venue has more than our books, negative where it has less. */
export type Dust =
  | { readonly kind: 'cash'; readonly amount: UsdcMicros }
  | {
      readonly kind: 'shares';
      readonly condition: ConditionId;
      readonly token: TokenId;
      readonly outcome: Outcome;
      readonly amount: ShareMicros;
    };
