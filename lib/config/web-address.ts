// Web addresses: those of the venue stand in the open and carry no secret, that of the chain's node
// often does. Neither may carry keys over an open line.

import { ok } from '../units/result.ts';
import { secretOf } from '../units/secret.ts';
import { malformed, secretKind, valueKind } from './value-kind.ts';
import type { Secret } from '../units/secret.ts';
import type { ValueKind } from './value-kind.ts';

// A host on this machine, in a container network or in a private one.
const NEARBY =
  /^(?:localhost|[^.:]+|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|\[::1\])$/;

const faultOf = (text: string): string | undefined => {
  if (!URL.canParse(text)) return 'is not a URL';
  const { protocol, hostname } = new URL(text);
  if (protocol === 'https:') return undefined;
  if (protocol !== 'http:') return 'is neither https nor http';
  return NEARBY.test(hostname) ? undefined : 'is plain http to a public host';
};

const withoutFinalSlash = (text: string): string => text.replace(/\/$/, '');

/** The address of one of the venue's APIs. */
export const publicUrl: ValueKind<string> = valueKind(
  'an https URL, or http on a private network, without user, query or fragment',
  (text) => {
    const fault = faultOf(text);
    if (fault !== undefined) return malformed(text, fault);
    const { username, password, search, hash, href } = new URL(text);
    if (`${username}${password}${search}${hash}` !== '')
      return malformed(text, 'has a user, a query or a fragment');
    return ok(withoutFinalSlash(href));
  },
);

/** An address that may hold a key, and is therefore never shown. */
export const secretUrl: ValueKind<Secret> = secretKind(
  'an https URL, or http on a private network',
  (text) => {
    const fault = faultOf(text);
    return fault === undefined ? ok(secretOf(text)) : malformed(text, fault);
  },
);
