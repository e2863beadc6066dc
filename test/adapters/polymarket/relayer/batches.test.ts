// What is handed to the relayer, byte for byte as the venue's own client hands it in. The examples
// come from that client, run once with the key that everybody knows.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { relayerHeaders } from '../../../../lib/adapters/polymarket/relayer/credentials.ts';
import { depositBatch } from '../../../../lib/adapters/polymarket/relayer/deposit-batch.ts';
import {
  depositWalletOf,
  proxyOf,
  safeOf,
} from '../../../../lib/adapters/polymarket/relayer/derived-wallets.ts';
import { proxyBatch } from '../../../../lib/adapters/polymarket/relayer/proxy-batch.ts';
import { safeBatch } from '../../../../lib/adapters/polymarket/relayer/safe-batch.ts';
import { rawKeySigner } from '../../../../lib/adapters/polymarket/signing/raw-key-signer.ts';
import { CONTRACTS } from '../../../../lib/domain/contracts.ts';
import { walletAddress } from '../../../../lib/units/ids.ts';
import { invariant } from '../../../../lib/units/invariant.ts';
import { secretOf } from '../../../../lib/units/secret.ts';
import { epochMs } from '../../../../lib/units/time.ts';
import { ADDRESS, KEY, WALLET } from '../signing/keys.ts';
import type { BatchTerms } from '../../../../lib/adapters/polymarket/relayer/submission.ts';
import type { WalletCall } from '../../../../lib/ports/chain.ts';

type Bodies = { readonly wallet: string; readonly safe: string; readonly proxy: string };
type Vectors = {
  readonly calls: readonly WalletCall[];
  readonly safe: string;
  readonly proxy: string;
  readonly deposit: { readonly plain: string; readonly beacon: string };
  readonly one: Bodies;
  readonly two: Bodies;
  readonly headers: Readonly<Record<string, string>>;
};

const EXAMPLES = new URL('./examples/client-vectors.json', import.meta.url);
const vectors = JSON.parse(readFileSync(EXAMPLES, 'utf8')) as Vectors;

const signer = rawKeySigner(secretOf(KEY));
invariant(signer.ok, 'a test signs with a good key');

const termsOf = (wallet: string, count: number): BatchTerms => ({
  signer: signer.value,
  wallet: walletAddress(wallet),
  nonce: 7n,
  calls: vectors.calls.slice(0, count),
});

// The deadline of the examples is the end of a batch that is made now.
const NOW = { at: epochMs((1_795_348_800n - 240n) * 1_000n) };
const RELAY = { relay: '0x2222222222222222222222222222222222222222', gas: 543_210n };

describe.each([
  [1, vectors.one],
  [2, vectors.two],
] as const)('a batch of %d calls', (count, expected) => {
  it('of a deposit wallet is that of the client', async () => {
    const made = await depositBatch({ ...termsOf(WALLET, count), ...NOW });
    expect(made).toMatchObject({ ok: true, value: { body: expected.wallet, nonce: 7n } });
  });

  it('of a Safe is that of the client', async () => {
    const made = await safeBatch(termsOf(vectors.safe, count));
    expect(made).toMatchObject({ ok: true, value: { body: expected.safe, nonce: 7n } });
  });

  it('of a proxy wallet is that of the client', async () => {
    const made = await proxyBatch(termsOf(vectors.proxy, count), RELAY);
    expect(made).toMatchObject({ ok: true, value: { body: expected.proxy, nonce: 7n } });
  });
});

describe('a batch is not made', () => {
  const error = { kind: 'SIGNER_UNAVAILABLE', detail: 'no answer' } as const;
  const makers = {
    deposit: (terms: BatchTerms) => depositBatch({ ...terms, ...NOW }),
    safe: safeBatch,
    proxy: (terms: BatchTerms) => proxyBatch(terms, RELAY),
  };

  it.each(['deposit', 'safe', 'proxy'] as const)('without a signature: %s', async (kind) => {
    const mute = () => Promise.resolve({ ok: false, error } as const);
    const absent = { ...signer.value, signTypedData: mute, signDigest: mute };
    const made = await makers[kind]({ ...termsOf(WALLET, 1), signer: absent });
    expect(made).toEqual({ ok: false, error });
  });

  it.each(['deposit', 'safe', 'proxy'] as const)('with half a signature: %s', async (kind) => {
    const half = () => Promise.resolve({ ok: true, value: `0x${'ab'.repeat(64)}` } as const);
    const odd = { ...signer.value, signTypedData: half, signDigest: half };
    const made = await makers[kind]({ ...termsOf(WALLET, 1), signer: odd });
    const detail = 'what the signer gave is not 65 bytes';
    expect(made).toEqual({ ok: false, error: { kind: 'SIGNER_REFUSED', detail } });
  });
});

it('the wallets of a key are those that the client derives', () => {
  expect([safeOf(ADDRESS), proxyOf(ADDRESS)]).toEqual([vectors.safe, vectors.proxy]);
  const { depositWalletImplementation, depositWalletBeacon } = CONTRACTS;
  expect({
    plain: depositWalletOf(ADDRESS, 'plain', depositWalletImplementation),
    beacon: depositWalletOf(ADDRESS, 'beacon', depositWalletBeacon),
  }).toEqual(vectors.deposit);
});

describe('the relayer is told who asks', () => {
  const request = { method: 'POST', path: '/submit', body: '{"a":1}' } as const;
  const at = epochMs(1_795_348_560_999n);

  it('by the code of a builder', () => {
    const credentials = {
      kind: 'builder',
      key: secretOf('builder-key'),
      secret: secretOf('c2VjcmV0LXNlY3JldC1zZWNyZXQ='),
      passphrase: secretOf('builder-pass'),
    } as const;
    expect(relayerHeaders(credentials, request, at)).toEqual(vectors.headers);
  });

  it('by a key of its own', () => {
    const key = secretOf('0190b317-a1d3-7bec-9b91-eeb6dcd3a620');
    const credentials = { kind: 'relayer-key', key, address: ADDRESS } as const;
    expect(relayerHeaders(credentials, request, at)).toEqual({
      RELAYER_API_KEY: '0190b317-a1d3-7bec-9b91-eeb6dcd3a620',
      RELAYER_API_KEY_ADDRESS: ADDRESS,
    });
  });
});
