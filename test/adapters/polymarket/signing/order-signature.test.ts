// Ids and signatures that the official client gave for known orders under a known key.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exchangeDomain } from '../../../../lib/adapters/polymarket/signing/exchange-domain.ts';
import { signOrderStruct } from '../../../../lib/adapters/polymarket/signing/order-signature.ts';
import { tokenId, walletAddress } from '../../../../lib/units/ids.ts';
import { invariant } from '../../../../lib/units/invariant.ts';
import { epochMs } from '../../../../lib/units/time.ts';
import { describeWithRecordings } from '../../../recordings.ts';
import { ADDRESS, KEY, WALLET, signerOf } from './keys.ts';
import type { OrderStruct } from '../../../../lib/adapters/polymarket/signing/order-struct.ts';
import type { SignError } from '../../../../lib/domain/venue-outcome.ts';
import type { ContractDomain, Signer } from '../../../../lib/ports/signer.ts';

const TOKEN = '71321045679252212594626385532706912750332728571942532289631379312455583992563';

const ORDER: OrderStruct = {
  salt: 479_249_096_354n,
  maker: ADDRESS,
  signer: ADDRESS,
  token: tokenId(TOKEN),
  amounts: { maker: 5_000_000n, taker: 10_000_000n },
  side: 'BUY',
  signatureType: 0,
  madeAt: epochMs(1_790_000_000_000n),
};
const WALLET_ORDER: OrderStruct = {
  ...ORDER,
  salt: 447_500_000_000n,
  maker: WALLET,
  signer: WALLET,
  signatureType: 3,
};

const domainOf = (choice: Parameters<typeof exchangeDomain>[0]): ContractDomain => {
  const domain = exchangeDomain(choice);
  invariant(domain.ok, 'the exchange is known');
  return domain.value;
};
const V2 = domainOf({ chain: 137, version: 'v1', negRisk: false });
const V2_NEG_RISK = domainOf({ chain: 137, version: 'v1', negRisk: true });
const V3 = domainOf({ chain: 137, version: 'v2', negRisk: false });

const sign = (domain: ContractDomain, order: OrderStruct) =>
  signOrderStruct(signerOf(KEY), domain, order);

describe('the signature of the key', () => {
  it.each([
    [
      'the second exchange',
      V2,
      '0x0b8581f0049156beb97072b4eeddcfdbc338c9c02d6af0db6835c4ddc260bc73',
      '0xa821b473d82688abf446ac707e149cb1a384185e9c2d35b319aaf15c0df3806c' +
        '543f5eb2dc5a836b5feb5d2d24b8ca144ebeee9b45d3a30729aed60e251c14741c',
    ],
    [
      'its sister for negative risk',
      V2_NEG_RISK,
      '0x3d86f1cf4adb735c895836c46d0e3cb5b03a7a431e5023ed90155946886366b8',
      '0xf41c30c9441d8a7b61b87a7e1bc33cedf7732e7592cb7cf38aea74cb68313444' +
        '7446522c07b40081c7c7ab7e9b015b03714b4ff75a56f86df6987b894c5a81a51b',
    ],
    [
      'the third exchange',
      V3,
      '0xeb7415ebb40b5e493eb0b93a0ccee895228d5248aeaae6e4d7a539bcd145a291',
      '0x543d2edc4a1c20b9a956a23e12a68429cfe75eb6541070c12680b123ee0f8d38' +
        '320da11d94cec8fd14efe31332795681b79b13c9854271be0e992ed1ff027fe71c',
    ],
  ])('for %s is the official one', async (...row) => {
    const [, domain, id, signature] = row;
    expect(await sign(domain, ORDER)).toEqual({ ok: true, value: { id, signature } });
  });
});

const STRUCT_HASH = '29104da42a371b5599676068e3f6716dd099ff9f041b1ddb6ebd20112be316b6';
const ORDER_TYPE = Buffer.from(
  'Order(uint256 salt,address maker,address signer,uint256 tokenId,uint256 makerAmount,' +
    'uint256 takerAmount,uint8 side,uint8 signatureType,uint256 timestamp,bytes32 metadata,' +
    'bytes32 builder)',
).toString('hex');

