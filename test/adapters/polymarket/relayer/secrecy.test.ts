// Whatever the relayer quotes back at us, and however a request fails, an outcome holds nothing
// that proves who we are and no signature.

import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../../lib/adapters/local/system-clock.ts';
import { createRelayerApi } from '../../../../lib/adapters/polymarket/relayer/relayer-api.ts';
import { createRelayedSender } from '../../../../lib/adapters/polymarket/relayer/relayer-sender.ts';
import { secretOf } from '../../../../lib/units/secret.ts';
import { durationMs, seconds } from '../../../../lib/units/time.ts';
import { openTransport } from '../../../loopback/api.ts';
import { manualClock } from '../../../loopback/clocks.ts';
import { json, startLoopback, text } from '../../../loopback/server.ts';
import { ADDRESS, KEY, signerOf, WALLET } from '../signing/keys.ts';
import type { RelayerSource } from '../../../../lib/adapters/polymarket/relayer/relayer-call.ts';
import type { Exchange, Reply } from '../../../loopback/server.ts';

type RelayerCredentials = RelayerSource['credentials'];

const KEYED: RelayerCredentials = {
  kind: 'relayer-key',
  key: secretOf('0190b317-a1d3-7bec-9b91-eeb6dcd3a620'),
  address: ADDRESS,
};
const BUILDER: RelayerCredentials = {
  kind: 'builder',
  key: secretOf('builder-key-77'),
  secret: secretOf('cGFzc3BocmFzZS1zZWNyZXQ='),
  passphrase: secretOf('pass-phrase-99'),
};
const SECRET_HEADERS = [
  'relayer_api_key',
  'poly_builder_api_key',
  'poly_builder_passphrase',
  'poly_builder_signature',
];

const quoted = ({ headers, body }: Exchange): string =>
  `${SECRET_HEADERS.map((name) => headers[name] ?? '').join(' ')} ${body}`;

type Answer = (exchange: Exchange) => Reply;

const WELL: Readonly<Record<string, Reply>> = {
  '/transactions': json([]),
  '/deployed': json({ deployed: true }),
  '/nonce': json({ nonce: '7' }),
  '/submit': json({ transactionID: 'one', state: 'STATE_NEW' }),
  '/transaction': json({ transactionID: 'one', state: 'STATE_NEW' }),
};

// Its time is over once the batch was handed in, so that it is looked up once.
const ask = async (credentials: RelayerCredentials, path: string, answer: Answer) => {
  const clock = manualClock();
  const relayer = await startLoopback((exchange) => {
    if (exchange.path === '/submit') clock.advance(seconds(1));
    return exchange.path === path ? answer(exchange) : (WELL[exchange.path] ?? text(404, 'no'));
  });
  onTestFinished(relayer.stop);
  const transport = openTransport({ clock: systemClock, deadline: seconds(5) });
  const source = { transport, clock, base: relayer.url, credentials };
  const sender = createRelayedSender({
    api: createRelayerApi(source),
    clock,
    signer: signerOf(KEY),
    wallet: { kind: 'deposit', funder: WALLET },
    pollEvery: durationMs(10n),
  });
  const call = { to: WALLET, data: '0x12345678' };
  const outcome = await sender.send([call], seconds(1));
  return { outcome, requests: relayer.requests };
};

// A part would be found in a log just as well; what is shorter than one stands for itself.
const parts = (secret: string): readonly string[] =>
  Array.from({ length: Math.max(1, secret.length - 12) }, (_, start) =>
    secret.toLowerCase().slice(start, start + 12),
  );

const signatureIn = ({ body }: Exchange): readonly string[] =>
  /"signature":"0x([0-9a-f]+)"/i.exec(body)?.slice(1) ?? [];

const leaksIn = (told: unknown, requests: readonly Exchange[]): readonly string[] => {
  const shown = JSON.stringify(told).toLowerCase();
  const secrets = requests.flatMap((request) => [
    ...SECRET_HEADERS.flatMap((name) => request.headers[name] ?? []),
    ...signatureIn(request),
  ]);
  return secrets.filter((secret) => parts(secret).some((part) => shown.includes(part)));
};

const PATHS = ['/transactions', '/deployed', '/nonce', '/submit', '/transaction'];

const QUOTING: readonly [string, Answer][] = [
  ...[400, 401, 403, 429, 500].map((status): [string, Answer] => [
    `in a ${String(status)}`,
    (asked) => text(status, quoted(asked)),
  ]),
  ['cut where one line ends', (asked) => text(400, `${'x'.repeat(190)}${quoted(asked)}`)],
  ['in a page', (asked) => text(403, `<title>${quoted(asked)}</title>`)],
  ['in JSON of an error', (asked) => text(401, JSON.stringify({ error: quoted(asked) }))],
  ['in a success that is no JSON', (asked) => text(200, quoted(asked))],
  ['as the name of a field', (asked) => json({ [quoted(asked)]: quoted(asked) })],
];

describe.each([KEYED, BUILDER])('a request with a $kind that is quoted', (credentials) => {
  it.each(
    PATHS.flatMap((path) => QUOTING.map(([where, answer]) => [path, where, answer] as const)),
  )('by %s %s is told without what proves who sent it', async (path, _where, answer) => {
    const { outcome, requests } = await ask(credentials, path, answer);
    expect(outcome.kind).not.toBe('sent');
    expect(requests.map((request) => request.path)).toContain(path);
    expect(leaksIn(outcome, requests)).toEqual([]);
  });

  it.each<[string, Answer]>([
    ['/transaction', (asked) => json({ transactionID: quoted(asked), state: 'STATE_NEW' })],
    ['/transaction', (asked) => json({ transactionID: quoted(asked), state: 'STATE_FAILED' })],
    [
      '/transactions',
      (asked) => json([{ transactionID: quoted(asked), state: 'STATE_NEW', proxyAddress: WALLET }]),
    ],
    ['/submit', (asked) => json({ transactionID: quoted(asked), state: 'STATE_NEW' })],
  ])('by %s as the id of a batch is told without it', async (path, answer) => {
    const { outcome, requests } = await ask(credentials, path, answer);
    expect(outcome.kind).not.toBe('sent');
    expect(leaksIn(outcome, requests)).toEqual([]);
  });

  it('would be found if it were told', async () => {
    const { requests } = await ask(credentials, '/submit', () => text(400, 'no'));
    const count = credentials.kind === 'builder' ? 3 : 1;
    expect(leaksIn(requests.map(quoted), requests)).toHaveLength(count * requests.length + 1);
  });
});

it('a connection that ends is told without what proves who asked', async () => {
  const { outcome, requests } = await ask(KEYED, '/submit', () => ({ kind: 'reset' }));
  expect(outcome).toMatchObject({ kind: 'unknown' });
  expect(leaksIn(outcome, requests)).toEqual([]);
});

it('an id that looks like a key but is none stays readable', async () => {
  const id = '0190ffff-0000-7bec-9b91-000000000000';
  const answer = json({ transactionID: id, state: 'STATE_NEW' });
  const { outcome } = await ask(KEYED, '/transaction', () => answer);
  expect(JSON.stringify(outcome)).toContain(`relayer's ${id}`);
});
