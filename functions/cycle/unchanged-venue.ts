// A paper venue is read before the lease is asked for, since the cycle runs on it. Another cycle
// may save in between: then the lease is given back, for what was read is the past.

import { ok } from '../../lib/units/result.ts';
import type { PaperStore, StateStore } from '../../lib/ports/state-store.ts';

/** A store whose lease is had only while the paper venue is the one that was read. */
export const unchangedVenue = (
  store: StateStore & PaperStore,
  text: string | null,
): StateStore & PaperStore => ({
  ...store,
  acquire: async (request) => {
    const acquired = await store.acquire(request);
    if (!acquired.ok) return acquired;
    const { lease } = acquired.value;
    const paper = await store.loadPaper();
    if (paper.ok && paper.value === text) return ok(acquired.value);
    await store.release(lease);
    return paper.ok ? { ok: false, error: { kind: 'LEASE_HELD', until: request.now } } : paper;
  },
});
