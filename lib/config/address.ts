// Wallet addresses carry a checksum in the case of their letters (EIP-55). A mistyped address that
// is caught here is money not sent to nobody.

import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { walletAddress } from '../units/ids.ts';
import { err, ok } from '../units/result.ts';
import type { WalletAddress } from '../units/ids.ts';
import type { Result } from '../units/result.ts';

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const NOBODY = `0x${'0'.repeat(40)}`;

/**
 * Writes an address in its checksummed form.
 * Source: EIP-55, https://eips.ethereum.org/EIPS/eip-55.
 */
const checksummed = (text: string): string => {
  const digits = text.slice(2).toLowerCase();
  const hash = bytesToHex(keccak_256(utf8ToBytes(digits)));
  const cased = Array.from(digits, (digit, i) =>
    hash.charAt(i) >= '8' ? digit.toUpperCase() : digit,
  );
  return `0x${cased.join('')}`;
};

/**
 * Parses a wallet address into its checksummed form. All letters in one case carry no checksum and
 * are accepted, as everywhere.
 * Refuses: mixed case that is not the checksum, the zero address.
 */
export const parseAddress = (text: string): Result<WalletAddress, string> => {
  if (!ADDRESS.test(text)) return err('is not 0x and 40 hex digits');
  if (text === NOBODY) return err('is the zero address, which nobody owns');
  const digits = text.slice(2);
  const isOneCase = digits === digits.toLowerCase() || digits === digits.toUpperCase();
  const correct = checksummed(text);
  if (!isOneCase && text !== correct) return err('has a wrong checksum: a character is mistyped');
  return ok(walletAddress(correct));
};
