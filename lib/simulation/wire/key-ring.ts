// The API keys that the server has given out. A key depends on nothing but the address and the
// nonce, so that deriving it again gives the same one, in another process too.

import { createHmac } from 'node:crypto';
import { walletAddress } from '../../units/ids.ts';
import type { WalletAddress } from '../../units/ids.ts';

/** What the venue gives out for a key of a wallet. */
export type ApiKey = {
  readonly apiKey: string;
  readonly secret: string;
  readonly passphrase: string;
};

/** An API key and whose it is. */
export type IssuedKey = ApiKey & { readonly address: WalletAddress };

/** The keys that were given out. */
export type KeyRing = {
  /** Gives out the key of a nonce; null when it was given out already. */
  readonly create: (address: string, nonce: string) => IssuedKey | null;
  /** The key of a nonce; null when it was never given out. */
  readonly derive: (address: string, nonce: string) => IssuedKey | null;
  readonly find: (apiKey: string) => IssuedKey | undefined;
  readonly of: (address: string) => readonly IssuedKey[];
  readonly remove: (apiKey: string) => void;
};

const digest = (seed: string, text: string): Buffer =>
  createHmac('sha256', seed).update(text).digest();

const uuidOf = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`]
    .concat(hex.slice(20, 32))
    .join('-');

const issue = (seed: string, address: string, nonce: string): IssuedKey => {
  const name = `${address.toLowerCase()}:${nonce}`;
  return {
    address: walletAddress(address),
    apiKey: uuidOf(digest(seed, `key:${name}`).toString('hex')),
    secret: `${digest(seed, `secret:${name}`).toString('base64url')}=`,
    passphrase: digest(seed, `passphrase:${name}`).toString('hex'),
  };
};

/** Makes an empty ring. The seed stands for what only the venue knows. */
export const createKeyRing = (seed: string): KeyRing => {
  const issued = new Map<string, IssuedKey>();
  return {
    create: (address, nonce) => {
      const key = issue(seed, address, nonce);
      if (issued.has(key.apiKey)) return null;
      issued.set(key.apiKey, key);
      return key;
    },
    derive: (address, nonce) => issued.get(issue(seed, address, nonce).apiKey) ?? null,
    find: (apiKey) => issued.get(apiKey),
    of: (address) =>
      [...issued.values()].filter((key) => key.address.toLowerCase() === address.toLowerCase()),
    remove: (apiKey) => void issued.delete(apiKey),
  };
};
