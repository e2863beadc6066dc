// Cancelling over the wire, and the switch that does it when nobody is heard of.

import { describe, expect, it } from 'vitest';
import { advanceServer } from '../../../lib/simulation/wire/server.ts';
import { after, durationMs } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';
import { errorIn, idIn, login, openClient } from './asking.ts';
import { OTHER_KEY, PLAIN, THIRD } from './markets.ts';
import type { Client, Shown } from './asking.ts';

const UNKNOWN_ID = `0x${'1'.repeat(64)}`;

const remove = (client: Client, path: string, body: unknown): Shown =>
  client.ask({ method: 'DELETE', path, body: JSON.stringify(body) });

describe('a cancel', () => {
  it('says what it cancelled, and what not and why', async () => {
    const client = await openClient();
    const id = idIn(await client.post({}));
    const taken = idIn(await client.post({ price: '0.52' }));
    expect(remove(client, '/orders', [id, taken, UNKNOWN_ID]).body).toEqual({
      canceled: [id],
      not_canceled: {
        [taken]: 'already canceled or matched',
        [UNKNOWN_ID]: 'Order not found or already canceled',
      },
    });
  });

  it.each([
    ['/order', { orderID: '0x12' }],
    ['/order', { id: UNKNOWN_ID }],
    ['/orders', []],
    ['/orders', ['0x12']],
    ['/orders', {}],
  ])('at %s refuses %j', async (path, body) => {
    expect(remove(await openClient(), path, body)).toMatchObject({
      status: 400,
      body: { error: 'Invalid orderID' },
    });
  });

  it.each([
    [999, 200],
    [1_000, 200],
    [1_001, 400],
  ])('of %i orders is answered by %i', async (count, status) => {
    const client = await openClient();
    const ids = Array.from({ length: count }, (_, i) => `0x${String(i).padStart(64, '0')}`);
    const answer = remove(client, '/orders', ids);
    expect(answer.status).toBe(status);
    if (status === 400)
      expect(errorIn(answer)).toBe('Too many orders in payload, max allowed: 1000');
  });

  it.each([
    ['of a market', { market: THIRD.condition.toUpperCase().replace('0X', '0x') }, 1],
    ['of a token', { asset_id: PLAIN.yes }, 1],
    ['of a token of another market', { market: THIRD.condition, asset_id: PLAIN.yes }, 0],
    ['of everything', {}, 2],
  ])('%s cancels those', async (_what, body, count) => {
    const client = await openClient();
    await client.post({});
    await client.post({ market: THIRD });
    const { canceled } = remove(client, '/cancel-market-orders', body).body as {
      canceled: readonly string[];
    };
    expect(canceled).toHaveLength(count);
  });

  it('of a market takes no body for everything, and no nonsense', async () => {
    const client = await openClient();
    const id = idIn(await client.post({}));
    expect(remove(client, '/cancel-market-orders', 7).status).toBe(400);
    const answer = client.ask({ method: 'DELETE', path: '/cancel-market-orders' });
    expect(answer.body).toEqual({ canceled: [id], not_canceled: {} });
  });

  it('of somebody else cancels nothing', async () => {
    const client = await openClient();
    const id = idIn(await client.post({}));
    const stranger = await login(client.server, OTHER_KEY);
    expect(remove(stranger, '/order', { orderID: id }).body).toEqual({
      canceled: [],
      not_canceled: { [id]: 'Order not found or already canceled' },
    });
    expect(remove(stranger, '/cancel-market-orders', {}).body).toMatchObject({ canceled: [] });
    expect(client.server.venue.openOrders()).toHaveLength(1);
  });
});

describe('the heartbeat', () => {
  const beat = (client: Client, id: string): Shown =>
    client.ask({
      method: 'POST',
      path: '/v1/heartbeats',
      body: JSON.stringify({ heartbeat_id: id }),
    });
  const nextOf = ({ body }: Shown): string =>
    String((body as Record<string, unknown>)['heartbeat_id']);
  const wait = ({ server }: Client, ms: number): void =>
    advanceServer(server, after(server.venue.now(), durationMs(BigInt(ms))));

  it.each([
    ['a moment before', 9_999, 1],
    ['at', 10_000, 0],
    ['a moment after', 10_001, 0],
  ])('cancels everything %s the end of its silence', async (_when, ms, left) => {
    const client = await openClient();
    await client.post({});
    beat(client, '');
    wait(client, ms);
    expect(client.server.venue.openOrders()).toHaveLength(left);
  });

  it('is looked at every five seconds', async () => {
    const client = await openClient();
    await client.post({});
    advanceServer(client.server, after(NOON, durationMs(1n)));
    beat(client, '');
    wait(client, 14_998);
    expect(client.server.venue.openOrders()).toHaveLength(1);
    wait(client, 1);
    expect(client.server.venue.openOrders()).toHaveLength(0);
  });

  it('goes on while beats follow, each with the id of the last', async () => {
    const client = await openClient();
    await client.post({});
    let next = nextOf(beat(client, ''));
    for (let count = 0; count < 5; count += 1) {
      wait(client, 9_000);
      next = nextOf(beat(client, next));
    }
    expect(client.server.venue.openOrders()).toHaveLength(1);
    expect(beat(client, 'another')).toMatchObject({
      status: 400,
      body: { error_msg: 'Invalid Heartbeat ID', heartbeat_id: next },
    });
  });

  it('does nothing before the first beat, and nothing twice', async () => {
    const client = await openClient();
    await client.post({});
    wait(client, 3_600_000);
    expect(client.server.venue.openOrders()).toHaveLength(1);
    beat(client, '');
    wait(client, 20_000);
    await client.post({});
    wait(client, 20_000);
    expect(client.server.venue.openOrders()).toHaveLength(1);
  });

  it('is refused without an id', async () => {
    const client = await openClient();
    expect(client.ask({ method: 'POST', path: '/v1/heartbeats', body: '{}' }).status).toBe(400);
  });
});

describe('scoring', () => {
  it('is what resting orders do', async () => {
    const client = await openClient();
    const id = idIn(await client.post({}));
    expect(client.ask({ path: `/order-scoring?order_id=${id}` }).body).toEqual({ scoring: true });
    const ask = (body: string): Shown =>
      client.ask({ method: 'POST', path: '/orders-scoring', body });
    expect(ask(JSON.stringify([id, UNKNOWN_ID])).body).toEqual({
      [id]: true,
      [UNKNOWN_ID]: false,
    });
    expect(ask('7').status).toBe(400);
    expect(client.ask({ path: '/order-scoring' }).body).toEqual({ scoring: false });
  });
});
