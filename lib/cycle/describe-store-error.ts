// A store error in one line: its kind and its numbers.

import type { StoreError } from '../ports/state-store.ts';

/** Says what a store error means, for people. */
export const describeStoreError = (error: StoreError): string => {
  if (error.kind === 'STATE_LOST')
    return (
      `STATE_LOST: saved=${String(error.saved)} found=${String(error.found)}: the store holds ` +
      'fewer cycles than were saved. Put a copy of its files back, or start over with --fresh'
    );
  const { kind, ...numbers } = error;
  const details = Object.entries(numbers).map(([name, value]) => `${name}=${String(value)}`);
  return `${kind}: ${details.join(' ')}`;
};
