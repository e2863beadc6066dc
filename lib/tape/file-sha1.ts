// The venue signs a book with the SHA-1 of its own JSON; this is the one place that asks node for
// it.

import { hash } from 'node:crypto';

/** The SHA-1 of a text, as 40 hex digits. */
export const sha1 = (text: string): string => hash('sha1', text, 'hex');
