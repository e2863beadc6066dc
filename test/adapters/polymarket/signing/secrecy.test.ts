// Whatever goes wrong, what is told of it names no key, secret, passphrase or signature.

import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  keyHeaders,
  requestHeaders,
} from '../../../../lib/adapters/polymarket/signing/login-headers.ts';
import { rawKeySigner } from '../../../../lib/adapters/polymarket/signing/raw-key-signer.ts';
import { signOrder } from '../../../../lib/adapters/polymarket/signing/sign-order.ts';
import { secretOf } from '../../../../lib/units/secret.ts';
import { conditionId, tokenId } from '../../../../lib/units/ids.ts';
import { price, tick } from '../../../../lib/units/price.ts';
import { shares } from '../../../../lib/units/shares.ts';
import { epochMs } from '../../../../lib/units/time.ts';
import { ADDRESS, KEY, signerOf } from './keys.ts';
import type {
  OrderToSign,
  TradingAccount,
} from '../../../../lib/adapters/polymarket/signing/sign-order.ts';
import type { Signer } from '../../../../lib/ports/signer.ts';

const HEX = KEY.slice(2);
const CURVE_ORDER = '0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141';
const SECRET = 'c3VwZXJzZWNyZXQ=';
const PASSPHRASE = 'a passphrase of the venue';

const WANTED: OrderToSign = {
  order: {
    condition: conditionId('0x01'),
    token: tokenId('1'),
    outcome: 'YES',
    side: 'BUY',
    price: price('0.5'),
    size: shares('10'),
    timeInForce: 'GTC',
    liquidity: 'may-take',
  },
  expiration: { kind: 'never' },
  market: { version: 'v1', negRisk: false, tick: tick('0.01') },
  salt: 1n,
  madeAt: epochMs(1_790_000_000_000n),
};
const ACCOUNT: TradingAccount = {
  signer: signerOf(KEY),
  holder: { kind: 'eoa' },
  chain: 137,
  owner: 'an API key',
};

const shown = (value: unknown): string =>
  [inspect(value, { depth: null, showHidden: true }), JSON.stringify(value), String(value)].join();

const expectHidden = (text: string, ...secrets: readonly string[]): void => {
  for (const secret of secrets) {
    expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    // A part would be found in a log just as well.
    expect(text.toLowerCase()).not.toContain(secret.slice(4, 20).toLowerCase());
  }
};

describe('a bad private key', () => {
  it.each([
    ['is a digit short', KEY.slice(0, -1)],
    ['is a digit long', `${KEY}0`],
    ['lacks its prefix', HEX],
    ['has a letter that is no digit', `${KEY.slice(0, -1)}g`],
    ['is zero', `0x${'0'.repeat(64)}`],
    ['is the order of the curve', CURVE_ORDER],
    ['is empty', ''],
  ])('that %s is refused without being told', (_what, key) => {
    const signer = rawKeySigner(secretOf(key));
    expect(signer).toEqual({
      ok: false,
      error: { kind: 'SIGNER_REFUSED', detail: 'the private key is not 64 hex digits of a key' },
    });
    expectHidden(shown(signer), HEX);
  });
});

describe('a signer', () => {
  it('shows its address and never its key', () => {
    expect(shown(signerOf(KEY))).toContain(ADDRESS);
    expectHidden(shown(signerOf(KEY)), HEX);
  });
});

describe('credentials under lock', () => {
  it('do not show what makes their headers', () => {
    const credentials = {
      address: ADDRESS,
      key: 'an API key',
      secret: secretOf(SECRET),
      passphrase: secretOf(PASSPHRASE),
    };
    const request = { method: 'GET', path: '/data/orders', body: '' } as const;
    const headers = requestHeaders(credentials, request, epochMs(0n));
    expect(headers).toMatchObject({ POLY_PASSPHRASE: PASSPHRASE });
    expectHidden(shown(credentials), SECRET, PASSPHRASE);
    expectHidden(shown(headers), SECRET);
  });
});

describe('signing', () => {
  const written: string[] = [];
  beforeEach(() => {
    written.length = 0;
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        written.push(String(chunk));
        return true;
      });
    for (const method of ['debug', 'log', 'info', 'warn', 'error', 'trace'] as const)
      vi.spyOn(console, method).mockImplementation((...parts) => {
        written.push(shown(parts));
      });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('writes nothing to any log', async () => {
    const signed = await signOrder(ACCOUNT, WANTED);
    const login = await keyHeaders(ACCOUNT.signer, { chain: 137, at: epochMs(0n), nonce: 0n });
    expect([signed.ok, login.ok, written]).toEqual([true, true, []]);
  });

  it.each<[string, Partial<OrderToSign>]>([
    ['an unknown version', { market: { ...WANTED.market, version: 'v9' } }],
    ['a price off the grid', { order: { ...WANTED.order, price: price('0.505') } }],
    ['a size of nothing', { order: { ...WANTED.order, size: shares('0') } }],
    ['a salt too great', { salt: 2n ** 53n }],
    ['a contradiction', { order: { ...WANTED.order, timeInForce: 'GTD' } }],
    ['a token that is none', { order: { ...WANTED.order, token: tokenId('none') } }],
  ])('refuses %s without a word of the key', async (_what, change) => {
    const refused = await signOrder(ACCOUNT, { ...WANTED, ...change });
    expect([refused.ok, written]).toEqual([false, []]);
    expectHidden(shown(refused), HEX);
  });

  it.each(['eoa', 'deposit'] as const)('shows no half of a signature for %s', async (kind) => {
    const half = `0x${HEX}`;
    const signer: Signer = {
      address: ADDRESS,
      signTypedData: () => Promise.resolve({ ok: true, value: half }),
    };
    const holder = kind === 'eoa' ? { kind } : { kind, funder: ADDRESS };
    const refused = await signOrder({ ...ACCOUNT, signer, holder }, WANTED);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'SIGNER_REFUSED' } });
    expectHidden(shown(refused), HEX);
  });

  it('refuses a login that cannot be signed without a word of the key', async () => {
    const refused = await keyHeaders(ACCOUNT.signer, { chain: 137, at: epochMs(0n), nonce: -1n });
    expect([refused.ok, written]).toEqual([false, []]);
    expectHidden(shown(refused), HEX);
  });
});
