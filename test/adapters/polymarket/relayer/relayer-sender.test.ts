// What the relayer may answer, and what that means for a move: nothing was sent, or nobody knows.

import { afterEach, describe, expect, it } from 'vitest';
import { createRelayerApi } from '../../../../lib/adapters/polymarket/relayer/relayer-api.ts';
import { createRelayedSender } from '../../../../lib/adapters/polymarket/relayer/relayer-sender.ts';
import { createSubmitBudget } from '../../../../lib/adapters/polymarket/relayer/submit-budget.ts';
import { rawKeySigner } from '../../../../lib/adapters/polymarket/signing/raw-key-signer.ts';
import { invariant } from '../../../../lib/units/invariant.ts';
import { secretOf } from '../../../../lib/units/secret.ts';
import { durationMs, seconds } from '../../../../lib/units/time.ts';
import { openTransport } from '../../../loopback/api.ts';
import { manualClock } from '../../../loopback/clocks.ts';
import { json, startLoopback, text } from '../../../loopback/server.ts';
import { systemClock } from '../../../../lib/adapters/local/system-clock.ts';
import { ADDRESS, KEY, WALLET } from '../signing/keys.ts';
import type { RelayedWallet } from '../../../../lib/adapters/polymarket/relayer/relayer-sender.ts';
import type { RelayerSource } from '../../../../lib/adapters/polymarket/relayer/relayer-call.ts';
import type { DigestSigner } from '../../../../lib/ports/signer.ts';
import type { Exchange, Loopback, Reply } from '../../../loopback/server.ts';

const signer = rawKeySigner(secretOf(KEY));
invariant(signer.ok, 'a test signs with a good key');

type RelayerCredentials = RelayerSource['credentials'];

const CREDENTIALS: RelayerCredentials = {
  kind: 'relayer-key',
  key: secretOf('relayer-key-0190b317'),
  address: ADDRESS,
};
const CALL = { to: WALLET, data: '0x12345678' };
const SHORT = durationMs(500n);

let relayer: Loopback;
afterEach(() => relayer.stop());

// Everything in order, and the batch confirmed at once.
const WELL: Readonly<Record<string, Reply>> = {
  '/transactions': json([]),
  '/deployed': json({ deployed: true }),
  '/nonce': json({ nonce: '7' }),
  '/relay-payload': json({ nonce: 7, address: `0x${'2'.repeat(40)}` }),
  '/submit': json({ transactionID: 'one', state: 'STATE_NEW' }),
  '/transaction': json({ transactionID: 'one', state: 'STATE_CONFIRMED' }),
};

type Terms = {
  readonly replies?: Readonly<Record<string, Reply>>;
  readonly kind?: RelayedWallet['kind'];
  readonly signer?: DigestSigner;
};

const open = async (terms: Terms) => {
  const replies = { ...WELL, ...terms.replies };
  relayer = await startLoopback(({ path }: Exchange) => replies[path] ?? text(404, 'no'));
  const transport = openTransport({ clock: systemClock, deadline: durationMs(500n) });
  const api = createRelayerApi({
    transport,
    clock: systemClock,
    base: relayer.url,
    credentials: CREDENTIALS,
  });
  return createRelayedSender({
    api,
    clock: systemClock,
    signer: terms.signer ?? signer.value,
    wallet: { kind: terms.kind ?? 'deposit', funder: WALLET },
    pollEvery: durationMs(10n),
  });
};

const send = async (terms: Terms) => (await open(terms)).send([CALL], SHORT);
const submitted = () => relayer.requests.filter(({ path }) => path === '/submit').length;

