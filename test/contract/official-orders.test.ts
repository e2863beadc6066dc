// The official client, unmodified, as the venue's own witness: whatever it does with orders at the
// venue, for either kind of account and on either kind of exchange, it does with the wire server.

import { AssetType, OrderType, Side } from '@polymarket/clob-client-v2';
import { describe, expect, it } from 'vitest';
import { advanceServer, applyToServer } from '../../lib/simulation/wire/server.ts';
import { after, epochSeconds, minutes, seconds } from '../../lib/units/time.ts';
import { NOON } from '../loopback/clocks.ts';
import { NEG_RISK, PLAIN, THIRD, tradeEvent } from '../simulation/wire/markets.ts';
import { ACCOUNTS, limit, open, optionsFor, place } from './official-scenes.ts';
import type { Wish } from './official-scenes.ts';

const GTD_SECONDS = Number(epochSeconds(after(NOON, minutes(3)), 'up'));

describe.each(ACCOUNTS)('the official client, for %s,', (_name, account) => {
  it.each([
    ['a plain market', PLAIN],
    ['a market of negative risk', NEG_RISK],
    ['a market of the third exchange', THIRD],
  ])('places, reads and cancels on %s', async (_kind, market) => {
    const scene = await open(account);
    const { client } = scene;
    const { orderID, status } = await place(scene, { market });
    expect(status).toBe('live');
    expect(await client.getOrder(orderID)).toMatchObject({
      id: orderID,
      status: 'LIVE',
      price: '0.4',
      original_size: '10',
      size_matched: '0',
      maker_address: account.wallet,
      market: market.condition,
      order_type: 'GTC',
    });
    expect((await client.getOpenOrders()).map(({ id }) => id)).toEqual([orderID]);
    expect(await client.cancelOrder({ orderID })).toEqual({
      canceled: [orderID],
      not_canceled: {},
    });
    expect(await client.getOpenOrders()).toEqual([]);
    expect(await client.getOrder(orderID)).toMatchObject({ status: 'CANCELED' });
  });

  it('places orders that expire, and orders that only rest', async () => {
    const scene = await open(account);
    const expiring = await place(scene, { expiration: GTD_SECONDS });
    const resting = await place(scene, { price: 0.45, postOnly: true });
    expect([expiring.status, resting.status]).toEqual(['live', 'live']);
  });

  it.each([OrderType.FOK, OrderType.FAK] as const)('buys and sells by %s', async (type) => {
    const { client, server } = await open(account);
    const bought: unknown = await client.createAndPostMarketOrder(
      { tokenID: PLAIN.yes, amount: 5, side: Side.BUY, price: 0.55 },
      optionsFor(PLAIN),
      type,
    );
    expect(bought).toMatchObject({ status: 'matched', takingAmount: '9.6153' });
    advanceServer(server, after(NOON, seconds(2)));
    const sold: unknown = await client.createAndPostMarketOrder(
      { tokenID: PLAIN.yes, amount: 9.6, side: Side.SELL, price: 0.48 },
      optionsFor(PLAIN),
      type,
    );
    expect(sold).toMatchObject({ status: 'matched', makingAmount: '9.6', takingAmount: '4.608' });
  });

  it('reads what it took and what it made', async () => {
    const scene = await open(account);
    const { client, server } = scene;
    const taking = await place(scene, { price: 0.52, size: 20 });
    const making = await place(scene, { price: 0.5, size: 10 });
    applyToServer(
      server,
      tradeEvent(PLAIN, after(NOON, seconds(1)), { taker: 'SELL', price: '0.49', size: '10' }),
    );
    const [made, took] = await client.getTrades();
    expect(took).toMatchObject({
      taker_order_id: taking.orderID,
      trader_side: 'TAKER',
      size: '20',
      price: '0.52',
      status: 'MATCHED',
      maker_address: account.wallet,
    });
    expect(made?.trader_side).toBe('MAKER');
    expect(made?.maker_orders).toContainEqual(
      expect.objectContaining({ order_id: making.orderID, matched_amount: '10', price: '0.5' }),
    );
    advanceServer(server, after(NOON, seconds(60)));
    expect((await client.getTrades()).map(({ status }) => status)).toEqual([
      'CONFIRMED',
      'CONFIRMED',
    ]);
  });

  it('places a batch, each order by itself', async () => {
    const { client } = await open(account);
    const wishes: readonly Wish[] = [{}, { price: 0.3 }, { size: 4 }];
    const orders = await Promise.all(
      wishes.map((wish) => client.createOrder(limit(wish), optionsFor(PLAIN))),
    );
    const answers = (await client.postOrders(
      orders.map((order) => ({ order, orderType: OrderType.GTC })),
    )) as unknown as readonly Record<string, unknown>[];
    expect(answers.map(({ success }) => success)).toEqual([true, true, false]);
    expect(answers[2]).toMatchObject({ orderID: '', status: '' });
    expect(answers[2]?.['errorMsg']).toMatch(/Size \(4\) lower than the minimum: 5/);
    expect(await client.getOpenOrders()).toHaveLength(2);
  });

  it('cancels many, those of a market, and all', async () => {
    const scene = await open(account);
    const { client } = scene;
    const [first, second] = [await place(scene), await place(scene, { price: 0.41 })];
    const other = await place(scene, { market: THIRD });
    expect(await client.cancelOrders([first.orderID, first.orderID])).toEqual({
      canceled: [first.orderID],
      not_canceled: { [first.orderID]: 'already canceled or matched' },
    });
    expect(await client.cancelMarketOrders({ market: PLAIN.condition })).toMatchObject({
      canceled: [second.orderID],
    });
    expect(await client.cancelAll()).toMatchObject({ canceled: [other.orderID] });
  });

  it('reads its balances, which stay as they were until it asks for an update', async () => {
    const scene = await open(account);
    const { client, server } = scene;
    const asset = { asset_type: AssetType.COLLATERAL };
    expect((await client.getBalanceAllowance(asset)).balance).toBe('1000000000');
    await place(scene, { price: 0.52, size: 20 });
    advanceServer(server, after(NOON, seconds(60)));
    expect((await client.getBalanceAllowance(asset)).balance).toBe('1000000000');
    await client.updateBalanceAllowance(asset);
    expect((await client.getBalanceAllowance(asset)).balance).toBe('989350400');
  });
});
