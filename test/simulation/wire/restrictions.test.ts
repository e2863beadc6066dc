// The states in which the venue is up and does not trade as usual, and how each ends.

import { describe, expect, it } from 'vitest';
import { restartEngine, setEngineMode, turn } from '../../../lib/simulation/wire/controls.ts';
import { advanceServer } from '../../../lib/simulation/wire/server.ts';
import { after, durationMs, seconds } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';
import { ask, openClient, replyTo } from './asking.ts';
import { openWire } from './markets.ts';
import type { VenueMode } from '../../../lib/domain/venue-outcome.ts';
import type { Client } from './asking.ts';

const statusesOf = async (client: Client): Promise<readonly unknown[]> => {
  const taking = await client.post({});
  const resting = await client.post({ liquidity: 'post-only' });
  const { body } = await client.sign({});
  const batch = client.ask({ method: 'POST', path: '/orders', body: `[${body}]` });
  const cancel = client.reply({ method: 'DELETE', path: '/cancel-all' });
  const statuses = [taking, resting, batch].map(({ status }) => status);
  return [...statuses, cancel.kind === 'answer' ? cancel.status : cancel.kind];
};

describe('the engine', () => {
  it.each<readonly [VenueMode, readonly number[]]>([
    ['normal', [200, 200, 200, 200]],
    ['post-only', [503, 200, 503, 200]],
    ['cancel-only', [503, 503, 503, 200]],
    ['disabled', [503, 503, 503, 503]],
  ])('in mode %s answers may-take, post-only, batch and cancel by %j', async (mode, statuses) => {
    const client = await openClient();
    setEngineMode(client.server, mode);
    expect(await statusesOf(client)).toEqual(statuses);
    setEngineMode(client.server, 'normal');
    expect(await statusesOf(client)).toEqual([200, 200, 200, 200]);
  });

  it.each([
    ['disabled', { error: 'Trading is currently disabled. Check polymarket.com for updates' }],
    [
      'cancel-only',
      {
        error:
          'Trading is currently cancel-only. New orders are not accepted, but cancels are allowed.',
      },
    ],
    [
      'post-only',
      {
        error: 'post-only mode: only post-only orders and cancels are allowed',
        code: 'post_only_mode',
      },
    ],
  ] as const)('says that it is %s', async (mode, body) => {
    const client = await openClient();
    setEngineMode(client.server, mode);
    expect(await client.post({})).toMatchObject({ status: 503, body });
  });

  it('restarts, then only takes orders that rest, and then all', async () => {
    const client = await openClient();
    const { server } = client;
    restartEngine(server, seconds(90));
    expect(await statusesOf(client)).toEqual([425, 425, 425, 425]);
    advanceServer(server, after(NOON, durationMs(89_999n)));
    expect(await client.post({})).toMatchObject({ status: 425, body: 'service not ready' });
    advanceServer(server, after(NOON, seconds(90)));
    expect(await client.post({})).toMatchObject({
      status: 503,
      headers: { 'retry-after': '120' },
      body: { code: 'post_only_mode', retry_after_seconds: 120 },
    });
    advanceServer(server, after(NOON, durationMs(209_999n)));
    expect(await statusesOf(client)).toEqual([503, 200, 503, 200]);
    advanceServer(server, after(NOON, seconds(210)));
    expect(await statusesOf(client)).toEqual([200, 200, 200, 200]);
  });

  it('lets reads and keys work in any state', async () => {
    const client = await openClient();
    setEngineMode(client.server, 'disabled');
    expect(client.ask({ path: '/data/orders' }).status).toBe(200);
    expect(client.ask({ path: '/version' }).body).toEqual({ version: 2 });
  });
});

describe('a region', () => {
  it('that is blocked is told before anybody is asked who it is', () => {
    const server = openWire();
    const probe = { method: 'POST', path: '/order' } as const;
    expect(ask(server, probe)).toMatchObject({ status: 401 });
    turn(server, { region: 'blocked' });
    expect(ask(server, probe)).toMatchObject({
      status: 403,
      body: { error: expect.stringMatching(/^Trading restricted in your region/) as string },
    });
    expect(ask(server, { method: 'POST', path: '/orders' }).status).toBe(403);
    expect(ask(server, { method: 'DELETE', path: '/cancel-all' }).status).toBe(401);
  });

  it('is told by its own page too', () => {
    const server = openWire();
    expect(ask(server, { path: '/api/geoblock' }).body).toMatchObject({ blocked: false });
    turn(server, { region: 'blocked' });
    expect(ask(server, { path: '/api/geoblock' }).body).toMatchObject({ blocked: true });
  });
});

describe('the API', () => {
  it('says its version, which may change', () => {
    const server = openWire();
    turn(server, { version: 3 });
    expect(ask(server, { path: '/version' }).body).toEqual({ version: 3 });
  });

  it('knows nothing of other calls', () => {
    expect(replyTo(openWire(), { path: '/elsewhere' })).toMatchObject({ status: 404 });
  });
});
