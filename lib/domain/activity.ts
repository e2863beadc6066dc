// What happens to the own wallet beside trades, as the venue reports it.

import type { ConditionId, TokenId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/** One event of the own wallet. The key is unique and stable across reads. */
export type Activity = { readonly key: string; readonly at: EpochMs } & (
  | { readonly kind: 'deposit' | 'withdrawal'; readonly amount: UsdcMicros }
  | { readonly kind: 'reward' | 'rebate' | 'yield'; readonly amount: UsdcMicros }
  | {
      readonly kind: 'split' | 'merge';
      readonly condition: ConditionId;
      readonly size: ShareMicros;
    }
  | {
      readonly kind: 'redemption';
      readonly condition: ConditionId;
      readonly token: TokenId;
      readonly size: ShareMicros;
      readonly payout: UsdcMicros;
    }
  | {
      /** All that was held of a resolved market, paid out at once. */
      readonly kind: 'market-redemption';
      readonly condition: ConditionId;
      readonly payout: UsdcMicros;
    }
);

/** What the own wallet holds. Shares of tokens that were not asked for are absent, not zero. */
export type Balances = {
  readonly cash: UsdcMicros;
  readonly shares: ReadonlyMap<TokenId, ShareMicros>;
};
