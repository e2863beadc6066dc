// The lease in a store that is kept in memory.

import type { Lease } from '../../ports/state-store.ts';
import type { StoredLease } from './state-item.ts';

/** The lease of a portfolio that nobody has held yet. */
export const FREE: StoredLease = {
  holder: null,
  end: null,
  fence: 0,
  version: 0,
  saveDigest: null,
  identity: null,
};

/** Tells whether a lease is the one that is kept. */
export const isMine = (kept: { readonly lease: StoredLease }, lease: Lease): boolean =>
  kept.lease.holder === lease.holder && kept.lease.fence === lease.fence;
