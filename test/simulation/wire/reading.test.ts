// What the account reads of its orders and its money, in all the forms that the venue has used.

import { describe, expect, it } from 'vitest';
import { changeStatus, credit, turn } from '../../../lib/simulation/wire/controls.ts';
import { advanceServer, applyToServer } from '../../../lib/simulation/wire/server.ts';
import { ONE } from '../../../lib/units/ratio.ts';
import { after, durationMs, seconds } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { NOON } from '../../loopback/clocks.ts';
import { idIn, openClient } from './asking.ts';
import { PLAIN, SIGNER, THIRD, tradeEvent } from './markets.ts';
import type { Client } from './asking.ts';

type Row = Readonly<Record<string, unknown>>;
type List = { readonly data: readonly Row[]; readonly next_cursor: string; readonly count: number };

const listAt = (client: Client, path: string): List => client.ask({ path }).body as List;
const rowsAt = (client: Client, path: string): readonly Row[] => listAt(client, path).data;
const trades = (client: Client): readonly Row[] => rowsAt(client, '/data/trades');
const wait = ({ server }: Client, ms: number): void =>
  advanceServer(server, after(server.venue.now(), durationMs(BigInt(ms))));

const bought = async (size = '10'): Promise<Client> => {
  const client = await openClient();
  await client.post({ price: '0.52', size });
  return client;
};

// A maker fill of 10 YES at 0.50.
const made = async (): Promise<{ readonly client: Client; readonly id: string }> => {
  const client = await openClient();
  const id = idIn(await client.post({ price: '0.50' }));
  applyToServer(
    client.server,
    tradeEvent(PLAIN, after(NOON, seconds(1)), { taker: 'SELL', price: '0.50', size: '10' }),
  );
  return { client, id };
};

describe('an order', () => {
  it('is read in any state by its id', async () => {
    const client = await openClient();
    const id = idIn(await client.post({}));
    expect(client.ask({ path: `/data/order/${id}` }).body).toEqual({
      id,
      status: 'LIVE',
      owner: client.credentials.key,
      maker_address: SIGNER,
      market: PLAIN.condition,
      asset_id: PLAIN.yes,
      side: 'BUY',
      original_size: '10',
      size_matched: '0',
      price: '0.4',
      associate_trades: [],
      outcome: 'Yes',
      created_at: 1_795_348_800,
      expiration: '0',
      order_type: 'GTC',
    });
    client.ask({ method: 'DELETE', path: '/cancel-all' });
    expect(client.ask({ path: `/data/order/${id}` }).body).toMatchObject({ status: 'CANCELED' });
    expect(rowsAt(client, `/data/orders?id=${id}`)).toHaveLength(1);
    expect(rowsAt(client, '/data/orders')).toEqual([]);
  });

  it('that nobody knows is null', async () => {
    const client = await openClient();
    expect(client.ask({ path: `/data/order/0x${'1'.repeat(64)}` }).body).toBeNull();
    expect(rowsAt(client, `/data/orders?id=0x${'1'.repeat(64)}`)).toEqual([]);
  });

  it('shows the shares that a market BUY asked for, and the trades it had', async () => {
    const client = await openClient();
    const id = idIn(await client.post({ price: '0.55', size: '9.10', timeInForce: 'FAK' }));
    expect(client.ask({ path: `/data/order/${id}` }).body).toMatchObject({
      status: 'MATCHED',
      original_size: '9.0909',
      size_matched: '9.6153',
      associate_trades: ['wire-trade-1'],
      order_type: 'FAK',
    });
  });

  it('may hide its trades, or itself, as the venue has done', async () => {
    const { client, id } = await made();
    turn(client.server, { associateTrades: 'null' });
    const path = `/data/order/${id}`;
    expect(client.ask({ path }).body).toMatchObject({ associate_trades: null });
    turn(client.server, { orderReads: 'live-only' });
    expect(client.ask({ path }).body).toBeNull();
    const resting = idIn(await client.post({}));
    expect(client.ask({ path: `/data/order/${resting}` }).body).toMatchObject({ id: resting });
    turn(client.server, { orderReads: 'none' });
    expect(client.ask({ path: `/data/order/${resting}` }).body).toBeNull();
  });

  it.each([
    [999, 0],
    [1_000, 1],
    [1_001, 1],
  ])('that is shown late stands after %i ms in %i answers', async (ms, count) => {
    const client = await openClient();
    turn(client.server, { shownAfter: durationMs(1_000n) });
    const id = idIn(await client.post({}));
    wait(client, ms);
    const found = client.ask({ path: `/data/order/${id}` }).body;
    expect(found === null ? 0 : 1).toBe(count);
    expect(rowsAt(client, '/data/orders')).toHaveLength(count);
    expect(rowsAt(client, `/data/orders?id=${id}`)).toHaveLength(count);
  });

  it('of a market that resolves is cancelled for that', async () => {
    const client = await openClient();
    const id = idIn(await client.post({}));
    changeStatus(client.server, PLAIN.condition, { kind: 'resolved', yesPayout: ONE });
    expect(client.ask({ path: `/data/order/${id}` }).body).toMatchObject({
      status: 'CANCELED_MARKET_RESOLVED',
    });
  });
});

