// What the strategies remember between cycles, by market, token or signal. Bounded and durable.

import type { ConditionId, SignalKey, TokenId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { PriceOffset, ShareMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { Side } from './market.ts';

/** A YES price seen at a time. */
export type FairSample = { readonly at: EpochMs; readonly yes: PriceMicros };

/** What is remembered of one market's prices. */
export type MarketMemory = {
  /**
   * The mids of the move window, oldest first. A move is one of the mid: depth that changes sides
   * moves the fair price, and tells nothing of where the market went.
   */
  readonly samples: readonly FairSample[];
  /** EWMA of squared log-odds moves per hour; an estimate, hence a float. */
  readonly variancePerHour: number;
  /** The last valid fair price, from the market's own book alone. */
  readonly lastValid: FairSample | null;
  readonly invalidCycles: number;
};

/** What Protect remembers of one token that we hold, or held until a stop fired. */
export type StopMemory = {
  readonly token: TokenId;
  /** Successive valid books on which the stop was breached; invalid ones between do not count. */
  readonly breaches: number;
  /**
   * How far the slippage of the exit under way is widened, in whole cents over the limit; null
   * while no exit is under way.
   */
  readonly widenedCents: number | null;
  /** No re-entry before this point, after a stop fired. */
  readonly noEntryUntil: EpochMs | null;
};

/** The exit plan that FF stores with a position. */
export type FlowExit = {
  readonly token: TokenId;
  readonly signal: SignalKey;
  /** The token's fair price when the entry was decided. */
  readonly entryFair: PriceMicros;
  /** Sell when the bid nets this much per share over the average cost, fees of both fills paid. */
  readonly takeProfit: PriceOffset;
  /** Sell when the token's fair price is this far below `entryFair`. */
  readonly stopLoss: PriceOffset;
  readonly exitBy: EpochMs;
};

/** A signal that was acted on or passed over, and whose markout is still to be measured. */
export type PendingMarkout = {
  readonly key: SignalKey;
  readonly condition: ConditionId;
  readonly category: string;
  /** BUY where the signal speaks for YES, SELL where it speaks for NO. */
  readonly direction: Side;
  /** The YES fair price at the cycle that first saw the signal: the one we could have acted at. */
  readonly fairAtSignal: PriceMicros;
  readonly measureAt: EpochMs;
};

/**
 * Measured moves after signals of one category, positive in the signal's direction.
 * Unit: `meanMove` in dollars per share; an estimate, hence a float.
 */
export type MarkoutStatistics = {
  readonly category: string;
  readonly count: number;
  readonly meanMove: number;
};

/** A residue below the minimum size, reported once and held. */
export type Stranded = { readonly token: TokenId; readonly shares: ShareMicros };

/** What the operator has been told about a market, so that it is said once while it lasts. */
export type Notice = { readonly condition: ConditionId; readonly topic: NoticeTopic };

/** What there is to tell. */
export const NOTICE_TOPICS = [
  'unreducible',
  'held-to-end',
  'no-bid',
  'no-reference',
  'locked-sets',
  'overdue',
  'unpriced',
  'unheard',
] as const;

/** One thing to tell. */
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

/** Everything the strategies remember. */
export type StrategyMemory = {
  readonly markets: ReadonlyMap<ConditionId, MarketMemory>;
  readonly stops: readonly StopMemory[];
  readonly flowExits: readonly FlowExit[];
  readonly usedSignals: ReadonlyMap<SignalKey, EpochMs>;
  /** Markets that followed wallets traded in, by the time of their latest trade. */
  readonly followedMarkets: ReadonlyMap<ConditionId, EpochMs>;
  readonly pendingMarkouts: readonly PendingMarkout[];
  readonly markouts: readonly MarkoutStatistics[];
  readonly stranded: readonly Stranded[];
  readonly notices: readonly Notice[];
};
