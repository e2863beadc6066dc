// A signature is proven in two ways, by finding out whose it is and by looking whether it is of a
// known key. Both have to say what the library says that the venue's own contracts agree with.

import { SigningKey } from 'ethers/crypto';
import { computeAddress, recoverAddress } from 'ethers/transaction';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isKeyProven } from '../../../lib/simulation/wire/key-proof.ts';

// The order of the group. Source: SEC 2 version 2.0, section 2.4.1.
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

const keyOf = (digit: number): SigningKey => new SigningKey(`0x${String(digit).repeat(64)}`);
const addressOf = (key: SigningKey): string => computeAddress(key.publicKey);

const KEY = keyOf(4);
const OTHER = keyOf(5);
const DIGEST = `0x${'5a'.repeat(32)}`;

type Parts = { readonly r: bigint; readonly s: bigint; readonly v: number };

const partsOf = (signature: string): Parts => ({
  r: BigInt(signature.slice(0, 66)),
  s: BigInt(`0x${signature.slice(66, 130)}`),
  v: Number.parseInt(signature.slice(130), 16),
});
const hex = (value: bigint): string => value.toString(16).padStart(64, '0');
const written = ({ r, s, v }: Parts): string =>
  `0x${hex(r)}${hex(s)}${v.toString(16).padStart(2, '0')}`;

// Ways to make another signature of one; some of them are as good as it was.
const CHANGES: Readonly<Record<string, (parts: Parts) => Parts>> = {
  none: (parts) => parts,
  'other parity': (parts) => ({ ...parts, v: 55 - parts.v }),
  'other half': (parts) => ({ ...parts, s: ORDER - parts.s, v: 55 - parts.v }),
  'other half alone': (parts) => ({ ...parts, s: ORDER - parts.s }),
  'parity as a bit': (parts) => ({ ...parts, v: parts.v - 27 }),
  'no such parity': (parts) => ({ ...parts, v: 26 }),
  'one more in r': (parts) => ({ ...parts, r: parts.r + 1n }),
  'one more in s': (parts) => ({ ...parts, s: parts.s + 1n }),
  'no r': (parts) => ({ ...parts, r: 0n }),
  'no s': (parts) => ({ ...parts, s: 0n }),
  'r beyond the group': (parts) => ({ ...parts, r: ORDER }),
};

const changed = (name: string, signature: string): string =>
  written((CHANGES[name] ?? ((parts) => parts))(partsOf(signature)));

const saysTheLibrary = (key: SigningKey, digest: string, signature: string): boolean => {
  try {
    return recoverAddress(digest, signature) === addressOf(key);
  } catch {
    return false;
  }
};

const digests = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`);

describe('whether a key signed', () => {
  it('is told of a key that never signed before', () => {
    const signature = OTHER.sign(DIGEST).serialized;
    expect(isKeyProven(addressOf(KEY), DIGEST, signature)).toBe(false);
    expect(isKeyProven(addressOf(OTHER), DIGEST, signature)).toBe(true);
  });

  it.each(['', '0x', '0x00', `0x${'00'.repeat(65)}`, 'nothing at all'])(
    'is not shown by "%s"',
    (text) => {
      expect(isKeyProven(addressOf(keyOf(7)), DIGEST, text)).toBe(false);
      expect(isKeyProven(addressOf(OTHER), DIGEST, text)).toBe(false);
    },
  );

  describe('by one that is known', () => {
    beforeAll(() => {
      expect(isKeyProven(addressOf(KEY), DIGEST, KEY.sign(DIGEST).serialized)).toBe(true);
    });

    it.each(Object.keys(CHANGES))('is as the library says, changed: %s', (name) => {
      const signature = changed(name, KEY.sign(DIGEST).serialized);
      const isProven = isKeyProven(addressOf(KEY), DIGEST, signature);
      expect(isProven).toBe(saysTheLibrary(KEY, DIGEST, signature));
      expect(isProven).toBe(name === 'none' || name === 'parity as a bit');
    });

    it('is as the library says for any digest, signer and change', () => {
      fc.assert(
        fc.property(
          digests,
          fc.constantFrom(KEY, OTHER),
          fc.constantFrom('none', ...Object.keys(CHANGES)),
          (...[digest, signer, name]) => {
            const signature = changed(name, signer.sign(digest).serialized);
            expect(isKeyProven(addressOf(KEY), digest, signature)).toBe(
              saysTheLibrary(KEY, digest, signature),
            );
          },
        ),
        { numRuns: 300 },
      );
    });

    it('is told in whatever case its address is written', () => {
      const address = addressOf(KEY).toLowerCase();
      expect(isKeyProven(address, DIGEST, KEY.sign(DIGEST).serialized)).toBe(true);
    });
  });
});
