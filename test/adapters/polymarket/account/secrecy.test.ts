// Whatever goes wrong with a private read, what is told of it names no key, secret, passphrase or
// signature, although the venue may repeat all that it was sent.

import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { orderId, tokenId } from '../../../../lib/units/ids.ts';
import { err } from '../../../../lib/units/result.ts';
import { logIn } from '../../../../lib/adapters/polymarket/account/login.ts';
import { openTransport } from '../../../loopback/api.ts';
import { manualClock, NOON } from '../../../loopback/clocks.ts';
import { json, text } from '../../../loopback/server.ts';
import { ADDRESS, KEY } from '../signing/keys.ts';
import { CREDENTIALS, DERIVE, openLive, openPrivate, stopServers } from './scenes.ts';
import type { Exchange, Reply } from '../../../loopback/server.ts';

afterEach(stopServers);

const SECRETS = [KEY.slice(2), CREDENTIALS.apiKey, CREDENTIALS.secret, CREDENTIALS.passphrase];

const withoutBigints = (_name: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;

const shown = (value: unknown): string =>
  [
    inspect(value, { depth: null, showHidden: true }),
    JSON.stringify(value, withoutBigints),
    String(value),
  ].join();

const signaturesIn = (requests: readonly Exchange[]): readonly string[] =>
  requests.flatMap(({ headers }) => {
    const signature = headers['poly_signature'];
    return typeof signature === 'string' ? [signature] : [];
  });

const expectHidden = (value: unknown, requests: readonly Exchange[]): void => {
  const told = shown(value);
  const signatures = signaturesIn(requests);
  expect(signatures.length).toBeGreaterThan(0);
  for (const secret of [...SECRETS, ...signatures]) {
    expect(told).not.toContain(secret);
    expect(told).not.toContain(secret.slice(4, 20));
  }
};

// Everything secret first, so that no cut of the text removes it.
const echo = ({ headers }: Exchange): string =>
  [
    headers['poly_signature'],
    headers['poly_api_key'],
    headers['poly_passphrase'],
    CREDENTIALS.secret,
    KEY,
  ].join(' ');

const STATUSES = [200, 201, 400, 401, 403, 404, 425, 429, 500, 502, 503, 504];

describe('a private read', () => {
  it.each(STATUSES)('that is answered %i with all it was sent tells none of it', async (status) => {
    const { api, server } = await openPrivate((exchange) => {
      if (exchange.path === DERIVE) return json(CREDENTIALS);
      const [signature = '', key = '', passphrase = '', secret = ''] = [
        exchange.headers['poly_signature'],
        exchange.headers['poly_api_key'],
        exchange.headers['poly_passphrase'],
        CREDENTIALS.secret,
      ].map(String);
      return text(status, [signature, key, passphrase, secret].join(' '));
    });
    const read = await api.get('/data/orders', []);
    expect(read).toMatchObject({ ok: false });
    expectHidden(read, server.requests);
  });

  it('shows nothing of what it is made of', async () => {
    const { api, server } = await openPrivate(({ path }) =>
      path === DERIVE ? json(CREDENTIALS) : json(null),
    );
    await api.get('/data/orders', []);
    expectHidden(api, server.requests);
  });
});

describe('a login', () => {
  const answers: readonly (readonly [string, (exchange: Exchange) => Reply])[] = [
    ['with a part of them', () => json({ ...CREDENTIALS, passphrase: undefined })],
    ['cut off', () => text(200, JSON.stringify(CREDENTIALS).slice(0, -1))],
    ['of another form', () => json([CREDENTIALS])],
    ['and refused with its own signature', (exchange) => text(401, echo(exchange).slice(0, 132))],
    ['and failing', (exchange) => text(500, String(exchange.headers['poly_signature']))],
    ['and missing', (exchange) => text(404, String(exchange.headers['poly_signature']))],
  ];

  it.each(answers)('that is answered %s tells none of it', async (_what, answer) => {
    const { api, server } = await openPrivate(answer);
    const read = await api.owner();
    expect(read).toMatchObject({ ok: false });
    expectHidden(read, server.requests);
  });

  it.each([
    ['SIGNER_UNAVAILABLE', 'UNAVAILABLE'],
    ['SIGNER_REFUSED', 'UNAUTHORIZED'],
  ] as const)('that cannot be signed (%s) is %s', async (kind, told) => {
    const clock = manualClock();
    const login = await logIn({
      transport: openTransport({ clock }),
      clock,
      base: 'http://127.0.0.1:1',
      signer: {
        address: ADDRESS,
        signTypedData: () => Promise.resolve(err({ kind, detail: 'no' })),
      },
      chain: 137,
      venueNow: clock.now,
      onAnswer: () => undefined,
    });
    expect(login).toMatchObject({ ok: false, error: { kind: told, endpoint: `GET ${DERIVE}` } });
  });
});

describe('the live venue', () => {
  it.each(STATUSES)(
    'says nothing secret when every private call is answered %i',
    async (status) => {
      const written: string[] = [];
      const spies = (['log', 'error', 'warn', 'info', 'debug'] as const).map((name) =>
        vi.spyOn(console, name).mockImplementation((...said) => void written.push(said.join(' '))),
      );
      const repeated = (exchange: Exchange) => text(status, JSON.stringify(exchange.headers));
      const { venue, wire, reports } = await openLive(repeated);
      const reads = await Promise.all([
        venue.fetchMode(),
        venue.fetchOpenOrders(),
        venue.fetchOrder(orderId('0xab')),
        venue.fetchFills(NOON, []),
        venue.fetchBalances([tokenId('12345')], new Set()),
      ]);
      expectHidden([venue, reads, reports, written], wire.requests);
      for (const spy of spies) spy.mockRestore();
    },
  );
});
