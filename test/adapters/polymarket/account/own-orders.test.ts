// Own orders in every shape in which they come.

import { afterEach, describe, expect, it } from 'vitest';
import { conditionId, orderId, tokenId } from '../../../../lib/units/ids.ts';
import { price } from '../../../../lib/units/price.ts';
import { shares } from '../../../../lib/units/shares.ts';
import { epochMs } from '../../../../lib/units/time.ts';
import { NOON } from '../../../loopback/clocks.ts';
import { json } from '../../../loopback/server.ts';
import { example, without } from '../examples.ts';
import { openLive, stopServers } from './scenes.ts';
import type { Reply } from '../../../loopback/server.ts';
import type { Row } from '../examples.ts';

afterEach(stopServers);

const ORDER = example('clob-open-order');
const ID = orderId(String(ORDER['id']));
const YES = tokenId(String(ORDER['asset_id']));
const READ = {
  id: ID,
  condition: conditionId(String(ORDER['market'])),
  token: YES,
  outcome: 'YES',
  side: 'BUY',
  price: price('0.42'),
  originalSize: shares('100'),
  matchedSize: shares('25.5'),
  status: 'LIVE',
  expiration: { kind: 'at', at: epochMs(1_795_349_000_000n) },
};

const page = (rows: readonly Row[], next = 'LTE='): Reply =>
  json({ limit: 100, count: rows.length, next_cursor: next, data: rows });

const answering = (reply: Reply) => openLive(() => reply);
const listOf = async (reply: Reply) => (await answering(reply)).venue.fetchOpenOrders();
const changed = (change: Row): Row => ({ ...ORDER, ...change });

describe('own open orders', () => {
  it('are read with what the token is of', async () => {
    const read = await listOf(json(example('clob-open-orders')));
    expect(read).toMatchObject({
      kind: 'known',
      at: NOON,
      value: [READ, { outcome: 'NO', side: 'SELL', expiration: { kind: 'never' } }],
    });
  });

  it.each([
    ['LIVE', 'LIVE'],
    ['live', 'LIVE'],
    ['ORDER_STATUS_LIVE', 'LIVE'],
    ['UNMATCHED', 'LIVE'],
    ['DELAYED', 'DELAYED'],
    ['MATCHED', 'MATCHED'],
    ['ORDER_STATUS_MATCHED', 'MATCHED'],
    ['CANCELED', 'CANCELED'],
    ['CANCELLED', 'CANCELED'],
    ['ORDER_STATUS_CANCELED', 'CANCELED'],
    ['CANCELED_MARKET_RESOLVED', 'CANCELED'],
    ['ORDER_STATUS_CANCELED_MARKET_RESOLVED', 'CANCELED'],
    ["CANCELED_order couldn't be fully filled. FOK orders ...", 'CANCELED'],
    ['INVALID', 'INVALID'],
    ['ORDER_STATUS_INVALID', 'INVALID'],
  ])('in status %s are %s', async (status, folded) => {
    const read = await listOf(page([changed({ status })]));
    expect(read).toMatchObject({ kind: 'known', value: [{ status: folded }] });
  });

  it.each([
    ['expiration null', { expiration: null }, { expiration: { kind: 'never' } }],
    ['expiration empty', { expiration: '' }, { expiration: { kind: 'never' } }],
    ['expiration 0', { expiration: '0' }, { expiration: { kind: 'never' } }],
    ['expiration as a number', { expiration: 1_795_349_000 }, { expiration: READ.expiration }],
    ['no associated trades', { associate_trades: null }, { id: ID }],
    ['size_matched empty', { size_matched: '' }, { matchedSize: null }],
    ['size_matched null', { size_matched: null }, { matchedSize: null }],
    ['decimals to spare', { original_size: '100.0000' }, { originalSize: shares('100') }],
    ['sizes as numbers', { size_matched: 25.5 }, { matchedSize: shares('25.5') }],
    ['a side in lower case', { side: 'sell' }, { side: 'SELL' }],
    ['an id in upper case', { id: `0x${'A'.repeat(64)}` }, { id: ID }],
    ['a field that nobody knows', { novelty: { deep: 1 } }, { id: ID }],
  ])('with %s are read', async (_what, change, expected) => {
    expect(await listOf(page([changed(change)]))).toMatchObject({
      kind: 'known',
      value: [expected],
    });
  });

  it.each(['id', 'status', 'market', 'asset_id', 'side', 'original_size', 'price'])(
    'without %s make the whole list unknown',
    async (field) => {
      const read = await listOf(page([ORDER, without(ORDER, field)]));
      expect(read).toMatchObject({ kind: 'unknown', error: { kind: 'MALFORMED' } });
    },
  );

  it.each([
    ['a status that nobody knows', { status: 'PENDING' }],
    ['a negative matched size', { size_matched: '-1' }],
    ['no size', { original_size: '0' }],
    ['a size that is no number', { original_size: 'many' }],
    ['a price of one', { price: '1' }],
    ['an expiration in milliseconds', { expiration: 1_795_349_000_000 }],
    ['an expiration that is no number', { expiration: 'soon' }],
    ['the market of another token', { market: `0x${'1'.repeat(64)}` }],
    ['a side that is none', { side: 'HOLD' }],
  ])('with %s make the whole list unknown', async (_what, change) => {
    const read = await listOf(page([ORDER, changed(change)]));
    expect(read).toMatchObject({ kind: 'unknown', error: { kind: 'MALFORMED' } });
  });
});
