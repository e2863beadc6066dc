// The store in memory, for tests and backtests. It keeps the same text under the same conditions as
// the real one, so that codecs and fences are at work here too.

import { err, ok } from '../../units/result.ts';
import { after } from '../../units/time.ts';
import { clearanceAttributes, clearanceIn } from './clearance.ts';
import { decodeStored, jsonCodec } from './codec/json.ts';
import { entryCodec } from './codec/ledger-entries.ts';
import { settledCodec } from './codec/orders.ts';
import { equityPointCodec, recordCodec } from './codec/records.ts';
import { entryItems, historyItems, settledItems } from './history.ts';
import { FREE, isMine } from './kept-lease.ts';
import { CLOCK_SKEW_MAX, lost } from './lease.ts';
import { billedBytes } from './packed.ts';
import { digestOf, sizeOf, stateAttributes } from './state-item.ts';
import { decodeState, encodeIdentity, encodeIntent, encodeState } from './stored-state.ts';
import { ALL_RECORDS, equityWithin, recordsWithin, sortKeys } from './table.ts';
import type { DoctorRecord } from '../../domain/clearance.ts';
import type { PortfolioState } from '../../domain/portfolio-state.ts';
import type { Lease, PaperStore, StateStore, StoreError } from '../../ports/state-store.ts';
import type { Result } from '../../units/result.ts';
import type { Codec } from './codec/scalars.ts';
import type { HistoryItem } from './history.ts';
import type { AcquireRequest } from './lease.ts';
import type { StoredLease } from './state-item.ts';
import type { StoredState } from './stored-state.ts';
import type { Item, SortRange } from './table.ts';

type Kept = {
  lease: StoredLease;
  state: StoredState | null;
  paper: { readonly text: string; readonly fence: number } | null;
  clearance: Item | null;
  readonly history: Map<string, string>;
};

const stateOf = (kept: Kept): Result<PortfolioState | null, StoreError> =>
  kept.state === null ? ok(null) : decodeState(kept.state);

const put = (kept: Kept, items: readonly HistoryItem[]): Result<null, StoreError> => {
  for (const item of items) kept.history.set(item.sort, item.text);
  return ok(null);
};

const readAll = <T>(
  kept: Kept,
  codec: Codec<T>,
  range: SortRange,
): Result<readonly T[], StoreError> => {
  const values: T[] = [];
  for (const sort of [...kept.history.keys()].sort()) {
    if (sort < range.from || sort > range.to) continue;
    const decoded = decodeStored(jsonCodec(codec), sort, kept.history.get(sort));
    if (!decoded.ok) return decoded;
    values.push(decoded.value);
  }
  return ok(values);
};

const release = (kept: Kept, lease: Lease): Result<null, StoreError> => {
  if (isMine(kept, lease)) kept.lease = { ...kept.lease, holder: null, end: null };
  return ok(null);
};

const acquire = (kept: Kept, request: AcquireRequest): ReturnType<StateStore['acquire']> => {
  const { lease } = kept;
  const identity = encodeIdentity(request.identity);
  if (lease.identity !== null && lease.identity !== identity)
    return Promise.resolve(
      err({ kind: 'IDENTITY_MISMATCH', stored: lease.identity, wanted: identity }),
    );
  if (lease.end !== null && after(lease.end, CLOCK_SKEW_MAX) >= request.now)
    return Promise.resolve(err({ kind: 'LEASE_HELD', until: after(lease.end, CLOCK_SKEW_MAX) }));
  const fence = lease.fence + 1;
  kept.lease = { ...lease, identity, fence, holder: request.holder, end: request.end };
  const { version } = lease;
  const taken = { holder: request.holder, fence, version, end: request.end };
  const state = stateOf(kept);
  const bytes = kept.state === null ? 0 : sizeOf(kept.state);
  if (state.ok) return Promise.resolve(ok({ lease: taken, state: state.value, bytes }));
  release(kept, taken);
  return Promise.resolve(state);
};

