// Who asks: proven once with the wallet's key to get API credentials (L1), and with those on every
// private request (L2). Both are verified here from their published rules alone.
//
// Source: the venue's authentication pages and clob-client-v2 1.1.0, headers, read 2026-11-22. How
// far a timestamp may be off is not published; a minute is our choice.

import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { TypedDataEncoder } from 'ethers/hash';
import { isSameAddress } from './account.ts';
import { isKeyProven } from './key-proof.ts';
import type { WireChain } from './account.ts';
import type { IssuedKey, KeyRing } from './key-ring.ts';
import type { WireCall } from './message.ts';

const SKEW_MAX_SECONDS = 60;
const MESSAGE = 'This message attests that I control the given wallet';
const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const SECONDS = /^\d{1,12}$/;
const NONCE = /^\d{1,19}$/;

const CLOB_AUTH = {
  ClobAuth: [
    { name: 'address', type: 'address' },
    { name: 'timestamp', type: 'string' },
    { name: 'nonce', type: 'uint256' },
    { name: 'message', type: 'string' },
  ],
};

/** The time and the chain at which a login is looked at. Unit: ms since 1970. */
export type LoginContext = { readonly now: number; readonly chain: WireChain };

const isCurrent = (seconds: string, now: number): boolean =>
  SECONDS.test(seconds) && Math.abs(Number(seconds) * 1_000 - now) <= SKEW_MAX_SECONDS * 1_000;

type Proof = { readonly address: string; readonly signature: string };

const isWalletProven = (chainId: WireChain, message: object, proof: Proof): boolean => {
  const domain = { name: 'ClobAuthDomain', version: '1', chainId };
  try {
    const digest = TypedDataEncoder.hash(domain, CLOB_AUTH, { ...message });
    return isKeyProven(proof.address, digest, proof.signature);
  } catch {
    return false;
  }
};

/** Whose key signed, and which of its logins it asks for. */
export type WalletLogin = { readonly address: string; readonly nonce: string };

/** Verifies an L1 login; null when it proves nothing. */
export const verifyWallet = (call: WireCall, context: LoginContext): WalletLogin | null => {
  const address = call.headers['poly_address'] ?? '';
  const timestamp = call.headers['poly_timestamp'] ?? '';
  const nonce = call.headers['poly_nonce'] ?? '0';
  const signature = call.headers['poly_signature'] ?? '';
  if (!ADDRESS.test(address) || !NONCE.test(nonce)) return null;
  if (!isCurrent(timestamp, context.now)) return null;
  const message = { address, timestamp, nonce, message: MESSAGE };
  const isProven = isWalletProven(context.chain, message, { address, signature });
  return isProven ? { address, nonce } : null;
};

// Node takes a key of bytes as well, but throws and catches two errors of its own on the way.
const codeOf = (secret: string, text: string): string =>
  createHmac('sha256', createSecretKey(Buffer.from(secret, 'base64')))
    .update(text)
    .digest('base64')
    .replaceAll('+', '-')
    .replaceAll('/', '_');

const isSameText = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/**
 * Verifies an L2 login, over the path without its query and the exact body; null when it proves
 * nothing.
 */
export const verifyKey = (
  call: WireCall,
  keys: KeyRing,
  { now }: LoginContext,
): IssuedKey | null => {
  const { headers, method, path, body } = call;
  const key = keys.find(headers['poly_api_key'] ?? '');
  const timestamp = headers['poly_timestamp'] ?? '';
  if (key === undefined || !isCurrent(timestamp, now)) return null;
  const code = codeOf(key.secret, `${timestamp}${method}${path}${body}`);
  const isProven =
    isSameAddress(key.address, headers['poly_address'] ?? '') &&
    isSameText(key.passphrase, headers['poly_passphrase'] ?? '') &&
    isSameText(code, headers['poly_signature'] ?? '');
  return isProven ? key : null;
};
