// Proving to the venue's server who asks: once with the key to get API credentials (L1), and from
// then on with those for every private request (L2).

import { createHmac, createSecretKey } from 'node:crypto';
import { ok } from '../../../units/result.ts';
import { epochSeconds } from '../../../units/time.ts';
import type { ChainId } from '../../../domain/contracts.ts';
import type { SignError } from '../../../domain/venue-outcome.ts';
import type { Signer, TypedData } from '../../../ports/signer.ts';
import type { WalletAddress } from '../../../units/ids.ts';
import type { Result } from '../../../units/result.ts';
import type { EpochMs } from '../../../units/time.ts';
import type { Secret } from '../../../units/secret.ts';

/** What the venue gives out for a key. The address is the key's, whatever wallet it trades for. */
export type ApiCredentials = {
  readonly address: WalletAddress;
  readonly key: string;
  readonly secret: Secret;
  readonly passphrase: Secret;
};

/** A request as it is signed: the path without its query, the body as it is sent or empty. */
export type SignedRequest = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body: string;
};

/** Header names and values. They are secrets: they go to the transport and nowhere else. */
export type LoginHeaders = Readonly<Record<string, string>>;

/** When and as which of its logins a key asks; the same nonce gives the same credentials. */
export type Login = { readonly chain: ChainId; readonly at: EpochMs; readonly nonce: bigint };

const secondsText = (at: EpochMs): string => epochSeconds(at, 'down').toString();

const loginTypedData = (address: WalletAddress, { chain, at, nonce }: Login): TypedData => ({
  domain: { name: 'ClobAuthDomain', version: '1', chainId: chain },
  structs: {
    ClobAuth: [
      { name: 'address', type: 'address' },
      { name: 'timestamp', type: 'string' },
      { name: 'nonce', type: 'uint256' },
      { name: 'message', type: 'string' },
    ],
  },
  message: {
    address,
    timestamp: secondsText(at),
    nonce,
    message: 'This message attests that I control the given wallet',
  },
});

/** Makes the headers with which a key asks for its API credentials. */
export const keyHeaders = async (
  signer: Signer,
  login: Login,
): Promise<Result<LoginHeaders, SignError>> => {
  const signed = await signer.signTypedData(loginTypedData(signer.address, login));
  if (!signed.ok) return signed;
  return ok({
    POLY_ADDRESS: signer.address,
    POLY_SIGNATURE: signed.value,
    POLY_TIMESTAMP: secondsText(login.at),
    POLY_NONCE: login.nonce.toString(),
  });
};

/**
 * The authentication code of a request, base64url with its padding.
 * The secret is read as base64 in either alphabet, and characters of neither are passed over.
 */
export const requestCode = (secret: Secret, message: string): string =>
  // Node takes a key of bytes as well, but throws and catches two errors of its own on the way.
  createHmac('sha256', createSecretKey(Buffer.from(secret.reveal(), 'base64')))
    .update(message)
    .digest('base64')
    .replaceAll('+', '-')
    .replaceAll('/', '_');

/** Makes the headers of a private request. */
export const requestHeaders = (
  credentials: ApiCredentials,
  { method, path, body }: SignedRequest,
  at: EpochMs,
): LoginHeaders => {
  const { address, key, secret, passphrase } = credentials;
  const timestamp = secondsText(at);
  return {
    POLY_ADDRESS: address,
    POLY_SIGNATURE: requestCode(secret, `${timestamp}${method}${path}${body}`),
    POLY_TIMESTAMP: timestamp,
    POLY_API_KEY: key,
    POLY_PASSPHRASE: passphrase.reveal(),
  };
};