const journal = (
  kept: Kept,
  lease: Lease,
  intents: Parameters<StateStore['journal']>[1],
): Result<Lease, StoreError> => {
  if (intents.length === 0) return ok(lease);
  if (!isMine(kept, lease) || kept.state === null) return err(lost(lease, kept.lease));
  const added = Object.fromEntries(intents.map((one) => [one.id, encodeIntent(one)]));
  kept.state = { ...kept.state, intents: { ...kept.state.intents, ...added } };
  return ok(lease);
};

const save = (
  kept: Kept,
  lease: Lease,
  what: Parameters<StateStore['save']>[1],
): Awaited<ReturnType<StateStore['save']>> => {
  const stored = encodeState(what.state);
  const version = lease.version + 1;
  const bytes = billedBytes(stateAttributes(stored));
  if (kept.lease.version === version && kept.lease.saveDigest === digestOf(stored))
    return ok({ lease: { ...lease, version }, bytes });
  if (!isMine(kept, lease) || kept.lease.version !== lease.version)
    return err(lost(lease, kept.lease));
  kept.state = stored;
  const holding =
    what.lease.kind === 'renew'
      ? { holder: lease.holder, end: what.lease.end }
      : { holder: null, end: null };
  kept.lease = { ...kept.lease, ...holding, version, saveDigest: digestOf(kept.state) };
  const end = what.lease.kind === 'renew' ? what.lease.end : lease.end;
  return ok({ lease: { ...lease, version, end }, bytes });
};

const savePaper = (kept: Kept, lease: Lease, text: string): Result<null, StoreError> => {
  if (kept.paper !== null && kept.paper.fence > lease.fence) return err(lost(lease, kept.lease));
  kept.paper = { text, fence: lease.fence };
  return ok(null);
};

const settledIn = (kept: Kept, id: string): Awaited<ReturnType<StateStore['readSettled']>> => {
  const text = kept.history.get(sortKeys.intent(id));
  return text === undefined ? ok(null) : decodeStored(jsonCodec(settledCodec), id, text);
};

const putClearance = (kept: Kept, record: DoctorRecord): Result<null, StoreError> => {
  kept.clearance = clearanceAttributes(record);
  return ok(null);
};

/** Opens an empty store of one portfolio. */
export const memoryStore = (): StateStore & PaperStore => {
  const kept: Kept = {
    lease: FREE,
    state: null,
    paper: null,
    clearance: null,
    history: new Map(),
  };
  return {
    acquire: (request) => acquire(kept, request),
    journal: (lease, intents) => Promise.resolve(journal(kept, lease, intents)),
    save: (lease, what) => Promise.resolve(save(kept, lease, what)),
    release: (lease) => Promise.resolve(release(kept, lease)),
    putEntries: (entries) => Promise.resolve(put(kept, entryItems(entries))),
    putSettled: (settled) => Promise.resolve(put(kept, settledItems(settled))),
    putHistory: (history) => Promise.resolve(put(kept, historyItems(history))),
    peek: () => Promise.resolve(stateOf(kept)),
    readEntries: () =>
      Promise.resolve(readAll(kept, entryCodec, { from: 'ENTRY#', to: 'ENTRY#~' })),
    readSettled: (id) => Promise.resolve(settledIn(kept, id)),
    readRecords: (range) => Promise.resolve(readAll(kept, recordCodec, recordsWithin(range))),
    readEquity: (range) => Promise.resolve(readAll(kept, equityPointCodec, equityWithin(range))),
    readLatestRecords: (countMax) => {
      const all = readAll(kept, recordCodec, ALL_RECORDS);
      return Promise.resolve(all.ok ? ok(all.value.toReversed().slice(0, countMax)) : all);
    },
    putClearance: (record) => Promise.resolve(putClearance(kept, record)),
    readClearance: () =>
      Promise.resolve(kept.clearance === null ? ok(null) : clearanceIn(kept.clearance)),
    loadPaper: () => Promise.resolve(ok(kept.paper?.text ?? null)),
    savePaper: (lease, text) => Promise.resolve(savePaper(kept, lease, text)),
  };
};
