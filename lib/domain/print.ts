// Trades of others, as the public feed records them. The side is the taker's by record, never
// guessed from ticks.

import type { ConditionId, TokenId, WalletAddress } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { Outcome, Side } from './market.ts';

/** One public trade row. Rows of one taker order share their transaction. */
export type Print = {
  readonly key: string;
  readonly transaction: string;
  readonly wallet: PrintWallet;
  readonly condition: ConditionId;
  readonly token: TokenId;
  readonly outcome: Outcome;
  readonly takerSide: Side;
  readonly price: PriceMicros;
  readonly size: ShareMicros;
  readonly at: EpochMs;
};

/** Whose trade it was; recordings often do not say. */
export type PrintWallet =
  | { readonly kind: 'known'; readonly address: WalletAddress }
  | { readonly kind: 'not-recorded' };
