// Who may ask the relayer: whoever has its key, or the three parts of a builder's login, of which
// one signs each request.

import { createHmac } from 'node:crypto';
import type { WireCall } from '../../../lib/simulation/wire/message.ts';

/** The key that the relayer knows. */
export const RELAYER_KEY = '0190b317-a1d3-7bec-9b91-eeb6dcd3a620';

/** The login of a builder that it knows. */
export const BUILDER = {
  key: '0190b317-a1d3-7bec-9b91-eeb6dcd3a621',
  secret: Buffer.from('the secret of a simulated builder').toString('base64'),
  passphrase: 'of-a-simulated-builder',
} as const;

const codeOf = (text: string): string =>
  createHmac('sha256', Buffer.from(BUILDER.secret, 'base64'))
    .update(text)
    .digest('base64')
    .replaceAll('+', '-')
    .replaceAll('/', '_');

/** Whether a request proves who asks. Its path is the one behind the relayer's address. */
export const isLoggedIn = ({ method, headers, body }: WireCall, path: string): boolean => {
  if (headers['relayer_api_key'] !== undefined) return headers['relayer_api_key'] === RELAYER_KEY;
  const at = headers['poly_builder_timestamp'] ?? '';
  return (
    headers['poly_builder_api_key'] === BUILDER.key &&
    headers['poly_builder_passphrase'] === BUILDER.passphrase &&
    headers['poly_builder_signature'] === codeOf(`${at}${method}${path}${body}`)
  );
};
