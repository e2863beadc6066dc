// The one durable state of a portfolio: what a cycle loads, changes and saves as a whole.

import type { PortfolioId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
import type { Clearance } from './clearance.ts';
import type { ChainRequest } from './decision.ts';
import type { Dust } from './dust.ts';
import type { Intent, SettledIntent } from './intent.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { LedgerState } from './ledger-state.ts';
import type { RiskState } from './risk-state.ts';
import type { StrategyMemory } from './strategy-memory.ts';

/**
 * The schema of stored state; an unknown one is refused by name. 4 says the same as 3 in another
 * form, and a store that writes 4 reads both.
 */
export const STATE_SCHEMA = 4;

/** Paper and live state never meet. */
export type Mode = 'paper' | 'live';

/** Whose state it is: a mismatch is refused before anything is sent. */
export type PortfolioIdentity = {
  readonly portfolio: PortfolioId;
  readonly mode: Mode;
  readonly chainId: number;
  /** The wallet that holds the funds; `paper` for paper portfolios. */
  readonly funder: string;
};

/** A money move on chain that was sent and whose activity has not been seen yet. */
export type PendingChainMove = { readonly request: ChainRequest; readonly sentAt: EpochMs };

/** The whole state. */
export type PortfolioState = {
  readonly identity: PortfolioIdentity;
  /** The number of saved cycles. */
  readonly cycle: number;
  /** When the last cycle was saved, by the time of the market. */
  readonly savedAt: EpochMs | null;
  readonly lastSummaryAt: EpochMs | null;
  /** Whether no later cycle has found the wallet's cash in the books since they were opened. */
  readonly isOpeningDoubted: boolean;
  readonly risk: RiskState;
  readonly ledger: LedgerState;
  readonly memory: StrategyMemory;
  readonly intents: readonly Intent[];
  readonly chainMoves: readonly PendingChainMove[];
  /** When the public feeds were last read with success; reads start a little before it. */
  readonly feedsReadAt: EpochMs | null;
  /** What the doctor has examined, of a live portfolio. */
  readonly clearance: Clearance;
  /** Small differences to the venue that were seen once; what stands longer is booked. */
  readonly dust: readonly Dust[];
  /** Entries of the latest cycle, until the next one has seen them stored. */
  readonly outbox: readonly LedgerEntry[];
  /**
   * Settled intents of the latest cycle, until the next one has seen them stored: a fill of one of
   * them that shows up late must find whose it is.
   */
  readonly settled: readonly SettledIntent[];
};
