// The Data API's feeds with all that makes them hard: no ids, whole seconds, lags, caches, repeated
// rows, and rows of markets that are none.

import { describe, expect, it } from 'vitest';
import { turn } from '../../../lib/simulation/wire/controls.ts';
import { advanceServer, applyToServer } from '../../../lib/simulation/wire/server.ts';
import { conditionId, walletAddress } from '../../../lib/units/ids.ts';
import { after, seconds } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';
import { ask } from './asking.ts';
import { openWire, PLAIN, SIGNER, THIRD, tradeEvent } from './markets.ts';

import { NOON_SECONDS, page, rows, sweep, times, trade, traded, TRADER } from './feed-asking.ts';

describe('the feed of trades', () => {
  it("comes newest first, with the taker's side and the wallet", () => {
    const found = rows(traded(), '/v2/trades');
    expect(times(found)).toEqual([3, 2, 1]);
    expect(found[2]).toMatchObject({
      proxy_wallet: TRADER,
      side: 'BUY',
      token_id: PLAIN.yes,
      condition_id: PLAIN.condition,
      size: 10,
      price: 0.52,
      slug: PLAIN.slug,
      event_slug: `about-${PLAIN.slug}`,
      outcome: 'Yes',
      outcome_index: 0,
      transaction_hash: `0x${'0'.repeat(61)}052`,
    });
  });

  it.each([
    ['', [3, 2, 1]],
    ['filter_type=CASH&filter_amount=5.2', [2, 1]],
    ['filter_type=CASH&filter_amount=5.21', [2]],
    ['filter_amount=10', [3, 2, 1]],
    ['filter_amount=10.01', []],
    [`condition=${PLAIN.condition}`, [2, 1]],
    [`condition=${PLAIN.condition},${THIRD.condition}`, [3, 2, 1]],
    ['side=SELL', []],
    ['side=BUY', [3, 2, 1]],
    [`start=${String(NOON_SECONDS + 3)}`, [3, 2, 1]],
    [`start=${String(NOON_SECONDS + 3)}&user=${TRADER}`, [3]],
    [`end=${String(NOON_SECONDS + 2)}&user=${TRADER}`, [2, 1]],
    [`user=${SIGNER}`, []],
  ])('filtered by "%s" is of the seconds %j', (query, expected) => {
    expect(times(rows(traded(), `/v2/trades?${query}`))).toEqual(expected);
  });

  it('goes on where a page ended, whatever came in the meantime', () => {
    const server = traded();
    const first = page(server, '/v2/trades?limit=2');
    expect(first.pagination).toMatchObject({ has_more: true });
    trade(server, 4, { price: '0.52' });
    const cursor = encodeURIComponent(String(first.pagination.next_cursor));
    const second = page(server, `/v2/trades?limit=2&cursor=${cursor}`);
    expect(times([...first.data, ...second.data])).toEqual([3, 2, 1]);
    expect(second.pagination).toMatchObject({ has_more: false, next_cursor: null });
  });

  it.each([
    ['offset=1', 'offset'],
    ['limit=none', 'limit'],
    ['limit=0', 'limit'],
    ['cursor=elsewhere', 'cursor'],
    [`condition=${Array.from({ length: 21 }, (_, i) => `0x${String(i)}`).join(',')}`, 'condition'],
  ])('refuses %s', (query, parameter) => {
    expect(ask(traded(), { path: `/v2/trades?${query}` })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', retryable: false, parameter },
    });
  });

  it('takes twenty markets at once, and a thousand rows at most', () => {
    const many = Array.from({ length: 19 }, (_, i) => `0x${String(i)}`).join(',');
    const query = `condition=${PLAIN.condition},${many}&limit=5000`;
    const { data, pagination } = page(traded(), `/v2/trades?${query}`);
    expect(data).toHaveLength(2);
    expect(pagination).toMatchObject({ limit: 1_000 });
  });

  it('is behind by the lag, which the status tells', () => {
    const server = traded();
    turn(server, { lag: seconds(2) });
    expect(times(rows(server, '/v2/trades'))).toEqual([1]);
    expect(ask(server, { path: '/v2/status' }).body).toMatchObject({
      data: { serving: { lag_seconds: 2 } },
    });
  });

  it('may repeat rows, and hold trades of several markets at once', () => {
    const server = traded();
    turn(server, { feedRows: 'repeated' });
    expect(times(rows(server, '/v2/trades'))).toEqual([3, 3, 2, 2, 1, 1]);
    turn(server, { feedRows: 'plain', combos: 'shown' });
    expect(rows(server, '/v2/trades')[0]).toMatchObject({
      condition_id: expect.stringMatching(/^0x[0-9a-f]{62}$/) as string,
      outcome_index: 999,
      slug: '',
    });
    expect(rows(server, `/v2/activity?user=0x${'3'.repeat(40)}`)).toHaveLength(1);
  });

  it('shows a taker order as one row at the average price that it paid', () => {
    const server = openWire();
    sweep(server, [
      ['0.52', '100'],
      ['0.53', '200'],
    ]);
    const price = 158 / 300;
    expect(rows(server, '/v2/trades')).toMatchObject([{ size: 300, price }]);
    const activity = rows(server, `/v2/activity?user=${TRADER}`);
    expect(activity).toMatchObject([{ size: 300, price, usdc_size: 158 }]);
    expect(rows(server, '/v2/trades?filter_type=CASH&filter_amount=157.99')).toHaveLength(1);
    expect(rows(server, '/v2/trades?filter_type=CASH&filter_amount=158.01')).toEqual([]);
  });

  it('may show every fill of a taker order at its own level', () => {
    const server = openWire();
    turn(server, { takerRows: 'by-fill' });
    sweep(server, [
      ['0.52', '100'],
      ['0.53', '200'],
    ]);
    expect(rows(server, '/v2/trades')).toMatchObject([{ price: 0.53 }, { price: 0.52 }]);
  });

  it('shows what others took in the same transaction in rows of their own', () => {
    const server = openWire();
    sweep(server, [['0.52', '100']]);
    sweep(server, [['0.52', '100']], walletAddress(`0x${'4'.repeat(40)}`));
    expect(rows(server, '/v2/trades')).toHaveLength(2);
  });

  it('names a wallet and a transaction even where the recording has none', () => {
    const server = openWire();
    applyToServer(server, {
      ...tradeEvent(PLAIN, NOON, { taker: 'BUY', price: '0.52', size: '10' }),
      wallet: { kind: 'not-recorded' },
      transaction: 'row 7',
    });
    expect(rows(server, '/v2/trades')[0]).toMatchObject({
      proxy_wallet: expect.stringMatching(/^0x[0-9a-f]{40}$/) as string,
      transaction_hash: expect.stringMatching(/^0x[0-9a-f]{64}$/) as string,
    });
  });
});

