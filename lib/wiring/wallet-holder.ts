// Whose money is traded: the account of the key, or the contract that obeys it.

import type { Wallet } from '../config/config.ts';
import type { Signer } from '../ports/signer.ts';
import type { WalletAddress } from '../units/ids.ts';

/** The address that holds the funds. */
export const holderOf = (wallet: Wallet, { address }: Pick<Signer, 'address'>): WalletAddress =>
  wallet.kind === 'eoa' ? address : wallet.funder;
