// Who trades on generated markets. Addresses are made of decimal digits only: without letters, an
// address is its own checksum.

import { walletAddress } from '../../units/ids.ts';
import type { PrintWallet } from '../../domain/print.ts';
import type { WalletAddress } from '../../units/ids.ts';
import type { Random } from './random.ts';

const addressOf = (kind: number, number: number): WalletAddress =>
  walletAddress(`0x${String(kind)}${String(number).padStart(39, '0')}`);

const TARGET_COUNT = 3;
const INSIDER_COUNT = 20;
const CROWD_COUNT = 500;

/** The wallets worth following on every generated tape: their trades often come before a move. */
export const GENERATED_TARGETS: readonly WalletAddress[] = Array.from(
  { length: TARGET_COUNT },
  (_, i) => addressOf(1, i + 1),
);

const someone = (kind: number, count: number, random: Random): PrintWallet => ({
  kind: 'known',
  address: addressOf(kind, 1 + random.below(count)),
});

/** One of the wallets to follow. */
export const someTarget = (random: Random): PrintWallet => someone(1, TARGET_COUNT, random);

/** One of those who know something but are not followed. */
export const someInsider = (random: Random): PrintWallet => someone(2, INSIDER_COUNT, random);

/** One of the many. */
export const someoneElse = (random: Random): PrintWallet => someone(3, CROWD_COUNT, random);
