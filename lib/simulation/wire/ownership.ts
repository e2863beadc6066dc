// Orders, trades and balances are shown to the keys of the account that they are of.

import { isSameAddress } from './account.ts';
import type { IssuedKey } from './key-ring.ts';
import type { WireServer } from './server.ts';

/** Tells whether a key is one of the account's. */
export const isOwner = ({ account }: WireServer, { address }: IssuedKey): boolean =>
  isSameAddress(account.signer, address);
