// What the risk manager remembers between cycles. All of it is durable: a restart forgets nothing.

import type { ConditionId, OrderId, TokenId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { Side } from './market.ts';
import type { RejectClass } from './venue-outcome.ts';

/** What the risk manager lets through: everything, only exposure-lowering orders, only cancels. */
export type TradingState = 'ACTIVE' | 'REDUCE_ONLY' | 'HALTED';

/** The circuit breakers. */
export const BREAKERS = ['CONSECUTIVE_REJECTS', 'API_HEALTH', 'DRAWDOWN'] as const;

/** One circuit breaker. */
export type BreakerReason = (typeof BREAKERS)[number];

/** One breaker. An open one explains itself; half-open admits one adding order as its probe. */
export type Breaker =
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'open';
      readonly since: EpochMs;
      readonly until: EpochMs;
      readonly detail: string;
    }
  | { readonly kind: 'half-open'; readonly since: EpochMs; readonly probe: Probe };

/** The one order that a half-open breaker admits. */
export type Probe =
  | { readonly kind: 'available' }
  | { readonly kind: 'sent'; readonly order: OrderId };

/** Successive rejections of the classes that count, and which were seen. */
export type RejectStreak = { readonly count: number; readonly classes: readonly RejectClass[] };

/** When each API was last read with success. */
export type ApiHealth = {
  readonly clobOkAt: EpochMs;
  readonly gammaOkAt: EpochMs;
  /** In how many cycles in a row Gamma failed: it is read at most once in each. */
  readonly gammaFailures: number;
};

/** The equity high-water mark of the session, net of deposits and withdrawals. */
export type Session = {
  readonly startedAt: EpochMs;
  readonly peak: EquityMark;
  /** The last cycle's mark, none if it had none: the peak rises only by two successive ones. */
  readonly lastMark: EquityMark;
  /** The ledger's flows at the last mark, so that a deposit does not look like profit. */
  readonly flows: UsdcMicros;
};

/** An equity, once there was one. */
export type EquityMark =
  | { readonly kind: 'none' }
  | { readonly kind: 'marked'; readonly equity: UsdcMicros };

/** Where believed and venue state differ, and for how many cycles; halted from the second on. */
export type Mismatch = {
  readonly scope: MismatchScope;
  readonly differingCycles: number;
  readonly matchingCycles: number;
  readonly halted: boolean;
  readonly detail: string;
};

/** What differs: shares or orders of one market, or the cash of the portfolio. */
export type MismatchScope =
  | { readonly kind: 'cash' }
  | { readonly kind: 'market'; readonly condition: ConditionId };

/** A pause learnt from a rejection, for one token side or for everything. */
export type Cooldown = {
  readonly scope: CooldownScope;
  readonly cause: CooldownCause;
  readonly until: EpochMs;
  /** How often in a row: the default length doubles with each. */
  readonly repeats: number;
};

/** What a cooldown covers. */
export type CooldownScope =
  | { readonly kind: 'global' }
  | { readonly kind: 'token-side'; readonly token: TokenId; readonly side: Side };

/** Why a cooldown may begin. */
export const COOLDOWN_CAUSES = [
  'funds',
  'approval',
  'authentication',
  'region',
  'closed-only',
  'restarting',
  'rate-limited',
  'post-only',
  'unavailable',
  'not-ready',
] as const;

/** Why a cooldown began. */
export type CooldownCause = (typeof COOLDOWN_CAUSES)[number];

/** A SELL refused for balance is retried each cycle; after 5 attempts it alarms. */
export type BalanceLag = {
  readonly token: TokenId;
  readonly attempts: number;
  readonly size: ShareMicros;
};

/** Whether every rule of our own has held; a broken one holds until an operator has looked. */
export type Integrity =
  | { readonly kind: 'intact' }
  | { readonly kind: 'broken'; readonly since: EpochMs; readonly statement: string };

/** Everything the risk manager remembers. */
export type RiskState = {
  readonly tradingState: TradingState;
  readonly breakers: Readonly<Record<BreakerReason, Breaker>>;
  readonly rejects: RejectStreak;
  readonly apiHealth: ApiHealth;
  readonly session: Session;
  readonly mismatches: readonly Mismatch[];
  readonly cooldowns: readonly Cooldown[];
  readonly balanceLags: readonly BalanceLag[];
  readonly killSwitchFailures: number;
  readonly integrity: Integrity;
};
