// A store that is asked again before it counts as broken: a watchdog has no memory, and one answer
// that got lost must not cancel every order.

import { err } from '../../lib/units/result.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';

/** Lets time pass. */
export type Wait = (ms: number) => Promise<void>;

/** How somebody waits between attempts, and how long at most for all of them, in milliseconds. */
export type Patience = { readonly wait: Wait; readonly limitMs: number };

type Peeking = Pick<StateStore, 'peek'>;
type Seen = Awaited<ReturnType<StateStore['peek']>>;

/**
 * How long all attempts may take. Why 12 s: one that hangs is given up after about 10 s, so that
 * a short outage is outlasted, and more than 25 s are left for key, login and cancel.
 */
export const LIMIT_MS = 12_000;

const ATTEMPTS = 3;
const PAUSE_MS = 1_000;

const askedAgain = async ({ peek }: Peeking, wait: Wait): Promise<Seen> => {
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    const seen = await peek();
    if (seen.ok || seen.error.kind !== 'UNAVAILABLE') return seen;
    await wait(PAUSE_MS);
  }
  return peek();
};

/** Peeks up to three times, for as long as the store does not answer and patience lasts. */
export const patientStore = (store: Peeking, { wait, limitMs }: Patience): Peeking => ({
  peek: async () => {
    const late = Promise.withResolvers<Seen>();
    const detail = `no answer within ${String(limitMs)} ms`;
    const timer = setTimeout(() => late.resolve(err({ kind: 'UNAVAILABLE', detail })), limitMs);
    try {
      return await Promise.race([askedAgain(store, wait), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  },
});
