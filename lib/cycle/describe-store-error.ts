// A failure of the store, or of a cycle, in one line: its kind and its numbers.

import type { CycleFailure } from './cycle-failure.ts';

/** Says what a failure means, for people. */
export const describeStoreError = (error: CycleFailure): string => {
  if (error.kind === 'STATE_LOST')
    return (
      `STATE_LOST: saved=${String(error.saved)} found=${String(error.found)}: the store holds ` +
      'fewer cycles than were saved. Put a copy of its files back, or start over with --fresh'
    );
  const { kind, ...numbers } = error;
  const details = Object.entries(numbers).map(([name, value]) => `${name}=${String(value)}`);
  return `${kind}: ${details.join(' ')}`;
};
