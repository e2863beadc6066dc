// A name that no other process has, so that a lease is recognised as one's own.

import { randomUUID } from 'node:crypto';

/** Makes a name for this process. */
export const uniqueName = (): string => randomUUID();
