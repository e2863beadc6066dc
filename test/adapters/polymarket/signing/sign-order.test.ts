// From an order of ours to the bytes that are sent: what they say, and what is never signed.

import { describe, expect, it } from 'vitest';
import { signOrder } from '../../../../lib/adapters/polymarket/signing/sign-order.ts';
import { conditionId, tokenId } from '../../../../lib/units/ids.ts';
import { price, tick } from '../../../../lib/units/price.ts';
import { shares } from '../../../../lib/units/shares.ts';
import { epochMs } from '../../../../lib/units/time.ts';
import { ADDRESS, KEY, WALLET, signerOf } from './keys.ts';
import type {
  OrderToSign,
  SigningError,
  TradingAccount,
} from '../../../../lib/adapters/polymarket/signing/sign-order.ts';
import type { Expiration, Order, TimeInForce } from '../../../../lib/domain/order.ts';

const TOKEN = '71321045679252212594626385532706912750332728571942532289631379312455583992563';
const OWNER = '5d2d2d0e-2d5c-4f7a-9d1c-6a3f0d1b2c3d';
const SALT_MAX = 9_007_199_254_740_991n;

const ORDER: Order = {
  condition: conditionId(`0x${'ab'.repeat(32)}`),
  token: tokenId(TOKEN),
  outcome: 'YES',
  side: 'BUY',
  price: price('0.5'),
  size: shares('10'),
  timeInForce: 'GTC',
  liquidity: 'may-take',
};
const WANTED: OrderToSign = {
  order: ORDER,
  expiration: { kind: 'never' },
  market: { version: 'v1', negRisk: false, tick: tick('0.01') },
  salt: 479_249_096_354n,
  madeAt: epochMs(1_790_000_000_000n),
};
const ACCOUNT: TradingAccount = {
  signer: signerOf(KEY),
  holder: { kind: 'eoa' },
  chain: 137,
  owner: OWNER,
};
const FIRST_SECOND: Expiration = { kind: 'at', at: epochMs(1_790_000_300_999n) };

const bodyOf = async (wanted: OrderToSign, account: TradingAccount = ACCOUNT): Promise<unknown> => {
  const signed = await signOrder(account, wanted);
  return signed.ok ? JSON.parse(signed.value.body) : signed.error;
};

describe('a signed order', () => {
  it('has the published id and the exact bytes that the venue is sent', async () => {
    expect(await signOrder(ACCOUNT, WANTED)).toEqual({
      ok: true,
      value: {
        id: '0x0b8581f0049156beb97072b4eeddcfdbc338c9c02d6af0db6835c4ddc260bc73',
        body:
          `{"deferExec":false,"postOnly":false,"order":{"salt":479249096354,"maker":"${ADDRESS}",` +
          `"signer":"${ADDRESS}","tokenId":"${TOKEN}","makerAmount":"5000000",` +
          '"takerAmount":"10000000","side":"BUY","signatureType":0,"timestamp":"1790000000000",' +
          `"expiration":"0","metadata":"0x${'0'.repeat(64)}","builder":"0x${'0'.repeat(64)}",` +
          '"signature":"0xa821b473d82688abf446ac707e149cb1a384185e9c2d35b319aaf15c0df3806c' +
          '543f5eb2dc5a836b5feb5d2d24b8ca144ebeee9b45d3a30729aed60e251c14741c"},' +
          `"owner":"${OWNER}","orderType":"GTC"}`,
      },
    });
  });

  it('is the same bytes whenever the same is signed', async () => {
    expect(await signOrder(ACCOUNT, WANTED)).toEqual(await signOrder(ACCOUNT, WANTED));
  });

  it.each([
    ['salt', { salt: 1n }],
    ['time', { madeAt: epochMs(1_790_000_000_001n) }],
    ['size', { order: { ...ORDER, size: shares('10.01') } }],
    ['price', { order: { ...ORDER, price: price('0.51') } }],
    ['side', { order: { ...ORDER, side: 'SELL' as const } }],
    ['token', { order: { ...ORDER, token: tokenId('1') } }],
    ['exchange', { market: { ...WANTED.market, negRisk: true } }],
  ])('with another %s has another id', async (_what, change) => {
    const [one, other] = [
      await signOrder(ACCOUNT, WANTED),
      await signOrder(ACCOUNT, { ...WANTED, ...change }),
    ];
    expect(one.ok && other.ok && one.value.id !== other.value.id).toBe(true);
  });

  it('keeps its id whatever is not signed', async () => {
    const order: Order = { ...ORDER, timeInForce: 'GTD', liquidity: 'post-only' };
    const one = await signOrder(ACCOUNT, WANTED);
    const other = await signOrder(ACCOUNT, { ...WANTED, order, expiration: FIRST_SECOND });
    expect(one.ok && other.ok && one.value.id === other.value.id).toBe(true);
  });

  it('that expires ends within the second before', async () => {
    const order: Order = { ...ORDER, timeInForce: 'GTD', liquidity: 'post-only' };
    expect(await bodyOf({ ...WANTED, order, expiration: FIRST_SECOND })).toMatchObject({
      postOnly: true,
      orderType: 'GTD',
      order: { expiration: '1790000300' },
    });
  });

  it.each([
    ['eoa', 0, ADDRESS, ADDRESS],
    ['proxy', 1, WALLET, ADDRESS],
    ['safe', 2, WALLET, ADDRESS],
    ['deposit', 3, WALLET, WALLET],
  ] as const)('of a holder of kind %s has type %d', async (...row) => {
    const [kind, signatureType, maker, signer] = row;
    const holder = kind === 'eoa' ? { kind } : { kind, funder: WALLET };
    expect(await bodyOf(WANTED, { ...ACCOUNT, holder })).toMatchObject({
      order: { signatureType, maker, signer },
    });
  });
});

