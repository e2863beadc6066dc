// What is said to the simulated venue: requests to its wire server, the text of orders of its own,
// and what an earlier session kept of it.

import { handleWire } from '../../../lib/simulation/wire/handle.ts';
import { bodyOf, readBody } from '../../../lib/simulation/signing.ts';
import { requestHeaders } from '../../../lib/adapters/polymarket/signing/login-headers.ts';
import { keepVenue, openVenue } from '../../../lib/wiring/paper-venue-state.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { incoming, setupOf } from '../../simulation/fixtures.ts';
import { openClient } from '../../simulation/wire/asking.ts';
import { WHOLE_PAST } from '../../simulation/whole-past.ts';
import { claim, jsonTarget } from '../target.ts';
import { memberOf } from './answers.ts';
import type { Tape } from '../../../lib/domain/tape-event.ts';
import type { Client } from '../../simulation/wire/asking.ts';
import type { Target } from '../target.ts';

const asked = (method: string, path: string, body: unknown = ''): string =>
  JSON.stringify({ method, path, body });

const textIn = (value: unknown, name: string): string => {
  const text = memberOf(value, name);
  return typeof text === 'string' ? text : '';
};

const bodyIn = (value: unknown): string => {
  const body = memberOf(value, 'body');
  try {
    return typeof body === 'string' ? body : JSON.stringify(body ?? '');
  } catch {
    return '';
  }
};

let opened: Promise<Client> | undefined;

// One server for all inputs: what earlier ones did to it is a part of the next.
const clientOnce = (): Promise<Client> => (opened ??= openClient());

const { body: SIGNED } = await (await openClient()).sign({});

const PATHS = [
  '/data/orders',
  '/data/trades?maker_address=0x1',
  '/balance-allowance?asset_type=COLLATERAL&signature_type=0',
  '/book?token_id=1',
  '/price?token_id=1&side=BUY',
  '/markets/keyset?limit=100&order=volume24hr',
  '/events/keyset?id=1&closed=false',
  '/v2/trades?limit=10&taker_only=true&filter_type=CASH&filter_amount=5',
  '/v2/activity?user=0x1&start=1795345100&limit=10',
  '/v2/positions?user=0x1',
  '/clob-markets/0x1',
];

const requests = jsonTarget({
  name: 'request to the wire server',
  seeds: [
    asked('POST', '/order', JSON.parse(SIGNED)),
    asked('POST', '/orders', [JSON.parse(SIGNED)]),
    asked('DELETE', '/orders', ['0x1']),
    asked('POST', '/books', [{ token_id: '1' }]),
    asked('POST', '/rpc', { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] }),
    ...PATHS.map((path) => asked('GET', path)),
  ],
  required: [],
  run: async (value) => {
    const { server, credentials } = await clientOnce();
    const [path, method, body] = [textIn(value, 'path'), textIn(value, 'method'), bodyIn(value)];
    if (!URL.canParse(path, 'http://wire') || !['GET', 'POST', 'DELETE'].includes(method))
      return { kind: 'refused', reason: 'no request' };
    const url = new URL(path, 'http://wire');
    if (url.pathname.startsWith('/control')) return { kind: 'refused', reason: 'not of the venue' };
    const request = { method, path: url.pathname, body } as Parameters<typeof requestHeaders>[1];
    const headers = Object.entries(requestHeaders(credentials, request, server.venue.now()));
    const reply = handleWire(server, {
      ...request,
      query: url.searchParams,
      headers: Object.fromEntries(headers.map(([name, one]) => [name.toLowerCase(), one])),
    });
    claim(reply.kind === 'answer', 'a server without faults answers');
    if (reply.kind !== 'answer') return { kind: 'refused', reason: reply.kind };
    claim(reply.status < 500, 'no request is the fault of the server');
    return reply.status < 300
      ? { kind: 'accepted', value: { status: reply.status } }
      : { kind: 'refused', reason: `${url.pathname} ${String(reply.status)} ${reply.body}` };
  },
});

const { id: _id, ...TERMS } = incoming('salt', { side: 'BUY', price: '0.48', size: '50' });

const ownBody: Target = {
  name: 'text of a simulated order',
  form: 'json',
  seeds: [bodyOf(TERMS, 'salt')],
  required: ['salt', 'token', 'side', 'price', 'size'],
  run: (input) => {
    const read = readBody(input);
    return read === null
      ? { kind: 'refused', reason: 'not understood' }
      : { kind: 'accepted', value: read };
  },
};

const SETUP = setupOf();
const TAPE = {
  name: 'a tape',
  identity: 'its files',
  universe: SETUP.universe,
  start: SETUP.start,
} as Tape;
const CASH = { amount: usdc('1000'), origin: 'standard' } as const;
const STORED = { text: null, wayOut: 'start anew' };

const keptText = (): string => {
  const venue = openVenue(TAPE, CASH, STORED);
  return venue.ok ? keepVenue(TAPE, venue.value, WHOLE_PAST) : '';
};

const kept: Target = {
  name: 'kept paper venue',
  form: 'json',
  seeds: [keptText()],
  required: ['tape', 'identity', 'openingCash', 'venue'],
  run: (text) => {
    const read = openVenue(TAPE, CASH, { ...STORED, text });
    if (!read.ok) return { kind: 'refused', reason: read.error };
    claim(read.value.origin === 'resumed', 'what was kept is not begun anew');
    return { kind: 'accepted', value: read.value.openingCash };
  },
};

/** What the simulated venue reads. */
export const SIMULATED: readonly Target[] = [requests, ownBody, kept];
