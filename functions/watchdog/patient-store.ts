// A store that is asked again before it counts as broken: a watchdog has no memory, and one answer
// that got lost must not cancel every order.

import { err, ok } from '../../lib/units/result.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';

/** Lets time pass. */
export type Wait = (ms: number) => Promise<void>;

const ATTEMPTS = 3;
const PAUSE_MS = 1_000;

/** Peeks up to three times, for as long as the store does not answer. */
export const patientStore = (
  store: Pick<StateStore, 'peek'>,
  wait: Wait,
): Pick<StateStore, 'peek'> => ({
  peek: async () => {
    for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
      const seen = await store.peek();
      if (seen.ok) return ok(seen.value);
      if (seen.error.kind !== 'UNAVAILABLE') return err(seen.error);
      await wait(PAUSE_MS);
    }
    return store.peek();
  },
});
