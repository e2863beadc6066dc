// What a cycle is told beforehand: whose portfolio, within which limits, tuned how.

import { ZERO_SHARES } from '../units/shares.ts';
import { seconds } from '../units/time.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import type { Tolerance } from '../accounting/compare-venue.ts';
import type { ClearanceNeed } from '../domain/clearance.ts';
import type { MetadataProvenance } from '../domain/cycle-record.ts';
import type { Limits } from '../domain/limits.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { PortfolioIdentity } from '../domain/portfolio-state.ts';
import type { WalletAddress } from '../units/ids.ts';
import type { DurationMs } from '../units/quantity.ts';

/** The settings of one portfolio. */
export type CycleSettings = {
  readonly identity: PortfolioIdentity;
  readonly limits: Limits;
  readonly parameters: StrategyParameters;
  readonly cycle: DurationMs;
  readonly targets: readonly WalletAddress[];
  readonly metadata: readonly MetadataProvenance[];
  /** What a live portfolio must have been examined for; a paper one needs nothing. */
  readonly clearance: ClearanceNeed;
};

/** The length of a lease: a dead holder blocks its portfolio no longer than this. */
export const LEASE_LENGTH: DurationMs = seconds(55);

/** The longest a placing request may take; adapters abort it then. */
export const REQUEST_TIMEOUT: DurationMs = seconds(10);

/** What must be left of a lease before a request starts: its timeout and 5 s of clock skew. */
export const LEASE_RESERVE: DurationMs = seconds(15);

/** How far reads of own trades and activity reach back before their cursor. */
export const READ_OVERLAP: DurationMs = seconds(120);

/** The summary is printed at most this often. */
export const SUMMARY_INTERVAL: DurationMs = seconds(300);

/** A chain move that has not shown up as activity is not sent again before this has passed. */
export const CHAIN_MOVE_PATIENCE: DurationMs = seconds(600);

/**
 * How far the venue's balances may lie outside what our books allow. Nothing: our fees follow the
 * venue's formula, and a difference of one micro is a difference that somebody must explain.
 */
export const BOOKS_TOLERANCE: Tolerance = { cash: ZERO_USDC, shares: ZERO_SHARES };
