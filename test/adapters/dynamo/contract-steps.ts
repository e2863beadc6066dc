// The steps that the contract of the stores is told in.

import { invocationId } from '../../../lib/units/ids.ts';
import { epochMs, msOfEpoch } from '../../../lib/units/time.ts';
import { at, IDENTITY, STATE } from '../rich-state.ts';
import type { Acquired, Lease, PaperStore, StateStore } from '../../../lib/ports/state-store.ts';
import type { Result } from '../../../lib/units/result.ts';

export type Store = StateStore & PaperStore;

export const NOW = at(100);
export const END = at(155);

export const got = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`the store refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

export const failure = (result: Result<unknown, { readonly kind: string }>): string =>
  result.ok ? 'none' : result.error.kind;

export const acquire = (
  store: Store,
  holder: string,
  now = NOW,
): Promise<Result<Acquired, never>> =>
  store.acquire({
    identity: IDENTITY,
    holder: invocationId(holder),
    now,
    end: epochMs(msOfEpoch(now) + 55_000n),
  }) as Promise<Result<Acquired, never>>;

export const leaseOf = async (store: Store, holder: string, now = NOW): Promise<Lease> =>
  got(await acquire(store, holder, now)).lease;

export const saved = async (store: Store, holder = 'a'): Promise<Lease> => {
  const lease = await leaseOf(store, holder);
  return got(await store.save(lease, { state: STATE, lease: { kind: 'release' } })).lease;
};
