// The signer of local runs: the key lies in this process, in a closure that no listing of
// properties reaches.

import { SigningKey } from 'ethers/crypto';
import { computeAddress } from 'ethers/transaction';
import { walletAddress } from '../../../units/ids.ts';
import { err, ok } from '../../../units/result.ts';
import { hashTypedData } from './eip712-hash.ts';
import type { SignError } from '../../../domain/venue-outcome.ts';
import type { DigestSigner } from '../../../ports/signer.ts';
import type { WalletAddress } from '../../../units/ids.ts';
import type { Result } from '../../../units/result.ts';
import type { Secret } from '../../../units/secret.ts';

type UsableKey = { readonly signingKey: SigningKey; readonly address: WalletAddress };

// The library looks at the curve only when the public key is asked for, hence both in one attempt.
const usableKey = (key: Secret): UsableKey | undefined => {
  try {
    const signingKey = new SigningKey(key.reveal());
    return { signingKey, address: walletAddress(computeAddress(signingKey.publicKey)) };
  } catch {
    return undefined;
  }
};

const DIGEST = /^0x[0-9a-fA-F]{64}$/;

const signedDigest = (signingKey: SigningKey, digest: string): Result<string, SignError> =>
  DIGEST.test(digest)
    ? ok(signingKey.sign(digest).serialized)
    : err({ kind: 'SIGNER_REFUSED', detail: 'what is to be signed is not 32 bytes' });

/**
 * Makes a signer of a private key.
 * Refuses: what is not 0x and the 64 hex digits of a key on the curve.
 */
export const rawKeySigner = (key: Secret): Result<DigestSigner, SignError> => {
  const usable = usableKey(key);
  if (usable === undefined)
    return err({ kind: 'SIGNER_REFUSED', detail: 'the private key is not 64 hex digits of a key' });
  const { signingKey, address } = usable;
  return ok({
    address,
    signTypedData: (data) => {
      const hash = hashTypedData(data);
      return Promise.resolve(hash.ok ? ok(signingKey.sign(hash.value.digest).serialized) : hash);
    },
    signDigest: (digest) => Promise.resolve(signedDigest(signingKey, digest)),
  });
};
