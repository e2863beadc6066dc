// What a cycle is told beforehand: whose portfolio, within which limits, tuned how.

import { ORDER_LOT, ZERO_SHARES } from '../units/shares.ts';
import { seconds } from '../units/time.ts';
import { usdc, ZERO_USDC } from '../units/usdc.ts';
import type { Tolerance } from '../accounting/compare-venue.ts';
import type { ClearanceNeed } from '../domain/clearance.ts';
import type { MetadataProvenance } from '../domain/cycle-record.ts';
import type { Limits } from '../domain/limits.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { PortfolioIdentity } from '../domain/portfolio-state.ts';
import type { WalletAddress } from '../units/ids.ts';
import type { DurationMs } from '../units/quantity.ts';

/** What a cycle is run for: to trade as the strategies say, or to leave every position. */
export type CyclePurpose = 'trade' | 'flatten';

/** The settings of one portfolio. */
export type CycleSettings = {
  readonly purpose: CyclePurpose;
  readonly identity: PortfolioIdentity;
  /** The preset by name, for records: what it says stands in limits and parameters. */
  readonly preset: string;
  readonly limits: Limits;
  readonly parameters: StrategyParameters;
  readonly cycle: DurationMs;
  readonly targets: readonly WalletAddress[];
  readonly metadata: readonly MetadataProvenance[];
  /** What a live portfolio must have been examined for; a paper one needs nothing. */
  readonly clearance: ClearanceNeed;
  /** How far the venue's balances may lie outside what our books allow. */
  readonly tolerance: Tolerance;
};

/** The longest lease: a dead holder blocks its portfolio no longer than this. */
export const LEASE_LENGTH: DurationMs = seconds(55);

/**
 * How long a lease outlasts its process: by less than this may clocks differ, so that nobody takes
 * a lease over while its holder can still send.
 */
export const LEASE_MARGIN: DurationMs = seconds(5);

/** The longest a placing request may take; adapters abort it then. */
export const REQUEST_TIMEOUT: DurationMs = seconds(10);

/**
 * What must be left of a lease before a request starts: its timeout, so that it ends by itself
 * before a process ends its requests, 7 s before its own end, and the 5 s for which the lease
 * outlasts the process. One that was broken off could arrive when the lease has been given back.
 */
export const LEASE_RESERVE: DurationMs = seconds(22);

/**
 * How long what the gate has judged may still be sent: the journal and the switch come in between,
 * and a request that timed out before its repetition.
 */
export const SEND_WITHIN: DurationMs = seconds(15);

/** How far reads of own trades and activity reach back before their cursor. */
export const READ_OVERLAP: DurationMs = seconds(120);

/** The summary is printed at most this often. */
export const SUMMARY_INTERVAL: DurationMs = seconds(300);

/** A chain move that has not shown up as activity is not sent again before this has passed. */
export const CHAIN_MOVE_PATIENCE: DurationMs = seconds(600);

/**
 * How far the simulated venue's balances may lie outside what our books allow. Nothing: its fees
 * follow the same formula, and a difference of one micro is one that somebody must explain.
 */
export const PAPER_TOLERANCE: Tolerance = { cash: ZERO_USDC, shares: ZERO_SHARES };

/**
 * How far the real venue's balances may lie outside what our books allow. Why a cent and a
 * hundredth of a share: contracts round each fill by a micro in a way that no API tells, so that
 * without a tolerance the second such fill stops trading; a hundredth of a share is the dust of the
 * venue's own reconciliation, and a cent what it costs at most. It does not catch a fee that is
 * wrong by less than that in every cycle: each is booked as dust and logged.
 */
export const LIVE_TOLERANCE: Tolerance = { cash: usdc('0.01'), shares: ORDER_LOT };
