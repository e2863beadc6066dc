// The durable state under its lock. Every write names the fence it was made under, and fails when
// the lease has gone to somebody else; a write that timed out was read back before it is reported.

import type { DoctorRecord } from '../domain/clearance.ts';
import type { CycleRecord, EquityPoint } from '../domain/cycle-record.ts';
import type { Intent, SettledIntent } from '../domain/intent.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { PortfolioIdentity, PortfolioState } from '../domain/portfolio-state.ts';
import type { InvocationId } from '../units/ids.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';

/** A held lease. `fence` rises with every holder, `version` with every save. */
export type Lease = {
  readonly holder: InvocationId;
  readonly fence: number;
  readonly version: number;
  readonly end: EpochMs;
};

/**
 * What acquiring gives: the lease, and the state as it was saved last, or none for a new
 * portfolio.
 */
export type Acquired = {
  readonly lease: Lease;
  readonly state: PortfolioState | null;
  /** How large the state is as text, journalled intents included: at least what is stored of it. */
  readonly bytes: number;
};

/** Why the store did not do what was asked. */
export type StoreError =
  | { readonly kind: 'LEASE_HELD'; readonly until: EpochMs }
  | { readonly kind: 'LEASE_LOST'; readonly detail: string }
  | { readonly kind: 'IDENTITY_MISMATCH'; readonly stored: string; readonly wanted: string }
  | { readonly kind: 'UNKNOWN_SCHEMA'; readonly item: string; readonly found: string }
  | {
      readonly kind: 'CORRUPT';
      readonly item: string;
      readonly field: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'STATE_TOO_LARGE';
      readonly bytes: number;
      readonly bytesMax: number;
      /** Entries and settled intents that could not be put beside it. */
      readonly waiting: number;
    }
  /** The store holds fewer cycles of the portfolio than it was seen to save. */
  | { readonly kind: 'STATE_LOST'; readonly saved: number; readonly found: number }
  | { readonly kind: 'FUNDER_CLAIMED'; readonly funder: string; readonly by: string }
  | { readonly kind: 'UNAVAILABLE'; readonly detail: string };

/** What a cycle saves in one conditional write. */
export type Save = {
  readonly state: PortfolioState;
  readonly lease: { readonly kind: 'release' } | { readonly kind: 'renew'; readonly end: EpochMs };
};

/** A save that is done: the lease as it stands now, and the bytes that the store counts of it. */
export type Saved = { readonly lease: Lease; readonly bytes: number };

/**
 * What is put beside the state after it was saved; each under a key derived from what it records.
 */
export type History = {
  readonly record: CycleRecord;
  /** None when the equity is not known. */
  readonly equity: EquityPoint | null;
  readonly at: EpochMs;
};

/** The store of one portfolio. */
export type StateStore = {
  /**
   * Takes the lease if it is free or over, raises the fence and returns the state. A state that
   * cannot be read is not held.
   */
  readonly acquire: (request: {
    readonly identity: PortfolioIdentity;
    readonly holder: InvocationId;
    readonly now: EpochMs;
    readonly end: EpochMs;
  }) => Promise<Result<Acquired, StoreError>>;
  /** Adds intents before their orders are sent. */
  readonly journal: (
    lease: Lease,
    intents: readonly Intent[],
  ) => Promise<Result<Lease, StoreError>>;
  /** Replaces the whole state, on condition of fence and version. */
  readonly save: (lease: Lease, save: Save) => Promise<Result<Saved, StoreError>>;
  /** Gives the lease back without saving. */
  readonly release: (lease: Lease) => Promise<Result<null, StoreError>>;
  /** Puts ledger entries; doing it twice changes nothing. */
  readonly putEntries: (entries: readonly LedgerEntry[]) => Promise<Result<null, StoreError>>;
  /** Puts settled intents; doing it twice changes nothing. */
  readonly putSettled: (settled: readonly SettledIntent[]) => Promise<Result<null, StoreError>>;
  /** Puts records of a saved cycle; doing it twice changes nothing. */
  readonly putHistory: (history: History) => Promise<Result<null, StoreError>>;
  /** Reads the state without taking the lease. */
  readonly peek: () => Promise<Result<PortfolioState | null, StoreError>>;
  /** Reads all ledger entries in sequence order. */
  readonly readEntries: () => Promise<Result<readonly LedgerEntry[], StoreError>>;
  readonly readSettled: (id: string) => Promise<Result<SettledIntent | null, StoreError>>;
  /** Reads the cycle records of a time range, oldest first. */
  readonly readRecords: (range: {
    readonly from: EpochMs;
    readonly to: EpochMs;
  }) => Promise<Result<readonly CycleRecord[], StoreError>>;
  /** Reads the equity points of a time range, oldest first; they outlive the records. */
  readonly readEquity: (range: {
    readonly from: EpochMs;
    readonly to: EpochMs;
  }) => Promise<Result<readonly EquityPoint[], StoreError>>;
  /** Reads the records of the last cycles, the latest first. */
  readonly readLatestRecords: (
    countMax: number,
  ) => Promise<Result<readonly CycleRecord[], StoreError>>;
  /** Keeps the record of a green run of the doctor, in the place of any earlier one. */
  readonly putClearance: (record: DoctorRecord) => Promise<Result<null, StoreError>>;
  /** Reads the record that was kept last; null when there was none. */
  readonly readClearance: () => Promise<Result<DoctorRecord | null, StoreError>>;
};

/** Keeps the simulated venue of a paper portfolio under the same fence. */
export type PaperStore = {
  readonly loadPaper: () => Promise<Result<string | null, StoreError>>;
  readonly savePaper: (lease: Lease, text: string) => Promise<Result<null, StoreError>>;
};
