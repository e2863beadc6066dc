// The balances that the ledger's entries add up to. Rebuilding this value from the entries in
// sequence order gives the same bytes, so nothing else may ever write to it.

import type { ConditionId, OrderId, TokenId, TradeId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { Outcome } from './market.ts';
import type { Strategy } from './order.ts';

/** One strategy's holding of one token at average cost, kept under its `lotKey`. */
export type Lot = {
  readonly strategy: Strategy;
  readonly condition: ConditionId;
  readonly token: TokenId;
  readonly outcome: Outcome;
  readonly shares: ShareMicros;
  readonly cost: UsdcMicros;
  /**
   * Realized less fees since the lot was last over: win or loss when less is left of it again than
   * any order can sell.
   */
  readonly openNet: UsdcMicros;
};

/** The key of a strategy's lot of a token. */
export const lotKey = ({ strategy, token }: Pick<Lot, 'strategy' | 'token'>): string =>
  `${strategy}|${token}`;

/** What one strategy has earned so far. Realized excludes fees; the lost sum is positive. */
export type StrategyTotals = {
  readonly realized: UsdcMicros;
  readonly fees: UsdcMicros;
  readonly wins: number;
  readonly losses: number;
  readonly won: UsdcMicros;
  readonly lost: UsdcMicros;
};

/** What an entry changed in one lot and its strategy's totals, so that it can be reversed. */
export type LotChange = {
  readonly strategy: Strategy;
  readonly condition: ConditionId;
  readonly token: TokenId;
  readonly outcome: Outcome;
  readonly shares: ShareMicros;
  readonly cost: UsdcMicros;
  readonly openNet: UsdcMicros;
  readonly totals: StrategyTotals;
};

/** A fill whose trade is not final: listed so that it is read again and can be reversed. */
export type PendingFill = {
  readonly fillKey: string;
  /** How many transitions it has had: names the next one uniquely, since RETRYING may come back. */
  readonly transitions: number;
  readonly order: OrderId;
  readonly trade: TradeId;
  readonly status: 'MATCHED' | 'MINED' | 'RETRYING';
  readonly matchedAt: EpochMs;
  readonly cash: UsdcMicros;
  readonly changes: readonly LotChange[];
};

/**
 * All balances. Cash, flows, realized, fees and lot costs always satisfy, to the micro:
 * cash = flows + realized + income - fees - the sum of all lot costs.
 */
export type LedgerState = {
  /** The sequence number of the last applied entry; 0 before the first. */
  readonly sequence: number;
  /** What happened before this point is part of the opening cash. */
  readonly openedAt: EpochMs;
  readonly cash: UsdcMicros;
  /** Opening cash and deposits less withdrawals, and corrections with their shares at cost. */
  readonly flows: UsdcMicros;
  /**
   * The lots that hold shares, short ones included, in the order of their keys: equal books have
   * equal bytes whatever their history. Lots of one token never have opposite signs.
   */
  readonly lots: ReadonlyMap<string, Lot>;
  readonly totals: Readonly<Record<Strategy, StrategyTotals>>;
  readonly income: {
    readonly reward: UsdcMicros;
    readonly rebate: UsdcMicros;
    readonly yield: UsdcMicros;
  };
  /** By fill key, in the order of first sight. */
  readonly pending: ReadonlyMap<string, PendingFill>;
  /** Keys of final fills near the cursor: an overlapping read applies none of them twice. */
  readonly finals: ReadonlyMap<string, EpochMs>;
  /** Event ids of wallet activity near the cursor, for the same reason. */
  readonly activityKeys: ReadonlyMap<string, EpochMs>;
  /** The latest match time in the books; reads start a little before it. */
  readonly tradeCursor: EpochMs;
  readonly activityCursor: EpochMs;
};
