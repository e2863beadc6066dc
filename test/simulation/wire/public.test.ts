// What anybody may ask: markets in Gamma's form and the CLOB's, books and what is told of them.

import { describe, expect, it } from 'vitest';
import { applyToServer } from '../../../lib/simulation/wire/server.ts';
import { NOON } from '../../loopback/clocks.ts';
import { ask } from './asking.ts';
import { MARKETS, NEG_RISK, openWire, PLAIN, THIRD, tradeEvent } from './markets.ts';
import { ratio } from '../../../lib/units/ratio.ts';
import { cents, price } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';

type Row = Readonly<Record<string, unknown>>;

const read = (server: WireServer, path: string): Row => ask(server, { path }).body as Row;
const slugs = (server: WireServer, query: string): readonly unknown[] =>
  (read(server, `/markets/keyset?${query}`)['markets'] as readonly Row[]).map(({ slug }) => slug);

const CLOSED = { ...PLAIN, slug: 'closed-one', status: { kind: 'closed' } } as const;

describe('the list of markets', () => {
  it.each([
    ['', ['market-1', 'market-2', 'market-3']],
    ['closed=true', []],
    [`condition_ids=${PLAIN.condition}&condition_ids=${THIRD.condition}`, ['market-1', 'market-3']],
    [`condition_ids=${THIRD.condition.slice(0, -2)}`, ['market-3']],
    ['slug=market-2', ['market-2']],
    [`clob_token_ids=${NEG_RISK.no}`, ['market-2']],
    ['order=volume24hr&ascending=true', ['market-3', 'market-2', 'market-1']],
    ['order=volume24hr&ascending=false', ['market-1', 'market-2', 'market-3']],
  ])('asked "%s" names %j', (query, expected) => {
    expect(slugs(openWire(), query)).toEqual(expected);
  });

  it('goes on by its own cursor, and begins again with any other', () => {
    const server = openWire();
    const first = read(server, '/markets/keyset?limit=2');
    const cursor = String(first['next_cursor']);
    expect(slugs(server, `limit=2&after_cursor=${cursor}`)).toEqual(['market-3']);
    expect(slugs(server, 'limit=2&after_cursor=x')).toEqual(['market-1', 'market-2']);
    expect(slugs(server, `limit=2&cursor=${cursor}`)).toEqual(['market-1', 'market-2']);
    expect(read(server, '/markets/keyset?limit=3')).not.toHaveProperty('next_cursor');
  });

  it.each([
    ['0', 20],
    ['none', 20],
    ['99', 99],
    ['100', 100],
    ['101', 100],
  ])('with a limit of %s has %i rows', (limit, count) => {
    const markets = Array.from({ length: 120 }, (_, i) => ({
      ...PLAIN,
      condition: `0x${String(i).padStart(64, '0')}` as typeof PLAIN.condition,
      slug: `market-${String(i)}`,
      yes: `8${String(i)}1` as typeof PLAIN.yes,
      no: `8${String(i)}2` as typeof PLAIN.no,
    }));
    expect(slugs(openWire({ markets }), `limit=${limit}`)).toHaveLength(count);
  });

  it('keeps closed markets and their events apart', () => {
    const server = openWire({ markets: [CLOSED] });
    expect(slugs(server, '')).toEqual([]);
    expect(slugs(server, 'closed=true')).toEqual(['closed-one']);
    expect(read(server, '/events/keyset')['events']).toEqual([]);
    expect(read(server, '/events/keyset?closed=true')['events']).toHaveLength(1);
  });
});

describe('the list of events', () => {
  const ids = (server: WireServer, query: string): readonly unknown[] =>
    (read(server, `/events/keyset?${query}`)['events'] as readonly Row[]).map(({ id }) => id);

  it('is found by id and by slug, page by page', () => {
    const server = openWire();
    expect(ids(server, `id=${PLAIN.event}`)).toEqual([PLAIN.event]);
    expect(ids(server, `slug=about-${THIRD.slug}`)).toEqual([THIRD.event]);
    expect(ids(server, 'limit=2')).toEqual([PLAIN.event, NEG_RISK.event]);
    const cursor = String(read(server, '/events/keyset?limit=2')['next_cursor']);
    expect(ids(server, `limit=2&after_cursor=${cursor}`)).toEqual([THIRD.event]);
  });
});

