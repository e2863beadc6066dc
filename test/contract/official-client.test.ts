// The official client, unmodified, as the venue's own witness: what it reads from the wire server,
// and what it is refused.

import { OrderType, Side } from '@polymarket/clob-client-v2';
import { describe, expect, it } from 'vitest';
import { ownAccount } from '../../lib/simulation/wire/account.ts';
import { applyToServer } from '../../lib/simulation/wire/server.ts';
import { tick } from '../../lib/units/price.ts';
import { NOON } from '../loopback/clocks.ts';
import {
  KEY,
  NEG_RISK,
  OTHER_KEY,
  PLAIN,
  SIGNER,
  THIRD,
  WALLET,
} from '../simulation/wire/markets.ts';
import { clientFor, limit, open, optionsFor, OWNER, place, refusalOf } from './official-scenes.ts';

describe('the official client', () => {
  it('creates its key once, and derives the same one as often as it likes', async () => {
    const { url, creds } = await open();
    const client = clientFor(url, OWNER);
    expect(await client.deriveApiKey()).toEqual(creds);
    expect(await client.deriveApiKey()).toEqual(creds);
    expect(await refusalOf(client.createApiKey())).toMatchObject({
      status: 400,
      message: 'Could not create api key',
    });
  });

  it('gets another key for another nonce', async () => {
    const { url, creds } = await open();
    const second = await clientFor(url, OWNER).createApiKey(7);
    expect(second.key).not.toBe(creds.key);
  });

  it('lists its keys, and is unknown after deleting one', async () => {
    const { client, creds } = await open();
    expect(await client.getApiKeys()).toEqual({ apiKeys: [creds.key] });
    expect(await client.getClosedOnlyMode()).toEqual({ closed_only: false });
    await client.deleteApiKey();
    expect(await refusalOf(client.getApiKeys())).toMatchObject({ status: 401 });
  });

  it('is answered on everything public', async () => {
    const { client } = await open();
    expect(await client.getOk()).toBe('OK');
    expect(await client.getVersion()).toBe(2);
    expect(await client.getServerTime()).toBe(Date.UTC(2026, 10, 22, 12) / 1_000);
    expect(await client.getTickSize(NEG_RISK.yes)).toBe('0.001');
    expect(await client.getNegRisk(NEG_RISK.yes)).toBe(true);
    expect(await client.getFeeRateBps(PLAIN.yes)).toBe(1_000);
    expect(await client.getMidpoint(PLAIN.yes)).toEqual({ mid: '0.5' });
    expect(await client.getPrice(PLAIN.yes, 'BUY')).toEqual({ price: '0.48' });
    expect(await client.getPrice(PLAIN.yes, 'SELL')).toEqual({ price: '0.52' });
    expect(await client.getSpread(PLAIN.yes)).toEqual({ spread: '0.04' });
    expect(await client.getClobMarketInfo(THIRD.condition)).toMatchObject({ mts: 0.01, v: 'v2' });
  });

  it('reads a book whose hash it computes itself, with the best level last', async () => {
    const { client } = await open();
    const book = await client.getOrderBook(PLAIN.yes);
    expect(book.bids.at(-1)).toEqual({ price: '0.48', size: '100' });
    expect(book.asks.at(-1)).toEqual({ price: '0.52', size: '100' });
    const { hash } = book;
    expect(await client.getOrderBookHash({ ...book })).toBe(hash);
    const books = await client.getOrderBooks([
      { token_id: PLAIN.yes, side: Side.BUY },
      { token_id: THIRD.no, side: Side.BUY },
    ]);
    expect(books.map(({ asset_id }) => asset_id)).toEqual([PLAIN.yes, THIRD.no]);
  });
});

describe('the official client is refused', () => {
  it('an order that was signed for another exchange', async () => {
    const { client } = await open();
    const wrong = client.createAndPostOrder(limit({ market: NEG_RISK }), {
      negRisk: false,
      tickSize: '0.001',
    });
    expect(await refusalOf(wrong)).toMatchObject({ status: 400, message: 'invalid signature' });
  });

  it('an order of the other protocol version', async () => {
    const { client } = await open();
    const order = await client.createOrder(limit({ market: THIRD }), { version: 2 });
    expect(await refusalOf(client.postOrder(order, OrderType.GTC))).toMatchObject({
      status: 400,
      message: 'order_version_mismatch',
    });
  });

  it('an order in the name of another key', async () => {
    const { client, url } = await open();
    const stranger = { ...OWNER, key: OTHER_KEY } as const;
    const creds = await clientFor(url, stranger).createApiKey();
    const order = await client.createOrder(limit({}), optionsFor(PLAIN));
    const posted = clientFor(url, { ...stranger, creds }).postOrder(order, OrderType.GTC);
    expect(await refusalOf(posted)).toMatchObject({
      status: 400,
      message: 'the order signer address has to be the address of the API KEY',
    });
  });

  it('an order of a wallet that is not its own', async () => {
    const scene = await open();
    const { creds, url } = scene;
    const account = { ...ownAccount(SIGNER), wallet: WALLET };
    const posted = place({ ...scene, client: clientFor(url, { key: KEY, account, creds }) });
    expect(await refusalOf(posted)).toMatchObject({
      status: 400,
      message: 'maker address not allowed, please use the deposit wallet flow',
    });
  });

  it('a price beside a grid that has become coarser', async () => {
    const { client, server } = await open();
    const order = await client.createOrder(
      limit({ market: NEG_RISK, price: 0.405 }),
      optionsFor(NEG_RISK),
    );
    applyToServer(server, {
      kind: 'tick',
      at: NOON,
      condition: NEG_RISK.condition,
      tick: tick('0.01'),
    });
    const refusal = await refusalOf(client.postOrder(order, OrderType.GTC));
    expect(refusal).toMatchObject({ status: 400 });
    expect(String(refusal)).toMatch(/Price \(0\.405\) breaks minimum tick size rule: 0\.01/);
  });

  it('the same order a second time', async () => {
    const { client } = await open();
    const order = await client.createOrder(limit({}), optionsFor(PLAIN));
    const first = (await client.postOrder(order, OrderType.GTC)) as { orderID: string };
    expect(await refusalOf(client.postOrder(order, OrderType.GTC))).toMatchObject({
      status: 400,
      message: `order ${first.orderID} is invalid. Duplicated.`,
    });
  });
});
