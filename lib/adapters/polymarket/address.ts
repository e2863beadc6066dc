// Wallet addresses come in lower case from the Data API and are compared in the one form that the
// rest of the system uses.

import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { walletAddress } from '../../units/ids.ts';
import type { WalletAddress } from '../../units/ids.ts';

/**
 * Writes an address of 0x and 40 hex digits in its checksummed form.
 * Source: EIP-55, https://eips.ethereum.org/EIPS/eip-55.
 */
export const checksummed = (text: string): WalletAddress => {
  const digits = text.slice(2).toLowerCase();
  const hash = bytesToHex(keccak_256(utf8ToBytes(digits)));
  const cased = Array.from(digits, (digit, place) =>
    hash.charAt(place) >= '8' ? digit.toUpperCase() : digit,
  );
  return walletAddress(`0x${cased.join('')}`);
};
