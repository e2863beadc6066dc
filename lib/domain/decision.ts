// What a strategy gets to see and what it says. A strategy is a pure function between the two.

import type { ConditionId, OrderId, TokenId } from '../units/ids.ts';
import type { PriceOffset, ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { FairPrice } from './fair-price.ts';
import type { Limits } from './limits.ts';
import type { EventGroup, Universe } from './market.ts';
import type { DesiredOrder } from './order.ts';
import type { Portfolio } from './portfolio.ts';
import type { TradingState } from './risk-state.ts';
import type { Snapshot } from './snapshot.ts';
import type { StrategyMemory } from './strategy-memory.ts';

/** Worst-case losses by scope, as the risk manager computes them. */
export type Exposures = {
  readonly total: UsdcMicros;
  readonly byMarket: ReadonlyMap<ConditionId, UsdcMicros>;
  readonly byEvent: ReadonlyMap<EventGroup['id'], UsdcMicros>;
  readonly byCategory: ReadonlyMap<string, UsdcMicros>;
};

/** Everything a strategy may look at: the same for all four, after the ones before have acted. */
export type StrategyView = {
  readonly snapshot: Snapshot;
  readonly universe: Universe;
  readonly fair: ReadonlyMap<ConditionId, FairPrice>;
  readonly portfolio: Portfolio;
  /** What may be sold now: min(ledger, venue) less pending shares and resting sells. */
  readonly sellable: ReadonlyMap<TokenId, ShareMicros>;
  readonly exposures: Exposures;
  readonly limits: Limits;
  readonly tradingState: TradingState;
  /** The drawdown scale m of new-risk sizes. Range: [0.15, 1]. */
  readonly drawdownScale: Ratio;
  readonly cycle: DurationMs;
  /** The largest slippage of the preset, for limits at reference plus slippage. */
  readonly slippage: PriceOffset;
  /** Cash that no resting BUY has reserved. */
  readonly freeCash: UsdcMicros;
  readonly memory: StrategyMemory;
};

/** A cancel a strategy asks for beyond what planning derives from its quotes. */
export type CancelRequest = { readonly order: OrderId; readonly reason: string };

/** A move of money on chain that a strategy asks for. */
export type ChainRequest =
  | { readonly kind: 'merge'; readonly condition: ConditionId; readonly size: ShareMicros }
  | { readonly kind: 'redeem'; readonly condition: ConditionId };

/** Something the operator should read once, with the market it is about. */
export type Report = { readonly condition: ConditionId; readonly text: string };

/** What a strategy wants. */
export type Decision = {
  readonly desired: readonly DesiredOrder[];
  readonly cancels: readonly CancelRequest[];
  readonly chain: readonly ChainRequest[];
  readonly reports: readonly Report[];
  readonly memory: StrategyMemory;
};
