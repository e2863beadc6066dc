// A digest is signed as it is, so what comes in must be one.

import { verifyMessage, hashMessage } from 'ethers/hash';
import { describe, expect, it } from 'vitest';
import { rawKeySigner } from '../../../../lib/adapters/polymarket/signing/raw-key-signer.ts';
import { invariant } from '../../../../lib/units/invariant.ts';
import { secretOf } from '../../../../lib/units/secret.ts';
import { ADDRESS, KEY } from './keys.ts';

const signer = rawKeySigner(secretOf(KEY));
invariant(signer.ok, 'a test signs with a good key');
const { signDigest } = signer.value;

describe('a digest', () => {
  it('is signed so that its signer can be told', async () => {
    const signed = await signDigest(hashMessage('hello'));
    invariant(signed.ok, 'a digest is signed');
    expect(signed.value).toMatch(/^0x[0-9a-f]{130}$/);
    expect(verifyMessage('hello', signed.value)).toBe(ADDRESS);
  });

  it.each([
    ['one digit short', `0x${'a'.repeat(63)}`],
    ['one digit long', `0x${'a'.repeat(65)}`],
    ['without 0x', 'a'.repeat(66)],
    ['no hex', `0x${'g'.repeat(64)}`],
  ])('that is %s is refused', async (_, digest) => {
    const detail = 'what is to be signed is not 32 bytes';
    const error = { kind: 'SIGNER_REFUSED', detail };
    expect(await signDigest(digest)).toEqual({ ok: false, error });
  });
});
