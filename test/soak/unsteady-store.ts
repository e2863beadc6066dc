// A store that now and then does not do what it is asked, or does it and its answer is lost; and
// what it was told, kept for whoever checks afterwards.

import { err, ok } from '../../lib/units/result.ts';
import type { Intent, SettledIntent } from '../../lib/domain/intent.ts';
import type { LedgerEntry } from '../../lib/domain/ledger-entry.ts';
import type { StateStore, StoreError } from '../../lib/ports/state-store.ts';
import type { OrderId } from '../../lib/units/ids.ts';
import type { Result } from '../../lib/units/result.ts';

/** What becomes of one call to the store. */
export type StoreFate = 'done' | 'lost-before' | 'lost-after';

/** Everything that was written down. */
export type Written = {
  readonly intents: ReadonlyMap<OrderId, Intent>;
  /** By the bytes of their orders. */
  readonly byBody: ReadonlyMap<string, Intent>;
  /** Settled intents that were saved, each once; whoever has looked at them takes them out. */
  readonly settled: Map<OrderId, SettledIntent>;
};

const LOST: StoreError = { kind: 'UNAVAILABLE', detail: 'the answer was lost' };

type Called = <T>(
  name: string,
  call: () => Promise<Result<T, StoreError>>,
) => Promise<Result<T, StoreError>>;

const calling =
  (fateOf: (call: string) => StoreFate): Called =>
  async (name, call) => {
    const fate = fateOf(name);
    if (fate === 'lost-before') return err(LOST);
    const answer = await call();
    return fate === 'lost-after' ? err(LOST) : answer;
  };

/** Wraps a store. Records of cycles are not kept: a long run would be little else. */
export const unsteadyStore = (
  store: StateStore,
  fateOf: (call: string) => StoreFate,
): { readonly store: StateStore; readonly written: Written } => {
  const called = calling(fateOf);
  const intents = new Map<OrderId, Intent>();
  const byBody = new Map<string, Intent>();
  const settled = new Map<OrderId, SettledIntent>();
  const journal: StateStore['journal'] = async (lease, added) => {
    const done = await store.journal(lease, added);
    if (!done.ok) return done;
    for (const intent of added) {
      intents.set(intent.id, intent);
      byBody.set(intent.body, intent);
    }
    return done;
  };
  const save: StateStore['save'] = async (lease, what) => {
    const done = await store.save(lease, what);
    if (done.ok) for (const one of what.state.settled) settled.set(one.intent.id, one);
    return done;
  };
  return {
    written: { intents, byBody, settled },
    store: {
      ...store,
      acquire: (request) => called('acquire', () => store.acquire(request)),
      journal: (lease, added) => called('journal', () => journal(lease, added)),
      save: (lease, what) => called('save', () => save(lease, what)),
      release: (lease) => called('release', () => store.release(lease)),
      putEntries: (entries: readonly LedgerEntry[]) =>
        called('putEntries', () => store.putEntries(entries)),
      putSettled: (ended) => called('putSettled', () => store.putSettled(ended)),
      putHistory: () => Promise.resolve(ok(null)),
      readSettled: (id) => called('readSettled', () => store.readSettled(id)),
    },
  };
};
