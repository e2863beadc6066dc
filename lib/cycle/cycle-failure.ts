// Why a cycle was not saved: the store did not do it, or a rule of our own did not hold.

import type { StoreError } from '../ports/state-store.ts';

/** What a failed cycle failed of. */
export type CycleFailure =
  | StoreError
  | { readonly kind: 'INVARIANT_BROKEN'; readonly statement: string };
