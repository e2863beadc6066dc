// Signing with a key that only KMS has: the same signatures as with the key in hand, or a refusal
// that says why and shows nothing.

import { keccak256 } from 'ethers/crypto';
import { recoverAddress } from 'ethers/transaction';
import { describe, expect, it } from 'vitest';
import { kmsClient, openKmsSigner } from '../../../lib/adapters/kms/kms-signer.ts';
import { signOrder } from '../../../lib/adapters/polymarket/signing/sign-order.ts';
import { keyHeaders } from '../../../lib/adapters/polymarket/signing/login-headers.ts';
import { conditionId, tokenId } from '../../../lib/units/ids.ts';
import { invariant } from '../../../lib/units/invariant.ts';
import { price, tick } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { durationMs, epochMs } from '../../../lib/units/time.ts';
import { json } from '../../loopback/server.ts';
import { ADDRESS, KEY, WALLET, signerOf } from '../polymarket/signing/keys.ts';
import { onlyOn, spkiOf, startKms } from './loopback-kms.ts';
import type { KmsSigner } from '../../../lib/adapters/kms/kms-signer.ts';
import type { OrderToSign } from '../../../lib/adapters/polymarket/signing/sign-order.ts';
import type { Signer } from '../../../lib/ports/signer.ts';
import type { KmsScene } from './loopback-kms.ts';

const KEY_ID = 'alias/keel-trading';
const DEADLINE = durationMs(2_000n);
const DIGEST = `0x${'5a'.repeat(32)}`;
// Half of the order of secp256k1's group.
const S_MAX = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

const WANTED: OrderToSign = {
  order: {
    condition: conditionId(`0x${'ab'.repeat(32)}`),
    token: tokenId('71321045679252212594626385532706912750332728571942532289631379312455583992563'),
    outcome: 'YES',
    side: 'BUY',
    price: price('0.5'),
    size: shares('10'),
    timeInForce: 'GTC',
    liquidity: 'may-take',
  },
  expiration: { kind: 'never' },
  market: { version: 'v1', negRisk: false, tick: tick('0.01') },
  salt: 479_249_096_354n,
  madeAt: epochMs(1_790_000_000_000n),
};

const open = async (scene: KmsScene = {}, key = KEY, deadline = DEADLINE) => {
  const kms = await startKms(key, scene);
  const { client } = kms;
  return { kms, signer: await openKmsSigner({ client, keyId: KEY_ID, deadline }) };
};

const opened = async (scene: KmsScene = {}): Promise<KmsSigner> => {
  const { signer } = await open(scene);
  invariant(signer.ok, 'the key is good');
  return signer.value;
};

const orderBy = (signer: Signer, kind: 'eoa' | 'deposit', wanted = WANTED) =>
  signOrder(
    {
      signer,
      holder: kind === 'eoa' ? { kind } : { kind, funder: WALLET },
      chain: 137,
      owner: 'an API key',
    },
    wanted,
  );

