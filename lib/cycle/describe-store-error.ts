// A store error in one line: its kind and its numbers.

import type { StoreError } from '../ports/state-store.ts';

/** Says what a store error means, for people. */
export const describeStoreError = (error: StoreError): string => {
  const { kind, ...numbers } = error;
  const details = Object.entries(numbers).map(([name, value]) => `${name}=${String(value)}`);
  return `${kind}: ${details.join(' ')}`;
};
