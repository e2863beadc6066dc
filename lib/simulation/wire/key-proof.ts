// Whether a key signed a digest. Whose key it was follows from any signature, but finding it out
// takes three times as long as looking whether the signature is of a key that is known already; and
// nearly all orders come from one key.
//
// Source: SEC 1 version 2.0, sections 4.1.4 and 4.1.6.

import { invert, mod } from '@noble/curves/abstract/modular';
import { secp256k1 } from '@noble/curves/secp256k1';
import { Signature, SigningKey } from 'ethers/crypto';
import { computeAddress } from 'ethers/transaction';
import { isSameAddress } from './account.ts';

const { ProjectivePoint, CURVE } = secp256k1;
type PublicKey = ReturnType<typeof ProjectivePoint.fromHex>;

// How many bits at once the multiples of a key are kept for: the library's own choice for its base.
const WINDOW_BITS = 8;

// The keys that signed something before, by their addresses in small letters.
const known = new Map<string, PublicKey>();

const learned = (address: string, digest: string, signature: Signature): boolean => {
  const key = SigningKey.recoverPublicKey(digest, signature);
  if (!isSameAddress(computeAddress(key), address)) return false;
  const point = ProjectivePoint.fromHex(key.slice(2));
  point._setWindowSize(WINDOW_BITS);
  known.set(address.toLowerCase(), point);
  return true;
};

// The key that a signature leads to is this one exactly if the signature's own point is the one
// that this key must have made: with the same abscissa, and its ordinate even or odd as it says.
const isOf = (key: PublicKey, digest: string, signature: Signature): boolean => {
  const r = BigInt(signature.r);
  const inverse = invert(BigInt(signature.s), CURVE.n);
  const ofBase = mod(mod(BigInt(digest), CURVE.n) * inverse, CURVE.n);
  const point = ProjectivePoint.BASE.multiply(ofBase).add(key.multiply(mod(r * inverse, CURVE.n)));
  const { x, y } = point.toAffine();
  return x === r && Number(y & 1n) === signature.yParity;
};

/** Tells whether the key of an address signed 32 bytes; what is no signature proves nothing. */
export const isKeyProven = (address: string, digest: string, text: string): boolean => {
  try {
    const signature = Signature.from(text);
    const key = known.get(address.toLowerCase());
    return key === undefined ? learned(address, digest, signature) : isOf(key, digest, signature);
  } catch {
    return false;
  }
};
