// Keys that everybody knows, and what is signed with them. The first is account 0 of the local
// development chains, in whose name the venue's own tests are written.

import { rawKeySigner } from '../../../../lib/adapters/polymarket/signing/raw-key-signer.ts';
import { walletAddress } from '../../../../lib/units/ids.ts';
import { invariant } from '../../../../lib/units/invariant.ts';
import { secretOf } from '../../../../lib/units/secret.ts';
import type { DigestSigner } from '../../../../lib/ports/signer.ts';

/** The private key of account 0. */
export const KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';

/** The address of account 0. */
export const ADDRESS = walletAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');

/** A wallet that obeys account 0. */
export const WALLET = walletAddress('0x1111111111111111111111111111111111111111');

/** The signer of a key that is good. */
export const signerOf = (key: string): DigestSigner => {
  const signer = rawKeySigner(secretOf(key));
  invariant(signer.ok, 'a test signs with a good key');
  return signer.value;
};