describe('a sale', () => {
  it('shows its own size and the token that it gives', async () => {
    const client = await openClient();
    await client.post({ price: '0.52' });
    wait(client, 6_000);
    const id = idIn(await client.post({ side: 'SELL', price: '0.60', size: '7.5' }));
    expect(client.ask({ path: `/data/order/${id}` }).body).toMatchObject({
      side: 'SELL',
      original_size: '7.5',
      asset_id: PLAIN.yes,
      outcome: 'Yes',
    });
    expect(rowsAt(client, `/data/orders?asset_id=${PLAIN.yes}`)).toHaveLength(1);
  });
});

describe('a list of orders', () => {
  it('comes page by page, in the order in which they were placed', async () => {
    const client = await openClient();
    turn(client.server, { pageRows: 2 });
    const ids = [];
    for (const price of ['0.40', '0.41', '0.42']) ids.push(idIn(await client.post({ price })));
    const first = listAt(client, '/data/orders');
    expect(first).toMatchObject({ limit: 2, count: 2, next_cursor: 'Mg==' });
    const second = listAt(client, `/data/orders?next_cursor=${first.next_cursor}`);
    expect(second).toMatchObject({ count: 1, next_cursor: 'LTE=' });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids);
  });

  it('is filtered by market and token', async () => {
    const client = await openClient();
    await client.post({});
    await client.post({ market: THIRD });
    const path = `/data/orders?market=${THIRD.condition}`;
    expect(rowsAt(client, path)).toHaveLength(1);
    expect(rowsAt(client, `${path}&asset_id=${PLAIN.yes}`)).toEqual([]);
  });

  it('refuses a cursor that is none', async () => {
    const client = await openClient();
    expect(client.ask({ path: '/data/orders?next_cursor=LTE%3D' })).toMatchObject({
      status: 400,
      body: { error: 'invalid order params payload' },
    });
  });

  it('may be empty although there are some', async () => {
    const client = await bought();
    await client.post({});
    turn(client.server, { lists: 'empty' });
    expect([...rowsAt(client, '/data/orders'), ...trades(client)]).toEqual([]);
  });
});

describe('a balance', () => {
  const read = (client: Client, query: string): string =>
    String((client.ask({ path: `/balance-allowance${query}` }).body as Row)['balance']);
  const CASH = '?asset_type=COLLATERAL&signature_type=0';
  const SHARES = `?asset_type=CONDITIONAL&token_id=${PLAIN.yes}&signature_type=0`;

  it('stays as it was until it is updated', async () => {
    const client = await openClient();
    expect([read(client, CASH), read(client, SHARES)]).toEqual(['1000000000', '0']);
    await client.post({ price: '0.52' });
    wait(client, 6_000);
    expect([read(client, CASH), read(client, SHARES)]).toEqual(['1000000000', '0']);
    for (const query of [CASH, SHARES]) client.ask({ path: `/balance-allowance/update${query}` });
    expect([read(client, CASH), read(client, SHARES)]).toEqual(['994675200', '10000000']);
  });

  it('is nothing for a wallet of another type', async () => {
    const client = await openClient();
    expect(read(client, CASH.replace('=0', '=3'))).toBe('0');
    client.ask({ path: `/balance-allowance/update${CASH.replace('=0', '=3')}` });
    expect(read(client, CASH)).toBe('1000000000');
  });

  it('may be doubled, once', async () => {
    const client = await openClient();
    turn(client.server, { doubledBalance: 'once' });
    expect([read(client, CASH), read(client, CASH)]).toEqual(['2000000000', '1000000000']);
  });

  it('shows what each exchange may spend', async () => {
    const client = await openClient();
    turn(client.server, { unapproved: ['0xe3333700cA9d93003F00f0F71f8515005F6c00Aa'] });
    const { allowances } = client.ask({ path: `/balance-allowance${CASH}` }).body as {
      allowances: Row;
    };
    expect(allowances['0xe3333700cA9d93003F00f0F71f8515005F6c00Aa']).toBe('0');
    expect(Object.values(allowances)).toHaveLength(3);
  });

  it.each(['', '?asset_type=GOLD', '?asset_type=CONDITIONAL&token_id=yes'])(
    'is not read of the asset "%s"',
    async (query) => {
      const client = await openClient();
      expect(client.ask({ path: `/balance-allowance${query}` }).status).toBe(400);
      expect(client.ask({ path: `/balance-allowance/update${query}` }).status).toBe(400);
    },
  );

  it('that falls ends the orders that it paid for', async () => {
    const client = await openClient();
    const id = idIn(await client.post({}));
    credit(client.server, 'withdrawal', usdc('997'));
    expect(client.ask({ path: `/data/order/${id}` }).body).toMatchObject({ status: 'INVALID' });
  });
});
