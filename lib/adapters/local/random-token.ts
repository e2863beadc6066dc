// A word that nobody can guess who has not been told it.

import { randomBytes } from 'node:crypto';

const BYTES = 32;

/** Makes such a word, of letters that stand in a header and in HTML as they are. */
export const randomToken = (): string => randomBytes(BYTES).toString('base64url');
