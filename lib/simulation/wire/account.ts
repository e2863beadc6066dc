// Whose wallet the simulated venue keeps. Anybody may get API keys of the server, as on the real
// venue, but only the keys of this account have a wallet behind them.

import type { WalletAddress } from '../../units/ids.ts';

/** Polygon and its test network. */
export type WireChain = 137 | 80002;

/** Who signs: 0 the key for itself, 1 for a proxy, 2 for a Safe, 3 for a deposit wallet. */
export type SignatureType = 0 | 1 | 2 | 3;

/** The key that trades, and the wallet that holds its funds. */
export type WireAccount = {
  readonly signer: WalletAddress;
  readonly wallet: WalletAddress;
  readonly signatureType: SignatureType;
};

/** The account of a key that holds its funds itself. */
export const ownAccount = (signer: WalletAddress): WireAccount => ({
  signer,
  wallet: signer,
  signatureType: 0,
});

/** Tells whether two texts are one address; the case of the letters is a checksum only. */
export const isSameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
