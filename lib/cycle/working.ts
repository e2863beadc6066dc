// The cycle's working value: what it loaded, saw and did so far. Each step takes one and returns
// the next; nothing is changed in place.

import type { MarkedEquity } from '../accounting/equity.ts';
import type { Standing } from '../domain/clearance.ts';
import type { CycleRecord, FillRecord, OrderRecord } from '../domain/cycle-record.ts';
import type { FairPrice } from '../domain/fair-price.ts';
import type { SettledIntent } from '../domain/intent.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { Universe } from '../domain/market.ts';
import type { Strategy } from '../domain/order.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { HeldLease } from '../execution/engine-lease.ts';
import type { OrdersSeen } from '../execution/settle.ts';
import type { VenueTime } from '../execution/engine-time.ts';
import type { StoreError } from '../ports/state-store.ts';
import type { ConditionId } from '../units/ids.ts';

/** A market's book side and the strategy that owns it for this cycle. */
export type SideOwners = ReadonlyMap<string, Strategy>;

/** What the cycle did, for the record, the log and the history. */
export type Deeds = {
  readonly entries: readonly LedgerEntry[];
  readonly settled: readonly SettledIntent[];
  readonly fills: readonly FillRecord[];
  readonly orders: readonly OrderRecord[];
  readonly cuts: CycleRecord['cuts'];
  readonly wanted: number;
  readonly placed: number;
  readonly kept: number;
  readonly canceled: CycleRecord['canceled'];
  readonly chain: readonly string[];
  readonly reports: readonly string[];
};

/** Whether the state is small enough that this cycle may add to it. */
export type Room =
  | { readonly kind: 'enough' }
  | { readonly kind: 'none'; readonly bytes: number; readonly bytesMax: number };

/** A cycle under way. */
export type Working = {
  /** The state that the cycle began with. */
  readonly loaded: PortfolioState;
  readonly state: PortfolioState;
  readonly held: HeldLease;
  readonly room: Room;
  readonly snapshot: Snapshot;
  /** What own orders that were not listed turned out to be, by the latest read. */
  readonly lookups: OrdersSeen['lookups'];
  /** The venue's clock, or ours when it could not be read. */
  readonly venueTime: VenueTime;
  /** Empty when the markets could not be read: then nothing new is wanted. */
  readonly universe: Universe;
  readonly fair: ReadonlyMap<ConditionId, FairPrice>;
  readonly equity: MarkedEquity;
  readonly owners: SideOwners;
  /** What may be sent, as far as the doctor's word for a live portfolio goes. */
  readonly clearance: Standing;
  readonly deeds: Deeds;
  /** A failure of the store: nothing more is sent or saved. */
  readonly failure: StoreError | null;
};

/** Nothing done yet. */
export const NO_DEEDS: Deeds = {
  entries: [],
  settled: [],
  fills: [],
  orders: [],
  cuts: [],
  wanted: 0,
  placed: 0,
  kept: 0,
  canceled: [],
  chain: [],
  reports: [],
};

/** Replaces parts of the durable state. */
export const withState = (working: Working, changes: Partial<PortfolioState>): Working => ({
  ...working,
  state: { ...working.state, ...changes },
});

/** Adds to what the cycle did. Lists are appended, counts are added. */
export const withDeeds = (working: Working, more: Partial<Deeds>): Working => {
  const { deeds } = working;
  return {
    ...working,
    deeds: {
      entries: [...deeds.entries, ...(more.entries ?? [])],
      settled: [...deeds.settled, ...(more.settled ?? [])],
      fills: [...deeds.fills, ...(more.fills ?? [])],
      orders: [...deeds.orders, ...(more.orders ?? [])],
      cuts: [...deeds.cuts, ...(more.cuts ?? [])],
      wanted: deeds.wanted + (more.wanted ?? 0),
      placed: deeds.placed + (more.placed ?? 0),
      kept: deeds.kept + (more.kept ?? 0),
      canceled: [...deeds.canceled, ...(more.canceled ?? [])],
      chain: [...deeds.chain, ...(more.chain ?? [])],
      reports: [...deeds.reports, ...(more.reports ?? [])],
    },
  };
};
