// Own fills in every shape in which they come: as taker, as maker, as both.

import { afterEach, describe, expect, it } from 'vitest';
import { price } from '../../../../lib/units/price.ts';
import { shares } from '../../../../lib/units/shares.ts';
import { NOON } from '../../../loopback/clocks.ts';
import { json } from '../../../loopback/server.ts';
import { example, without } from '../examples.ts';
import { WALLET } from '../signing/keys.ts';
import {
  BOUGHT,
  FROM,
  MADE,
  MAKER,
  OURS,
  reading,
  SELF,
  STRANGER,
  TAKEN,
  TAKER,
} from './fill-scenes.ts';
import { openLive, stopServers } from './scenes.ts';

afterEach(stopServers);

describe('own fills', () => {
  it('are read as taker and as maker', async () => {
    const { venue } = await openLive(() => json(example('clob-trades')));
    expect(await venue.fetchFills(FROM, [])).toEqual({
      kind: 'known',
      value: [MADE, TAKEN],
      at: NOON,
    });
  });

  it.each([
    ['MATCHED', 'MATCHED'],
    ['matched', 'MATCHED'],
    ['MATCHED_NOT_BROADCASTED', 'MATCHED'],
    ['TRADE_STATUS_MATCHED', 'MATCHED'],
    ['TRADE_STATUS_MATCHED_NOT_BROADCASTED', 'MATCHED'],
    ['MINED', 'MINED'],
    ['TRADE_STATUS_MINED', 'MINED'],
    ['CONFIRMED', 'CONFIRMED'],
    ['TRADE_STATUS_CONFIRMED', 'CONFIRMED'],
    ['RETRYING', 'RETRYING'],
    ['TRADE_STATUS_RETRYING', 'RETRYING'],
    ['FAILED', 'FAILED'],
    ['TRADE_STATUS_FAILED', 'FAILED'],
  ])('in status %s are %s', async (status, folded) => {
    const read = await reading({ ...TAKER, status }, { ...MAKER, status });
    expect(read).toMatchObject({ value: [{ status: folded }, { status: folded }] });
  });

  it.each([
    ['no transaction', { transaction_hash: '' }, {}],
    ['no fee rate', { fee_rate_bps: '' }, {}],
    ['the time as a number', { match_time: 1_795_348_710 }, {}],
    ['the time as text', { match_time: '2026-11-22T11:58:30Z' }, { matchedAt: TAKEN.matchedAt }],
    ['the id of the order in upper case', { taker_order_id: `0x${'A'.repeat(64)}` }, {}],
    ['a side in lower case', { side: 'buy' }, {}],
    ['no role told', { trader_side: undefined }, {}],
    ['only the key named', { maker_address: undefined }, {}],
    ['only the wallet named', { owner: '' }, {}],
    ['the wallet in upper case', { owner: '', maker_address: WALLET.toUpperCase() }, {}],
    ['no makers told', { maker_orders: null }, { price: price('0.44') }],
    ['no makers in it', { maker_orders: [] }, { price: price('0.44') }],
  ])('with %s are read', async (_what, change, expected) => {
    const read = await reading({ ...TAKER, ...change });
    expect(read).toMatchObject({ kind: 'known', value: [{ order: TAKEN.order, ...expected }] });
  });

  it('of several orders of ours in one trade are one each', async () => {
    const other = { ...OURS, order_id: `0x${'ab'.repeat(32)}`, price: '0.41', matched_amount: '3' };
    const read = await reading({ ...MAKER, maker_orders: [OURS, BOUGHT, other] });
    expect(read).toMatchObject({
      value: [MADE, { order: other.order_id, price: price('0.41'), size: shares('3') }],
    });
  });

  it('of a trade with ourselves are both', async () => {
    for (const claim of ['TAKER', 'MAKER', undefined]) {
      const read = await reading({ ...TAKER, maker_orders: [OURS, BOUGHT], trader_side: claim });
      expect(read).toMatchObject({ value: [{ role: 'taker' }, { role: 'maker' }] });
    }
  });

  it('are those of the maker alone where the taker is named only in part as us', async () => {
    for (const party of [{ owner: SELF.owner }, { maker_address: SELF.maker_address }])
      expect(await reading({ ...MAKER, ...party })).toMatchObject({ value: [{ role: 'maker' }] });
  });

  it('pass over trades that are provably those of others', async () => {
    const foreign = { ...TAKER, ...STRANGER, trader_side: undefined, status: 'of no concern' };
    expect(await reading(foreign, MAKER)).toMatchObject({ value: [MADE] });
  });

  it.each([
    ['we took and another did', { ...TAKER, ...STRANGER }],
    ['we made and nobody of us did', { ...MAKER, maker_orders: [BOUGHT] }],
    ['we made and no maker is told', { ...MAKER, maker_orders: undefined }],
  ])('are unknown where a trade says that %s', async (_what, row) => {
    const read = await reading(row);
    expect(read).toMatchObject({ kind: 'unknown', error: { kind: 'MALFORMED' } });
  });

  it.each([
    ['a status that nobody knows', { status: 'LOST' }],
    ['no id', { id: undefined }],
    ['no order', { taker_order_id: '' }],
    ['no size', { size: '0' }],
    ['an empty size', { size: '' }],
    ['a price of nothing', { price: '0' }],
    ['no time', { match_time: undefined }],
    ['a time in milliseconds', { match_time: '1795348710000' }],
    ['a time that is none', { match_time: 'yesterday' }],
    ['no token', { asset_id: '' }],
    ['no side', { side: '' }],
    ['the market of another token', { market: `0x${'1'.repeat(64)}` }],
    ['makers that are no list', { maker_orders: 'none' }],
  ])('are unknown where a trade of ours has %s', async (_what, change) => {
    const read = await reading(MAKER, { ...TAKER, ...change });
    expect(read).toMatchObject({ kind: 'unknown', error: { kind: 'MALFORMED' } });
  });

  it.each(['order_id', 'asset_id', 'matched_amount', 'price'])(
    'are unknown where our part of a trade lacks %s',
    async (field) => {
      const read = await reading({ ...MAKER, maker_orders: [without(OURS, field), BOUGHT] });
      expect(read).toMatchObject({ kind: 'unknown', error: { kind: 'MALFORMED' } });
    },
  );

  it.each([
    ['null', null],
    ['a text', 'trade'],
    ['no object of makers', { ...MAKER, maker_orders: [null] }],
  ])('are unknown where a row is %s', async (_what, row) => {
    const { venue } = await openLive(() => json({ next_cursor: 'LTE=', data: [row] }));
    expect(await venue.fetchFills(FROM, [])).toMatchObject({ kind: 'unknown' });
  });
});
