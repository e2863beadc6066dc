// What the account reads of its trades, in all the forms that the venue has used.

import { describe, expect, it } from 'vitest';
import { turn } from '../../../lib/simulation/wire/controls.ts';
import { advanceServer, applyToServer } from '../../../lib/simulation/wire/server.ts';
import { after, durationMs, seconds } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';
import { idIn, openClient } from './asking.ts';
import { PLAIN, SIGNER, THIRD, tradeEvent } from './markets.ts';
import type { TradeFate } from '../../../lib/simulation/settlement.ts';
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

describe('a trade', () => {
  const statuses = async (fate: TradeFate): Promise<readonly unknown[]> => {
    const client = await openClient();
    client.server.fates.next(fate, 1);
    await client.post({ price: '0.52' });
    const seen = [trades(client)[0]?.['status']];
    for (const ms of [2_000, 4_000, 2_000]) {
      wait(client, ms);
      seen.push(trades(client)[0]?.['status']);
    }
    return seen;
  };

  // Simulated section 76263864945473.
  it('settles where its fate was taken back before it happened', async () => {
    const client = await openClient();
    client.server.fates.next('fails', 1);
    client.server.fates.clear();
    await client.post({ price: '0.52' });
    wait(client, 6_000);
    expect(trades(client)[0]?.['status']).toBe('CONFIRMED');
  });

  it.each([
    ['settles', ['MATCHED', 'MINED', 'CONFIRMED', 'CONFIRMED']],
    ['retries', ['MATCHED', 'RETRYING', 'MINED', 'CONFIRMED']],
    ['fails', ['MATCHED', 'RETRYING', 'FAILED', 'FAILED']],
    ['reverts', ['MATCHED', 'MINED', 'FAILED', 'FAILED']],
    ['lingers', ['MATCHED', 'MATCHED', 'MATCHED', 'MATCHED']],
  ] as const)('that %s goes through its states', async (fate, expected) => {
    expect(await statuses(fate)).toEqual(expected);
  });

  it('has another transaction once it was sent again', async () => {
    const client = await openClient();
    client.server.fates.next('retries', 1);
    await client.post({ price: '0.52' });
    const hash = () => trades(client)[0]?.['transaction_hash'];
    const first = hash();
    wait(client, 2_000);
    expect(hash()).toBe(first);
    wait(client, 4_000);
    expect(hash()).not.toBe(first);
  });

  it('says why it failed', async () => {
    const client = await openClient();
    client.server.fates.next('fails', 1);
    await client.post({ price: '0.52' });
    expect(trades(client)[0]).toMatchObject({ err_msg: null });
    wait(client, 6_000);
    expect(trades(client)[0]).toMatchObject({ err_msg: 'execution reverted' });
  });

  it('may come with a prefix, and with its hash late or never', async () => {
    const client = await openClient();
    turn(client.server, { hashes: 'late', tradeStatuses: 'prefixed' });
    const { body } = await client.post({ price: '0.52' });
    expect(body).not.toHaveProperty('transactionsHashes');
    expect(trades(client)[0]).toMatchObject({
      status: 'TRADE_STATUS_MATCHED',
      transaction_hash: '',
    });
    wait(client, 2_000);
    expect(trades(client)[0]?.['transaction_hash']).toMatch(/^0x/);
    turn(client.server, { hashes: 'missing' });
    expect(trades(client)[0]?.['transaction_hash']).toBe('');
  });

  it('that we took is ours, its makers are others', async () => {
    const client = await bought();
    const [row] = trades(client);
    expect(row).toMatchObject({
      id: 'wire-trade-1',
      market: PLAIN.condition,
      asset_id: PLAIN.yes,
      side: 'BUY',
      size: '10',
      price: '0.52',
      fee_rate_bps: '0',
      match_time: '1795348800',
      bucket_index: 0,
      trader_side: 'TAKER',
      owner: client.credentials.key,
    });
    const [maker] = row?.['maker_orders'] as readonly Row[];
    expect(maker).toMatchObject({ side: 'SELL', matched_amount: '10' });
    expect(maker?.['owner']).not.toBe(client.credentials.key);
  });

  it("that we made is the taker's, and our part is one of its makers", async () => {
    const { client, id } = await made();
    const [row] = trades(client);
    expect(row).toMatchObject({ trader_side: 'MAKER', size: '17' });
    expect(row?.['taker_order_id']).not.toBe(id);
    expect(row?.['maker_orders']).toContainEqual({
      order_id: id,
      owner: client.credentials.key,
      maker_address: SIGNER,
      matched_amount: '10',
      price: '0.5',
      fee_rate_bps: '',
      asset_id: PLAIN.yes,
      outcome: 'Yes',
      side: 'BUY',
    });
  });

  it('may be of the other token, whose taker bought at the complement', async () => {
    const { client } = await made();
    expect(trades(client)[0]).toMatchObject({ asset_id: PLAIN.no, side: 'BUY', price: '0.5' });
    const id = idIn(await client.post({ price: '0.50' }));
    applyToServer(
      client.server,
      tradeEvent(PLAIN, after(NOON, seconds(2)), { taker: 'SELL', price: '0.50', size: '10' }),
    );
    expect(trades(client)[0]).toMatchObject({
      asset_id: PLAIN.yes,
      side: 'SELL',
      maker_orders: [{}, { order_id: id }],
    });
  });

  it('may be split over transactions that add up to it', async () => {
    const client = await openClient();
    turn(client.server, { buckets: 3 });
    const { body } = await client.post({ price: '0.52' });
    const rows = trades(client);
    expect(rows.map(({ id }) => id)).toEqual((body as Row)['tradeIDs']);
    expect(rows.map(({ size, bucket_index }) => [size, bucket_index])).toEqual([
      ['3.333334', 0],
      ['3.333333', 1],
      ['3.333333', 2],
    ]);
    expect(new Set(rows.map((row) => row['transaction_hash'])).size).toBe(3);
    expect(rowsAt(client, '/data/trades?id=wire-trade-1-2')).toHaveLength(1);
    expect(rowsAt(client, '/data/trades?id=unheard-of')).toEqual([]);
  });

  it('is found by time, market, token and wallet', async () => {
    const client = await bought();
    const now = 1_795_348_800;
    const count = (query: string): number => rowsAt(client, `/data/trades?${query}`).length;
    expect(count(`after=${String(now)}&before=${String(now)}`)).toBe(1);
    expect(count(`after=${String(now + 1)}`)).toBe(0);
    expect(count(`before=${String(now - 1)}`)).toBe(0);
    expect(count(`market=${THIRD.condition}`)).toBe(0);
    expect(count(`asset_id=${PLAIN.no}`)).toBe(0);
    expect(count(`maker_address=${SIGNER.toLowerCase()}`)).toBe(1);
    expect(count(`maker_address=0x${'1'.repeat(40)}`)).toBe(0);
    expect(client.ask({ path: '/data/trades?after=noon' })).toMatchObject({ status: 400 });
    expect(client.ask({ path: '/data/trades?next_cursor=x' })).toMatchObject({
      status: 400,
      body: { error: 'Invalid trade params payload' },
    });
  });
});
