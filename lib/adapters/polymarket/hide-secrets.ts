// A server that quotes our own request back at us would have us log what proves who we are. What
// it says is cleared of that before anything is made of it.

import type { LoginHeaders } from './signing/login-headers.ts';

const HIDDEN = '(hidden)';

// These tell when and as whom we asked, which is no secret.
const OPEN_HEADERS = [
  'POLY_ADDRESS',
  'POLY_TIMESTAMP',
  'RELAYER_API_KEY_ADDRESS',
  'POLY_BUILDER_TIMESTAMP',
];

// Hex as long as an id names something, and so does a token's long number; longer hex is a
// signature, whole or cut.
const LONG = /[0-9a-f]{65,}/gi;
const hexHidden = (digits: string): string => (/^\d+$/.test(digits) ? digits : HIDDEN);

// API keys have this form, and so do ids of the relayer.
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

// In any case: what we made of a text may be in lower case by now.
const inAnyCase = (value: string): RegExp => new RegExp(value.replace(/\W/g, '\\$&'), 'gi');

/** Removes from a text what authenticates a request, and every signature. Ids stay. */
export const hideLogin = (text: string, headers: LoginHeaders): string =>
  Object.entries(headers)
    .filter(([name, value]) => value !== '' && !OPEN_HEADERS.includes(name))
    .reduce((shown, [, value]) => shown.replace(inAnyCase(value), HIDDEN), text)
    .replace(LONG, hexHidden);

/** Removes also what has the form of an API key, ours and those of others. */
export const hideSecrets = (text: string, headers: LoginHeaders): string =>
  hideLogin(text, headers).replace(UUID, HIDDEN);