describe('the signature for a deposit wallet', () => {
  it.each([
    [
      'second',
      V2,
      '0x51f8bc740d423152b34ce6925463d040e0987ce37cc9f1a1872666764bb38404',
      '3264e159346253e26a64e00b69032db0e7d32f94628de3e6eecb50304d7af3d2',
    ],
    [
      'third',
      V3,
      '0xe3b9208b1ec94a16beb0e314c3170232cfd835fcca25e5b7c1e2b79090d8a994',
      '466c63910185bbd55e8679264200c4e0abdcbb0c6264eb3d41d13326022e095b',
    ],
  ])('on the %s exchange carries what the wallet needs', async (...row) => {
    const [, domain, id, separator] = row;
    const signed = await sign(domain, WALLET_ORDER);
    invariant(signed.ok, 'the order is signed');
    expect(signed.value.id).toBe(id);
    expect(signed.value.signature).toHaveLength(2 + 2 * 317);
    expect(signed.value.signature.slice(2 + 2 * 65)).toBe(
      `${separator}${STRUCT_HASH}${ORDER_TYPE}00ba`,
    );
  });

  it('begins with the official signature over order and wallet', async () => {
    const signed = await sign(V2, WALLET_ORDER);
    expect(signed.ok && signed.value.signature.slice(0, 66)).toBe(
      '0x4f7a2055cae65dfa08a2d150674d3d52e153c9053000847ee1188e48d8ecbde2',
    );
  });
});

describe('signing an order', () => {
  it.each<[string, Partial<OrderStruct>]>([
    ['key that trades for a wallet without saying so', { maker: WALLET }],
    ['signer that is not the key', { signer: WALLET }],
    ['proxy whose signer is not the key', { signer: WALLET, maker: WALLET, signatureType: 1 }],
    ['Safe whose signer is not the key', { signer: WALLET, maker: WALLET, signatureType: 2 }],
    ['deposit wallet that another signs for', { maker: WALLET, signatureType: 3 }],
  ])('refuses a %s', async (_what, change) => {
    expect(await sign(V2, { ...ORDER, ...change })).toEqual({
      ok: false,
      error: { kind: 'SIGNER_REFUSED', detail: 'maker, signer and wallet type do not agree' },
    });
  });

  it.each([
    ['is no number', 'not-a-token'],
    ['is negative', '-1'],
    ['has 257 bits', (2n ** 256n).toString()],
  ])('refuses a token that %s', async (_what, token) => {
    expect(await sign(V2, { ...ORDER, token: tokenId(token) })).toEqual({
      ok: false,
      error: { kind: 'SIGNER_REFUSED', detail: 'a value does not fit the type of its field' },
    });
  });

  it('takes the greatest token there can be', async () => {
    const token = tokenId((2n ** 256n - 1n).toString());
    expect(await sign(V2, { ...ORDER, token })).toMatchObject({ ok: true });
  });

  it.each([
    [64, false],
    [65, true],
    [66, false],
  ])('with %d bytes from the signer is done: %s', async (bytes, isDone) => {
    const value = `0x${'ab'.repeat(bytes)}`;
    const signer: Signer = {
      address: ADDRESS,
      signTypedData: () => Promise.resolve({ ok: true, value }),
    };
    const error = { kind: 'SIGNER_REFUSED', detail: 'what the signer gave is not 65 bytes' };
    expect(await signOrderStruct(signer, V2, ORDER)).toMatchObject(
      isDone ? { ok: true, value: { signature: value } } : { ok: false, error },
    );
  });

  it('passes on why a signer gave no signature', async () => {
    const error: SignError = { kind: 'SIGNER_UNAVAILABLE', detail: 'no answer in 2000 ms' };
    const absent: Signer = {
      address: ADDRESS,
      signTypedData: () => Promise.resolve({ ok: false, error }),
    };
    expect(await signOrderStruct(absent, V2, ORDER)).toEqual({ ok: false, error });
  });
});

type RecordedOrder = {
  readonly order_v2: {
    readonly poly_1271: {
      readonly message: Readonly<Record<string, string>>;
      readonly signature: string;
    };
  };
};

describeWithRecordings('sdk-vectors', (folder) => {
  it('agrees with the signature of the Python client for a deposit wallet', async () => {
    const text = readFileSync(join(folder, 'signing.json'), 'utf8');
    const { message, signature } = (JSON.parse(text) as RecordedOrder).order_v2.poly_1271;
    const field = (name: string): string => String(message[name]);
    const order: OrderStruct = {
      salt: BigInt(field('salt')),
      maker: walletAddress(field('maker')),
      signer: walletAddress(field('signer')),
      token: tokenId(field('tokenId')),
      amounts: { maker: BigInt(field('makerAmount')), taker: BigInt(field('takerAmount')) },
      side: field('side') === '0' ? 'BUY' : 'SELL',
      signatureType: 3,
      madeAt: epochMs(BigInt(field('timestamp'))),
    };
    const domain = domainOf({ chain: 80002, version: 'v1', negRisk: false });
    expect(await sign(domain, order)).toMatchObject({ ok: true, value: { signature } });
  });
});