describe('the cache', () => {
  it.each([
    [299, [1]],
    [300, [1]],
    [301, [302, 1]],
  ])('%i s after a question gives the same URL %j', (second, expected) => {
    const server = openWire();
    turn(server, { cdn: 'on' });
    trade(server, 1, { price: '0.52' });
    rows(server, '/v2/trades');
    if (second > 300) trade(server, 302, { price: '0.53' });
    else advanceServer(server, after(NOON, seconds(second)));
    if (second <= 300) trade(server, second, { price: '0.53' });
    expect(times(rows(server, '/v2/trades'))).toEqual(expected);
  });

  it('asks anew for another URL, for what is not cached, and after an error', () => {
    const server = openWire();
    turn(server, { cdn: 'on' });
    trade(server, 1, { price: '0.52' });
    rows(server, '/v2/trades?limit=10');
    trade(server, 2, { price: '0.53' });
    expect(times(rows(server, '/v2/trades?limit=10'))).toEqual([1]);
    expect(times(rows(server, '/v2/trades?limit=11'))).toEqual([2, 1]);
    expect(ask(server, { path: '/time' }).body).toBe(NOON_SECONDS + 2);
    expect(ask(server, { path: '/v2/trades?offset=1' }).status).toBe(400);
    expect(ask(server, { path: '/v2/trades?offset=1' }).status).toBe(400);
  });
});

it('an address or a condition that nobody knows is simply not found', () => {
  const unknown = conditionId(`0x${'9'.repeat(64)}`);
  expect(rows(traded(), `/v2/trades?condition=${unknown}`)).toEqual([]);
  expect(rows(traded(), `/v2/activity?user=${walletAddress(`0x${'8'.repeat(40)}`)}`)).toEqual([]);
});