describe('a batch that the relayer answers', () => {
  it.each<[string, string, Reply]>([
    ['400', 'failed', text(400, '{"error":"bad request"}')],
    ['401', 'failed', text(401, 'no')],
    ['408', 'unknown', text(408, 'no')],
    ['429', 'failed', text(429, 'no')],
    ['499', 'failed', text(499, 'no')],
    ['500', 'unknown', text(500, 'no')],
    ['503', 'unknown', text(503, 'no')],
    ['no JSON', 'unknown', text(200, '<html>')],
    ['no id', 'unknown', json({ state: 'STATE_NEW' })],
    ['nothing', 'unknown', { kind: 'reset' }],
    ['silence', 'unknown', { kind: 'silence' }],
  ])('with %s is %s', async (_, kind, reply) => {
    expect((await send({ replies: { '/submit': reply } })).kind).toBe(kind);
    expect(submitted()).toBe(1);
  });

  it.each(['proxy', 'safe', 'deposit'] as const)('in order is sent: %s', async (kind) => {
    expect(await send({ kind })).toEqual({ kind: 'sent' });
  });

  it('with a list of one is sent', async () => {
    const one = json([{ transactionID: 'one', state: 'STATE_CONFIRMED' }]);
    expect(await send({ replies: { '/transaction': one } })).toEqual({ kind: 'sent' });
  });
});

describe('nothing is handed in', () => {
  const expectNothing = async (terms: Terms, words: string, kind = 'failed'): Promise<void> => {
    const outcome = await send(terms);
    expect(outcome).toMatchObject({ kind });
    expect(JSON.stringify(outcome)).toContain(words);
    expect(submitted()).toBe(0);
  };

  it.each(['/transactions', '/deployed', '/nonce'])('while %s has no answer', async (path) => {
    await expectNothing({ replies: { [path]: text(503, 'no') } }, `GET relayer ${path}`);
  });

  it.each<[string, Reply]>([
    ['/transactions', json({})],
    ['/deployed', json({ deployed: 'yes' })],
    ['/nonce', json({ nonce: '-1' })],
    ['/nonce', json({ nonce: '1.5' })],
    ['/nonce', json({ nonce: -1 })],
  ])('while %s is not understood', async (path, reply) => {
    await expectNothing({ replies: { [path]: reply } }, `GET relayer ${path}`);
  });

  it.each(['safe', 'deposit'] as const)('for a %s that is not deployed', async (kind) => {
    const replies = { '/deployed': json({ deployed: false }) };
    await expectNothing({ kind, replies }, 'is not deployed; deploy it', 'unsupported');
  });

  it('for a proxy wallet without a relay', async () => {
    const replies = { '/relay-payload': json({ nonce: 7 }) };
    await expectNothing({ kind: 'proxy', replies }, 'the relayer names no relay');
  });

  it('that is not signed', async () => {
    const error = { kind: 'SIGNER_UNAVAILABLE', detail: 'no answer' } as const;
    const mute: DigestSigner = {
      ...signer.value,
      signTypedData: () => Promise.resolve({ ok: false, error }),
    };
    await expectNothing({ signer: mute }, 'SIGNER_UNAVAILABLE: no answer');
  });

  it('when the time was over before', async () => {
    const sender = await open({});
    expect(await sender.send([CALL], durationMs(0n))).toEqual({
      kind: 'failed',
      detail: 'nothing was sent: the time was over',
    });
    expect(submitted()).toBe(0);
  });

  it('beyond 25 batches a minute', async () => {
    const sender = await open({});
    const outcomes: string[] = [];
    for (let i = 0; i < 26; i += 1) outcomes.push((await sender.send([CALL], SHORT)).kind);
    expect(outcomes).toEqual([...Array<string>(25).fill('sent'), 'failed']);
    expect(submitted()).toBe(25);
  });
});

it('a proxy wallet comes into being with its first batch', async () => {
  const replies = { '/deployed': json({ deployed: false }) };
  expect(await send({ kind: 'proxy', replies })).toEqual({ kind: 'sent' });
});

describe('the budget of a minute', () => {
  it.each([
    [59_999n, false],
    [60_000n, true],
    [60_001n, true],
  ])('is used up by 25, and %d ms later has one: %s', async (later, isFree) => {
    const clock = manualClock();
    const take = createSubmitBudget(clock);
    expect(Array.from({ length: 26 }, take)).toEqual([...Array<boolean>(25).fill(true), false]);
    clock.advance(durationMs(later));
    expect(take()).toBe(isFree);
    relayer = await startLoopback(() => text(404, 'no'));
  });
});

it('a request that never left is not taken', async () => {
  const sender = await open({});
  await relayer.stop();
  expect((await sender.send([CALL], seconds(1))).kind).toBe('failed');
  relayer = await startLoopback(() => text(404, 'no'));
});
