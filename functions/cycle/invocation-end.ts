// What an invocation came to, as its caller sees it. Only a bug is an error there; whatever the
// outside may do has a name here.

import type { CycleEnd } from '../../lib/cycle/finish.ts';

/** How an invocation ended; `cycles` counts those that were saved in it. */
export type InvocationEnd =
  | { readonly kind: 'saved'; readonly cycles: number; readonly cycle: number }
  | { readonly kind: 'skipped'; readonly cycles: number }
  | { readonly kind: 'failed'; readonly cycles: number; readonly cause: string }
  /** Configuration, secrets or key could not be had. */
  | { readonly kind: 'not-opened' }
  /** What ran was broken off; the next invocation goes on from what is stored. */
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'wrong-event' };

/** Says how the last cycle of an invocation ended. */
export const endOf = (end: CycleEnd, savedBefore: number): InvocationEnd => {
  switch (end.kind) {
    case 'saved':
      return { kind: 'saved', cycles: savedBefore + 1, cycle: end.state.cycle };
    case 'skipped':
      return { kind: 'skipped', cycles: savedBefore };
    case 'failed':
      return { kind: 'failed', cycles: savedBefore, cause: end.error.kind };
  }
};
