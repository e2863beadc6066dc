// The store of a backtest: it keeps the state as the value that it is, and hands its history to
// whoever counts, so that a run of any length needs the memory of one cycle. States are values that
// nobody changes, and reading back what was written gives the same value, which is why it may do
// without; every so often it writes and reads all the same, so that a run proves that of itself.

import { err, ok } from '../../units/result.ts';
import { after } from '../../units/time.ts';
import { endWithoutBytes } from './codec/orders.ts';
import { FREE, isMine } from './kept-lease.ts';
import { CLOCK_SKEW_MAX, lost } from './lease.ts';
import { sizeOf } from './state-item.ts';
import { asSaved, decodeState, encodeIdentity, encodeState } from './stored-state.ts';
import type { CycleRecord } from '../../domain/cycle-record.ts';
import type { LedgerEntry } from '../../domain/ledger-entry.ts';
import type { SettledIntent } from '../../domain/intent.ts';
import type { PortfolioState } from '../../domain/portfolio-state.ts';
import type { Lease, PaperStore, StateStore, StoreError } from '../../ports/state-store.ts';
import type { Result } from '../../units/result.ts';
import type { AcquireRequest } from './lease.ts';
import type { StoredLease } from './state-item.ts';

/** Who is told what belongs into the history. */
export type HistoryWatch = {
  /** Entries in sequence order; some may come twice. */
  readonly entries: (entries: readonly LedgerEntry[]) => void;
  readonly record: (record: CycleRecord) => void;
};

type Kept = {
  lease: StoredLease;
  state: PortfolioState | null;
  bytes: number;
  saves: number;
  readonly settled: Map<string, SettledIntent>;
};

// A fill may come to light after its order was settled, by minutes: this is days of orders.
const SETTLED_MAX = 10_000;

const acquire = (
  kept: Kept,
  request: AcquireRequest,
): Awaited<ReturnType<StateStore['acquire']>> => {
  const { lease } = kept;
  if (lease.end !== null && after(lease.end, CLOCK_SKEW_MAX) >= request.now)
    return err({ kind: 'LEASE_HELD', until: after(lease.end, CLOCK_SKEW_MAX) });
  const identity = encodeIdentity(request.identity);
  const fence = lease.fence + 1;
  kept.lease = { ...lease, identity, fence, holder: request.holder, end: request.end };
  const taken = { holder: request.holder, fence, version: lease.version, end: request.end };
  return ok({ lease: taken, state: kept.state, bytes: kept.bytes });
};

const journal = (
  kept: Kept,
  lease: Lease,
  intents: Parameters<StateStore['journal']>[1],
): Result<Lease, StoreError> => {
  if (intents.length === 0) return ok(lease);
  if (!isMine(kept, lease) || kept.state === null) return err(lost(lease, kept.lease));
  const ids = new Set(intents.map(({ id }) => id));
  const others = kept.state.intents.filter(({ id }) => !ids.has(id));
  kept.state = { ...kept.state, intents: [...others, ...intents] };
  return ok(lease);
};

// What of the value a store of texts would give back, with its size there.
const throughText = (
  state: PortfolioState,
): Result<{ readonly state: PortfolioState; readonly bytes: number }, StoreError> => {
  const stored = encodeState(state);
  const read = decodeState(stored);
  return read.ok ? ok({ state: read.value, bytes: sizeOf(stored) }) : read;
};

const save = (
  kept: Kept,
  lease: Lease,
  { state, checkEvery }: { readonly state: PortfolioState; readonly checkEvery: number },
): Awaited<ReturnType<StateStore['save']>> => {
  if (!isMine(kept, lease) || kept.lease.version !== lease.version)
    return err(lost(lease, kept.lease));
  if (kept.saves % checkEvery === 0) {
    const written = throughText(state);
    if (!written.ok) return written;
    kept.state = written.value.state;
    kept.bytes = written.value.bytes;
  } else kept.state = asSaved(state);
  kept.saves += 1;
  return ok({ lease, bytes: kept.bytes });
};

const remember = ({ settled }: Kept, ended: readonly SettledIntent[]): void => {
  for (const one of ended) {
    settled.delete(one.intent.id);
    settled.set(one.intent.id, one);
  }
  for (const id of settled.keys()) {
    if (settled.size <= SETTLED_MAX) return;
    settled.delete(id);
  }
};

const released = (kept: Kept, lease: Lease): Result<null, StoreError> => {
  if (isMine(kept, lease)) kept.lease = { ...kept.lease, holder: null, end: null };
  return ok(null);
};

/**
 * Opens an empty store of one portfolio. Every so many saves, the first one too, the state goes
 * through its text and its size is measured; between them it counts as large as it last was.
 */
export const valueStore = (watch: HistoryWatch, checkEvery: number): StateStore & PaperStore => {
  const kept: Kept = { lease: FREE, state: null, bytes: 0, saves: 0, settled: new Map() };
  const none = Promise.resolve(ok(null));
  return {
    acquire: (request) => Promise.resolve(acquire(kept, request)),
    journal: (lease, intents) => Promise.resolve(journal(kept, lease, intents)),
    save: (lease, what) => {
      const saved = save(kept, lease, { state: what.state, checkEvery });
      if (!saved.ok) return Promise.resolve(saved);
      const version = lease.version + 1;
      const [holder, end] =
        what.lease.kind === 'renew' ? [lease.holder, what.lease.end] : [null, null];
      kept.lease = { ...kept.lease, version, holder, end };
      const { bytes } = saved.value;
      return Promise.resolve(ok({ bytes, lease: { ...lease, version, end: end ?? lease.end } }));
    },
    release: (lease) => Promise.resolve(released(kept, lease)),
    putEntries: (entries) => {
      watch.entries(entries);
      return none;
    },
    putSettled: (settled) => {
      remember(kept, settled.map(endWithoutBytes));
      return none;
    },
    putHistory: ({ record }) => {
      watch.record(record);
      return none;
    },
    peek: () => Promise.resolve(ok(kept.state)),
    // Whoever counts has the rest of the history.
    readEntries: () => Promise.resolve(ok([])),
    readSettled: (id) => Promise.resolve(ok(kept.settled.get(id) ?? null)),
    readRecords: () => Promise.resolve(ok([])),
    readEquity: () => Promise.resolve(ok([])),
    readLatestRecords: () => Promise.resolve(ok([])),
    putClearance: () => none,
    readClearance: () => none,
    loadPaper: () => none,
    savePaper: () => none,
  };
};