describe('a key in KMS', () => {
  it('has the address of its public key, which is asked for once', async () => {
    const { kms, signer } = await open();
    expect(signer).toMatchObject({ ok: true, value: { address: ADDRESS } });
    expect(kms.requests.map(({ body }): unknown => JSON.parse(body))).toEqual([{ KeyId: KEY_ID }]);
  });

  it('is asked for a signature over the digest and nothing else', async () => {
    const { kms, signer } = await open();
    invariant(signer.ok, 'the key is good');
    await signer.value.signDigest(DIGEST);
    expect(JSON.parse(kms.requests[1]?.body ?? '')).toEqual({
      KeyId: KEY_ID,
      Message: Buffer.from(DIGEST.slice(2), 'hex').toString('base64'),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
    });
  });

  it.each([
    ['eoa', 'low'],
    ['eoa', 'high'],
    ['deposit', 'low'],
    ['deposit', 'high'],
  ] as const)('signs an order of kind %s with %s s as the key itself does', async (kind, s) => {
    const signer = await opened({ s });
    expect(await orderBy(signer, kind)).toEqual(await orderBy(signerOf(KEY), kind));
  });

  it('signs a login as the key itself does', async () => {
    const login = { chain: 137, at: epochMs(1_790_000_000_000n), nonce: 0n } as const;
    const signer = await opened({ s: 'high' });
    expect(await keyHeaders(signer, login)).toEqual(await keyHeaders(signerOf(KEY), login));
  });

  it.each(['low', 'high'] as const)('signs for its address, low, where s is %s', async (s) => {
    const signer = await opened({ s });
    for (let count = 0; count < 100; count += 1) {
      const digest = keccak256(Buffer.from([count]));
      const signature = await signer.signDigest(digest);
      invariant(signature.ok, 'KMS signs');
      expect(recoverAddress(digest, signature.value)).toBe(ADDRESS);
      expect(BigInt(`0x${signature.value.slice(66, 130)}`)).toBeLessThanOrEqual(S_MAX);
    }
  });

  it.each(['', '0x', DIGEST.slice(0, -2), `${DIGEST}00`, DIGEST.slice(2)])(
    'refuses to sign %j, which is no digest, without asking',
    async (digest) => {
      const { kms, signer } = await open();
      invariant(signer.ok, 'the key is good');
      expect(await signer.value.signDigest(digest)).toEqual({
        ok: false,
        error: {
          kind: 'SIGNER_REFUSED',
          detail: 'KMS: what is to be signed is not a digest of 32 bytes',
        },
      });
      expect(kms.requests).toHaveLength(1);
    },
  );

  it('refuses typed data whose values do not fit, without asking', async () => {
    const { kms, signer } = await open();
    invariant(signer.ok, 'the key is good');
    const order = { ...WANTED.order, token: tokenId('none') };
    expect(await orderBy(signer.value, 'eoa', { ...WANTED, order })).toMatchObject({
      ok: false,
      error: { kind: 'SIGNER_REFUSED' },
    });
    const login = { chain: 137, at: epochMs(0n), nonce: -1n } as const;
    expect(await keyHeaders(signer.value, login)).toEqual({
      ok: false,
      error: { kind: 'SIGNER_REFUSED', detail: 'a value does not fit the type of its field' },
    });
    expect(kms.requests).toHaveLength(1);
  });
});

describe('opening a key', () => {
  it.each([
    [{ keySpec: 'ECC_NIST_P256' }, /is ECC_NIST_P256, not an ECC_SECG_P256K1 key/],
    [{ keySpec: 'RSA_2048' }, /is RSA_2048, not an ECC_SECG_P256K1 key/],
    [{ keySpec: 'what & who' }, /is nothing, not an ECC_SECG_P256K1 key/],
    [{ keyUsage: 'KEY_AGREEMENT' }, /is for KEY_AGREEMENT, not an ECC_SECG_P256K1 key/],
  ])('refuses %j by name', async (scene, words) => {
    const { signer } = await open(scene);
    expect(signer).toMatchObject({
      ok: false,
      error: { kind: 'SIGNER_REFUSED', detail: expect.stringMatching(words) as unknown },
    });
  });

  const good = spkiOf(KEY);
  const offCurve = Buffer.concat([good.subarray(0, -1), Buffer.from([(good.at(-1) ?? 0) ^ 1])]);
  it.each([
    ['a byte too few', good.subarray(0, -1)],
    ['a byte too many', Buffer.concat([good, Buffer.from([0])])],
    ['another curve', Buffer.from(good.toString('hex').replace('2b8104000a', '2b81040022'), 'hex')],
    ['a point off the curve', offCurve],
    ['nothing', Buffer.alloc(0)],
  ])('refuses a public key of %s', async (_what, bytes) => {
    const reply = json({
      KeySpec: 'ECC_SECG_P256K1',
      KeyUsage: 'SIGN_VERIFY',
      PublicKey: bytes.toString('base64'),
    });
    const { signer } = await open({ fault: onlyOn('GetPublicKey', reply) });
    expect(signer).toEqual({
      ok: false,
      error: {
        kind: 'SIGNER_REFUSED',
        detail: 'KMS: the public key is not a point of secp256k1',
      },
    });
  });

  it('refuses an answer without anything in it', async () => {
    const { signer } = await open({ fault: onlyOn('GetPublicKey', json({})) });
    expect(signer).toMatchObject({ ok: false, error: { kind: 'SIGNER_REFUSED' } });
  });

  it('takes a client from the environment and asks nothing yet', () => {
    const client = kmsClient();
    client.destroy();
    expect(client.config).toMatchObject({ serviceId: 'KMS' });
  });
});
