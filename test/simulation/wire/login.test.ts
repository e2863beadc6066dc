// Who asks must be proven on every private call, to the second and to the byte.

import { describe, expect, it } from 'vitest';
import {
  keyHeaders,
  requestHeaders,
} from '../../../lib/adapters/polymarket/signing/login-headers.ts';
import { advanceServer } from '../../../lib/simulation/wire/server.ts';
import { secretOf } from '../../../lib/units/secret.ts';
import { after, durationMs, seconds } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';
import { signerOf } from '../../adapters/polymarket/signing/keys.ts';
import { ask, login, openClient } from './asking.ts';
import { KEY, openWire, OTHER_KEY, SIGNER } from './markets.ts';
import type { LoginHeaders } from '../../../lib/adapters/polymarket/signing/login-headers.ts';
import type { EpochMs } from '../../../lib/units/time.ts';
import type { Client } from './asking.ts';

const NO_KEY = { status: 401, body: { error: 'Unauthorized/Invalid api key' } };
const NO_WALLET = { status: 401, body: { error: 'Invalid L1 Request headers' } };

const walletHeaders = async (at: EpochMs = NOON, nonce = 0n): Promise<LoginHeaders> => {
  const headers = await keyHeaders(signerOf(KEY), { chain: 137, at, nonce });
  return headers.ok ? headers.value : {};
};

const create = (headers: LoginHeaders) =>
  ask(openWire(), { method: 'POST', path: '/auth/api-key', headers });

describe('a login by wallet', () => {
  it.each([
    ['a minute ago', -60, 200],
    ['more than a minute ago', -61, 401],
    ['in a minute', 60, 200],
    ['in more than a minute', 61, 401],
  ])('that was signed %s is answered by %#', async (_when, offset, status) => {
    const headers = await walletHeaders(after(NOON, seconds(offset)));
    expect(create(headers).status).toBe(status);
  });

  it.each([
    ['address', { POLY_ADDRESS: `0x${'2'.repeat(40)}` }],
    ['nonce', { POLY_NONCE: '1' }],
    ['form of the nonce', { POLY_NONCE: 'one' }],
    ['timestamp', { POLY_TIMESTAMP: '1795348801' }],
    ['form of the timestamp', { POLY_TIMESTAMP: 'noon' }],
    ['form of the address', { POLY_ADDRESS: 'me' }],
    ['form of the signature', { POLY_SIGNATURE: '0x12' }],
  ])('proves nothing with another %s', async (_what, changes) => {
    expect(create({ ...(await walletHeaders()), ...changes })).toMatchObject(NO_WALLET);
  });

  it('proves nothing without its headers', () => {
    expect(create({})).toMatchObject(NO_WALLET);
  });

  it('gets the same key for the same nonce from every server of the same seed', async () => {
    const headers = await walletHeaders();
    expect(create(headers).body).toEqual(create(headers).body);
    expect(create(headers).body).not.toEqual(create(await walletHeaders(NOON, 1n)).body);
  });

  it('derives no key that was never created', async () => {
    const headers = await walletHeaders();
    expect(ask(openWire(), { path: '/auth/derive-api-key', headers })).toMatchObject({
      status: 400,
      body: { error: 'Could not derive api key!' },
    });
  });
});

const OPEN_ORDERS = { method: 'GET', path: '/data/orders', body: '' } as const;

const headersAt = ({ credentials }: Client, at: EpochMs): LoginHeaders =>
  requestHeaders(credentials, OPEN_ORDERS, at);

describe('a login by key', () => {
  it('does not sign the query', async () => {
    const client = await openClient();
    const headers = headersAt(client, NOON);
    expect(ask(client.server, { path: '/data/orders?market=0x1', headers }).status).toBe(200);
  });

  it.each([
    ['a minute ago', -60, 200],
    ['more than a minute ago', -61, 401],
    ['in a minute', 60, 200],
    ['in more than a minute', 61, 401],
  ])('that was signed %s is answered by %#', async (_when, offset, status) => {
    const client = await openClient();
    const headers = headersAt(client, after(NOON, seconds(offset)));
    expect(ask(client.server, { path: '/data/orders', headers }).status).toBe(status);
  });

  it('goes by the clock of the venue', async () => {
    const client = await openClient();
    advanceServer(client.server, after(NOON, durationMs(61_000n)));
    const headers = headersAt(client, NOON);
    expect(ask(client.server, { path: '/data/orders', headers })).toMatchObject(NO_KEY);
  });

  it.each([
    ['address', { POLY_ADDRESS: `0x${'2'.repeat(40)}` }],
    ['key', { POLY_API_KEY: 'another' }],
    ['passphrase', { POLY_PASSPHRASE: 'another' }],
    ['passphrase of the same length', { POLY_PASSPHRASE: '0'.repeat(64) }],
    ['timestamp', { POLY_TIMESTAMP: '1795348801' }],
    ['signature', { POLY_SIGNATURE: 'another' }],
  ])('proves nothing with another %s', async (_what, changes) => {
    const client = await openClient();
    expect(client.ask({ path: '/data/orders', headers: changes })).toMatchObject(NO_KEY);
  });

  it('proves nothing with another secret', async () => {
    const { server, credentials } = await openClient();
    const wrong = { ...credentials, secret: secretOf('c3VwZXJzZWNyZXQ=') };
    const headers = requestHeaders(wrong, OPEN_ORDERS, NOON);
    expect(ask(server, { path: '/data/orders', headers })).toMatchObject(NO_KEY);
  });

  it('signs the body to the byte', async () => {
    const { server, credentials } = await openClient();
    const signed = { method: 'DELETE', path: '/order', body: '{"orderID":"0x1"}' } as const;
    const headers = requestHeaders(credentials, signed, NOON);
    expect(ask(server, { ...signed, headers })).toMatchObject({ status: 400 });
    expect(ask(server, { ...signed, body: '{"orderID": "0x1"}', headers })).toMatchObject(NO_KEY);
  });
});

describe('a key', () => {
  it('of somebody else shows nothing of the account', async () => {
    const { server } = await openClient();
    const stranger = await login(server, OTHER_KEY, server.account);
    const { ask: asking } = stranger;
    expect(asking({ path: '/data/orders' }).body).toMatchObject({ data: [], next_cursor: 'LTE=' });
    expect(asking({ path: '/data/trades' }).body).toMatchObject({ data: [] });
    const balance = '/balance-allowance?asset_type=COLLATERAL&signature_type=0';
    expect(asking({ path: balance }).body).toMatchObject({ balance: '0' });
    expect(asking({ method: 'DELETE', path: '/cancel-all' }).body).toEqual({
      canceled: [],
      not_canceled: {},
    });
  });

  it('is of the wallet that asked for it', async () => {
    const { credentials } = await openClient();
    expect(credentials.address).toBe(SIGNER);
  });
});