describe('the terms of a market', () => {
  it('are told in short names', () => {
    const server = openWire({
      markets: [
        {
          ...NEG_RISK,
          fee: { kind: 'taker', rate: ratio('0.05'), exponent: 2 },
          rewards: {
            kind: 'paid',
            sizeMin: shares('20'),
            spreadMax: cents(3.5),
            dailyPool: usdc('12.5'),
          },
        },
      ],
    });
    expect(read(server, `/clob-markets/${NEG_RISK.condition}`)).toEqual({
      c: NEG_RISK.condition,
      t: [
        { t: NEG_RISK.yes, o: 'Yes' },
        { t: NEG_RISK.no, o: 'No' },
      ],
      mts: 0.001,
      mos: 5,
      mbf: 1_000,
      tbf: 1_000,
      nr: true,
      fd: { r: 0.05, e: 2, to: true },
      r: { mi: 20, ma: 3.5, e: true, smoa: false, moas: 30 },
      ao: true,
      v: 'v1',
    });
  });

  it('leave out what does not apply', () => {
    const terms = read(openWire(), `/clob-markets/${THIRD.condition}`);
    expect(terms).toMatchObject({ r: null, v: 'v2' });
    expect(Object.keys(terms)).not.toContain('nr');
    expect(Object.keys(terms)).not.toContain('fd');
  });

  it('are found by token, one by one', () => {
    const server = openWire();
    const query = `?token_id=${THIRD.no}`;
    expect(read(server, `/tick-size${query}`)).toEqual({ minimum_tick_size: 0.01 });
    expect(read(server, `/neg-risk${query}`)).toEqual({ neg_risk: false });
    expect(read(server, `/fee-rate${query}`)).toEqual({ base_fee: 0 });
    expect(read(server, `/markets-by-token/${THIRD.no}`)).toEqual({
      condition_id: THIRD.condition,
      primary_token_id: THIRD.yes,
      secondary_token_id: THIRD.no,
    });
  });

  it('are listed with all markets', () => {
    const server = openWire();
    expect(read(server, `/markets/${PLAIN.condition}`)).toMatchObject({ closed: false });
    expect(read(server, '/markets')).toMatchObject({ count: MARKETS.length });
  });

  it.each([
    '/tick-size',
    '/neg-risk?token_id=1',
    '/markets-by-token/1',
    '/clob-markets/0x1',
    '/markets/0x1',
  ])('of nothing are not found at %s', (path) => {
    expect(ask(openWire(), { path })).toMatchObject({
      status: 404,
      body: { error: 'market not found' },
    });
  });
});

describe('a book', () => {
  const post = (server: WireServer, path: string, body: unknown) =>
    ask(server, { method: 'POST', path, body: JSON.stringify(body) });

  it('has the best level last, and the price of the last trade of either token', () => {
    const server = openWire();
    applyToServer(server, tradeEvent(PLAIN, NOON, { taker: 'BUY', price: '0.52', size: '1' }));
    expect(read(server, `/book?token_id=${PLAIN.yes}`)).toMatchObject({
      market: PLAIN.condition,
      timestamp: '1795348800000',
      bids: [{ price: '0.47' }, { price: '0.48' }],
      asks: [{ price: '0.53' }, { price: '0.52' }],
      min_order_size: '5',
      tick_size: '0.01',
      neg_risk: false,
      last_trade_price: '0.52',
    });
    expect(read(server, `/book?token_id=${PLAIN.no}`)).toMatchObject({ last_trade_price: '0.48' });
    expect(read(server, `/book?token_id=${THIRD.no}`)).toMatchObject({ last_trade_price: '' });
  });

  it('that does not exist is not found, or left out of many', () => {
    const server = openWire();
    expect(ask(server, { path: '/book' })).toMatchObject({
      status: 404,
      body: { error: 'No orderbook exists for the requested token id' },
    });
    const asked = [{ token_id: '1' }, { token_id: PLAIN.no }];
    expect(post(server, '/books', asked).body).toMatchObject([{ asset_id: PLAIN.no }]);
    expect(post(server, '/books', 'all').status).toBe(400);
  });

  it.each([
    [499, 200],
    [500, 200],
    [501, 400],
  ])('among %i is answered by %i', (count, status) => {
    const asked = Array.from({ length: count }, () => ({ token_id: PLAIN.yes }));
    expect(post(openWire(), '/books', asked).status).toBe(status);
  });

  it('is summed up by its middle, its best prices and what is between them', () => {
    const server = openWire();
    const query = `?token_id=${PLAIN.yes}`;
    expect(read(server, `/midpoint${query}`)).toEqual({ mid: '0.5' });
    expect(read(server, `/spread${query}`)).toEqual({ spread: '0.04' });
    expect(read(server, `/price${query}&side=BUY`)).toEqual({ price: '0.48' });
    expect(read(server, `/price${query}&side=SELL`)).toEqual({ price: '0.52' });
    expect(ask(server, { path: `/price${query}` }).status).toBe(400);
    const asked = [{ token_id: PLAIN.yes }, { token_id: '1' }];
    expect(post(server, '/midpoints', asked).body).toEqual({ [PLAIN.yes]: '0.5' });
    expect(post(server, '/spreads', asked).body).toEqual({ [PLAIN.yes]: '0.04' });
    expect(post(server, '/spreads', 1).status).toBe(400);
  });

  it('with one side only has no middle', () => {
    const server = openWire();
    for (const level of ['0.52', '0.53'])
      applyToServer(server, {
        kind: 'level',
        at: NOON,
        token: PLAIN.yes,
        side: 'asks',
        price: price(level),
        size: shares('0'),
      });
    const query = `?token_id=${PLAIN.yes}`;
    expect(ask(server, { path: `/midpoint${query}` }).status).toBe(404);
    expect(ask(server, { path: `/price${query}&side=SELL` }).status).toBe(404);
    expect(read(server, `/price${query}&side=BUY`)).toEqual({ price: '0.48' });
  });
});