describe('signing', () => {
  it.each([
    [-1n, false],
    [0n, true],
    [1n, true],
    [SALT_MAX - 1n, true],
    [SALT_MAX, true],
    [SALT_MAX + 1n, false],
  ])('with salt %s is done: %s', async (salt, isDone) => {
    const error = { kind: 'SALT_OUT_OF_RANGE', salt: salt.toString(), allowed: '0 to 2^53 - 1' };
    const expected = isDone ? { order: { salt: Number(salt) } } : error;
    expect(await bodyOf({ ...WANTED, salt })).toMatchObject(expected);
  });

  it.each<[TimeInForce, Expiration['kind'], boolean]>([
    ['GTC', 'never', true],
    ['GTC', 'at', false],
    ['GTD', 'never', false],
    ['GTD', 'at', true],
    ['FOK', 'never', true],
    ['FOK', 'at', false],
    ['FAK', 'never', true],
    ['FAK', 'at', false],
  ])('a %s order with the expiration %s is done: %s', async (timeInForce, kind, isDone) => {
    const expiration: Expiration = kind === 'at' ? FIRST_SECOND : { kind };
    const error = { kind: 'TERMS_CONTRADICT', detail: 'GTD orders expire, and only they' };
    expect(await bodyOf({ ...WANTED, order: { ...ORDER, timeInForce }, expiration })).toMatchObject(
      isDone ? { orderType: timeInForce } : error,
    );
  });

  it.each(['FOK', 'FAK'] as const)('refuses a post-only %s order', async (timeInForce) => {
    const order: Order = { ...ORDER, timeInForce, liquidity: 'post-only' };
    expect(await bodyOf({ ...WANTED, order })).toEqual({
      kind: 'TERMS_CONTRADICT',
      detail: 'a post-only order cannot match at once',
    });
  });

  it.each<[string, Partial<OrderToSign>, SigningError]>([
    [
      'market of an unknown version',
      { market: { ...WANTED.market, version: 'v3' } },
      { kind: 'UNKNOWN_MARKET_VERSION', version: 'v3', allowed: 'v1, v2' },
    ],
    [
      'price off the grid',
      { order: { ...ORDER, price: price('0.505') } },
      { kind: 'OFF_TICK', price: '0.505', tick: '0.01' },
    ],
    [
      'size below a hundredth',
      { order: { ...ORDER, size: shares('0.009') } },
      { kind: 'NOTHING_LEFT', given: '0.009 shares', step: '0.01' },
    ],
    [
      'market order of less than a cent',
      { order: { ...ORDER, size: shares('0.01'), timeInForce: 'FOK' } },
      { kind: 'NOTHING_LEFT', given: '0.005 dollars', step: '0.01' },
    ],
    [
      'token that is none',
      { order: { ...ORDER, token: tokenId('none') } },
      { kind: 'SIGNER_REFUSED', detail: 'a value does not fit the type of its field' },
    ],
  ])('refuses a %s', async (_what, change, error) => {
    expect(await signOrder(ACCOUNT, { ...WANTED, ...change })).toEqual({ ok: false, error });
  });
});
