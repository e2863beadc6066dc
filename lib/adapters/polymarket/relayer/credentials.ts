// Proving to the relayer who asks: by a key of its own, or by the code that its builders compute
// for each request. Neither can sign for the wallet.

import { epochSeconds } from '../../../units/time.ts';
import { requestCode } from '../signing/login-headers.ts';
import type { WalletAddress } from '../../../units/ids.ts';
import type { Secret } from '../../../units/secret.ts';
import type { EpochMs } from '../../../units/time.ts';
import type { LoginHeaders, SignedRequest } from '../signing/login-headers.ts';

/** What the relayer gave out. */
export type RelayerCredentials =
  | { readonly kind: 'relayer-key'; readonly key: Secret; readonly address: WalletAddress }
  | {
      readonly kind: 'builder';
      readonly key: Secret;
      readonly secret: Secret;
      readonly passphrase: Secret;
    };

/**
 * Makes the headers of a request to the relayer.
 * Source: the venue's documentation of gasless transactions and @polymarket/builder-signing-sdk
 * 1.0.0, read 2026-11-28.
 */
export const relayerHeaders = (
  credentials: RelayerCredentials,
  { method, path, body }: SignedRequest,
  at: EpochMs,
): LoginHeaders => {
  if (credentials.kind === 'relayer-key')
    return {
      RELAYER_API_KEY: credentials.key.reveal(),
      RELAYER_API_KEY_ADDRESS: credentials.address,
    };
  const { key, secret, passphrase } = credentials;
  const timestamp = epochSeconds(at, 'down').toString();
  return {
    POLY_BUILDER_API_KEY: key.reveal(),
    POLY_BUILDER_PASSPHRASE: passphrase.reveal(),
    POLY_BUILDER_SIGNATURE: requestCode(secret, `${timestamp}${method}${path}${body}`),
    POLY_BUILDER_TIMESTAMP: timestamp,
  };
};
