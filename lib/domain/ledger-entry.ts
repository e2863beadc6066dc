// The ledger is the sequence of these entries; every balance of ours is a fold over them.

import type { ConditionId, OrderId, TokenId, TradeId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { Outcome, Side } from './market.ts';
import type { Strategy } from './order.ts';

/** What every entry carries: its place in the history and what it records, uniquely. */
type EntryHead = {
  readonly sequence: number;
  /** Unique: the same event recorded twice has the same id. */
  readonly eventId: string;
  readonly at: EpochMs;
};

/** One change of the books. */
export type LedgerEntry = EntryHead & LedgerEvent;

/** The entries of some kinds. */
export type EntryOf<Kind extends LedgerEntry['kind']> = Extract<
  LedgerEntry,
  { readonly kind: Kind }
>;

/** The changes there are. */
export type LedgerEvent =
  | { readonly kind: 'opening'; readonly cash: UsdcMicros }
  | {
      readonly kind: 'fill';
      readonly trade: TradeId;
      readonly order: OrderId;
      readonly strategy: Strategy;
      readonly condition: ConditionId;
      readonly token: TokenId;
      readonly outcome: Outcome;
      readonly side: Side;
      readonly price: PriceMicros;
      readonly size: ShareMicros;
      readonly fee: UsdcMicros;
      readonly role: 'maker' | 'taker';
      readonly status: 'MATCHED' | 'MINED' | 'RETRYING' | 'CONFIRMED';
    }
  | {
      /** A fill first seen when its trade had failed already: moves nothing, but is remembered. */
      readonly kind: 'failed-fill';
      readonly trade: TradeId;
      readonly order: OrderId;
    }
  | {
      /** A later state of a fill that is already in the books; FAILED reverses it exactly. */
      readonly kind: 'transition';
      readonly trade: TradeId;
      readonly order: OrderId;
      readonly status: 'MINED' | 'CONFIRMED' | 'RETRYING' | 'FAILED';
    }
  | {
      /**
       * Complete sets turned into a dollar each, or the reverse; `yesPrice` divides the dollar
       * between the two tokens. A split's lots belong to the strategy.
       */
      readonly kind: 'merge' | 'split';
      readonly condition: ConditionId;
      readonly yes: TokenId;
      readonly no: TokenId;
      readonly size: ShareMicros;
      readonly yesPrice: PriceMicros;
      readonly strategy: Strategy;
    }
  | {
      readonly kind: 'redemption';
      readonly condition: ConditionId;
      readonly token: TokenId;
      readonly outcome: Outcome;
      readonly size: ShareMicros;
      /** What all of the size paid. */
      readonly payout: UsdcMicros;
      /** Who answers for shares that no lot holds. */
      readonly strategy: Strategy;
    }
  | {
      readonly kind: 'reward' | 'rebate' | 'yield';
      readonly amount: UsdcMicros;
    }
  | {
      readonly kind: 'deposit' | 'withdrawal';
      readonly amount: UsdcMicros;
    }
  | {
      /**
       * An adjustment to what the venue proves, at an operator's word or as dust; booked as a flow,
       * never as profit.
       */
      readonly kind: 'correction';
      readonly cash: UsdcMicros;
      readonly shares: CorrectedShares;
      readonly note: string;
    };

/** The shares that a correction adds or removes, at the given total cost. */
export type CorrectedShares =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'adjusted';
      readonly condition: ConditionId;
      readonly token: TokenId;
      readonly outcome: Outcome;
      readonly strategy: Strategy;
      readonly size: ShareMicros;
      readonly cost: UsdcMicros;
    };
