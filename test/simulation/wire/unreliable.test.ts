// A venue that cannot be reached, whose lists come in pieces, and whose caches are old.

import { describe, expect, it } from 'vitest';
import { turn } from '../../../lib/simulation/wire/controls.ts';
import { advanceServer, applyToServer } from '../../../lib/simulation/wire/server.ts';
import { toldRows } from '../../../lib/simulation/wire/rows.ts';
import { price } from '../../../lib/units/price.ts';
import { ZERO_SHARES } from '../../../lib/units/shares.ts';
import { after, durationMs, seconds } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';
import { ask, idIn, openClient, replyTo } from './asking.ts';
import { openWire, PLAIN, tradeEvent } from './markets.ts';
import type { Client } from './asking.ts';

type Row = Readonly<Record<string, string>>;

const dataIn = (body: unknown): readonly Row[] => (body as { readonly data: readonly Row[] }).data;

const tradesOf = (client: Client): readonly Row[] =>
  dataIn(client.ask({ path: '/data/trades' }).body);

// Four trades, the newest of which is listed first.
const traded = async (): Promise<Client> => {
  const client = await openClient();
  for (let trade = 0; trade < 4; trade += 1) await client.post({ price: '0.52' });
  return client;
};

describe('the venue', () => {
  it('answers nothing while it is down, and everything after', () => {
    const server = openWire();
    turn(server, { service: 'down' });
    expect(replyTo(server, { path: '/time' })).toEqual({ kind: 'drop' });
    turn(server, { service: 'up' });
    expect(ask(server, { path: '/time' }).status).toBe(200);
  });

  it('can be told to go up again while it is down', () => {
    const server = openWire();
    turn(server, { service: 'down' });
    const body = JSON.stringify({ service: 'up' });
    expect(ask(server, { method: 'POST', path: '/control/switches', body }).status).toBe(200);
  });
});

describe('the list of own trades', () => {
  it('tells the oldest first, or each twice', async () => {
    const client = await traded();
    const plain = tradesOf(client);
    turn(client.server, { tradeRows: 'reversed' });
    expect(tradesOf(client)).toEqual(plain.toReversed());
    turn(client.server, { tradeRows: 'repeated' });
    expect(tradesOf(client)).toEqual(plain.flatMap((row) => [row, row]));
  });

  it('lacks some of them, the same ones whenever it is asked', async () => {
    const client = await traded();
    const plain = tradesOf(client);
    turn(client.server, { tradeRows: 'gappy' });
    const gappy = tradesOf(client);
    expect(gappy.length).toBeLessThan(plain.length);
    expect(plain).toEqual(expect.arrayContaining([...gappy]));
    expect(tradesOf(client)).toEqual(gappy);
  });

  it('tells another transaction of a trade once it is final', async () => {
    const client = await traded();
    const hashes = (): readonly (string | undefined)[] =>
      tradesOf(client).map((row) => row['transaction_hash']);
    turn(client.server, { hashes: 'changed' });
    const matched = hashes();
    advanceServer(client.server, after(client.server.venue.now(), seconds(3)));
    expect(hashes()).toEqual(matched);
    advanceServer(client.server, after(client.server.venue.now(), seconds(60)));
    expect(hashes()).not.toEqual(matched);
    expect(new Set(hashes()).size).toBe(4);
  });
});

describe('rows of a feed', () => {
  it('come the other way round, or lack some', () => {
    const server = openWire();
    const times = (): readonly unknown[] =>
      dataIn(ask(server, { path: '/v2/trades' }).body).map(({ timestamp }) => timestamp);
    for (const second of [1, 2, 3, 4, 5, 6, 7, 8])
      applyToServer(
        server,
        tradeEvent(PLAIN, after(NOON, seconds(second)), { taker: 'BUY', price: '0.52', size: '9' }),
      );
    const plain = times();
    turn(server, { feedRows: 'reversed' });
    expect(times()).toEqual(plain.toReversed());
    turn(server, { feedRows: 'gappy' });
    expect(times().length).toBeLessThan(plain.length);
  });

  it('are left out by their names alone', () => {
    const names = Array.from({ length: 300 }, (_, place) => `row-${String(place)}`);
    const told = toldRows(names, 'gappy', (name) => name);
    expect(told.length).toBeGreaterThan(150);
    expect(told.length).toBeLessThan(250);
    expect(toldRows(names.toReversed(), 'gappy', (name) => name)).toEqual(told.toReversed());
  });
});

describe('the cache of the CLOB', () => {
  const CACHED = durationMs(5_000n);

  it.each([
    [4_999n, '0.48'],
    [5_000n, '0.47'],
  ])('%i ms after a question shows the best bid %s', (passed, bid) => {
    const server = openWire();
    turn(server, { cached: CACHED });
    const best = (): unknown => {
      const body = JSON.stringify([{ token_id: PLAIN.yes }]);
      const [book] = ask(server, { method: 'POST', path: '/books', body }).body as readonly {
        readonly bids: readonly { readonly price: string }[];
      }[];
      return book?.bids.at(-1)?.price;
    };
    expect(best()).toBe('0.48');
    const later = after(server.venue.now(), durationMs(passed));
    const gone = { kind: 'level', side: 'bids', price: price('0.48'), size: ZERO_SHARES } as const;
    applyToServer(server, { ...gone, at: later, token: PLAIN.yes });
    expect(best()).toBe(bid);
  });

  it('does not keep a single order', async () => {
    const client = await openClient();
    turn(client.server, { cached: CACHED });
    const listed = (): number => dataIn(client.ask({ path: '/data/orders' }).body).length;
    expect(listed()).toBe(0);
    const id = idIn(await client.post({}));
    expect(listed()).toBe(0);
    expect(client.ask({ path: `/data/order/${id}` }).body).toMatchObject({
      status: 'LIVE',
    });
  });
});
