// What the strategies remember between cycles, by market, token or signal. Bounded and durable.

import type { ConditionId, SignalKey, TokenId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { Side } from './market.ts';

/** A fair price seen at a time. */
export type FairSample = { readonly at: EpochMs; readonly yes: PriceMicros };

/** What is remembered of one market's prices. */
export type MarketMemory = {
  /** Samples of the move window, oldest first. */
  readonly samples: readonly FairSample[];
  /** EWMA of squared log-odds moves per hour; an estimate, hence a float. */
  readonly variancePerHour: number;
  readonly lastValid: FairSample | null;
  readonly invalidCycles: number;
};

/** What Protect remembers of one token that we hold. */
export type StopMemory = {
  readonly token: TokenId;
  /** Successive valid books on which the stop was breached. */
  readonly breaches: number;
  /** How far the stop's slippage has been widened, in cents over the limit. */
  readonly widenedCents: number;
  /** No re-entry before this point, after a stop fired. */
  readonly noEntryUntil: EpochMs | null;
};

/** The exit plan that FF stores with a position. */
export type FlowExit = {
  readonly token: TokenId;
  readonly signal: SignalKey;
  readonly entryFair: PriceMicros;
  readonly takeProfit: PriceMicros;
  readonly stop: PriceMicros;
  readonly exitBy: EpochMs;
};

/** A signal that was acted on or passed over, and whose markout is still to be measured. */
export type PendingMarkout = {
  readonly key: SignalKey;
  readonly condition: ConditionId;
  readonly category: string;
  readonly direction: Side;
  readonly fairAtSignal: PriceMicros;
  readonly measureAt: EpochMs;
};

/** Measured moves after signals of one category: their count and mean, in price units. */
export type MarkoutStatistics = {
  readonly category: string;
  readonly count: number;
  readonly meanMove: number;
};

/** A residue below the minimum size, reported once and held. */
export type Stranded = { readonly token: TokenId; readonly shares: ShareMicros };

/** Everything the strategies remember. */
export type StrategyMemory = {
  readonly markets: ReadonlyMap<ConditionId, MarketMemory>;
  readonly stops: readonly StopMemory[];
  readonly flowExits: readonly FlowExit[];
  readonly usedSignals: ReadonlyMap<SignalKey, EpochMs>;
  readonly pendingMarkouts: readonly PendingMarkout[];
  readonly markouts: readonly MarkoutStatistics[];
  readonly stranded: readonly Stranded[];
};
