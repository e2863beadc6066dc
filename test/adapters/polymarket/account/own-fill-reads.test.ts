// The reads of own fills: what is asked for, what it costs, and when it is not believed.

import { afterEach, describe, expect, it } from 'vitest';
import { takerFee } from '../../../../lib/domain/fees.ts';
import { price } from '../../../../lib/units/price.ts';
import { ratio } from '../../../../lib/units/ratio.ts';
import { shares } from '../../../../lib/units/shares.ts';
import { after, durationMs } from '../../../../lib/units/time.ts';
import { ZERO_USDC } from '../../../../lib/units/usdc.ts';
import { json, text } from '../../../loopback/server.ts';
import { FROM, MADE, NO, page, TAKEN, TAKER } from './fill-scenes.ts';
import { LIGHTHOUSE, openLive, stopServers } from './scenes.ts';
import type { Exchange, Reply } from '../../../loopback/server.ts';
import type { Row } from '../examples.ts';

afterEach(stopServers);

describe('the fee of a fill', () => {
  it('is nothing in a free market', async () => {
    const [market] = LIGHTHOUSE.markets ?? [];
    const { venue } = await openLive(() => page([TAKER]), {
      ...LIGHTHOUSE,
      markets: [{ ...market, feesEnabled: false }],
    });
    expect(await venue.fetchFills(FROM, [])).toMatchObject({ value: [{ fee: ZERO_USDC }] });
  });

  const ELSEWHERE = `0x${'2'.repeat(64)}`;
  const TOKEN = '8000000000000000000000000000000000000000000000000000000000000000000000000021';
  const elsewhere = (row: Row, clobMarkets: ReadonlyMap<string, Row>) => {
    const token = { condition_id: ELSEWHERE, primary_token_id: TOKEN, secondary_token_id: '9' };
    return openLive(() => page([row]), {
      ...LIGHTHOUSE,
      clobMarkets,
      fault: ({ path }: Exchange) => (path.startsWith('/markets-by-token') ? json(token) : null),
    });
  };
  const row = { ...TAKER, market: ELSEWHERE, asset_id: TOKEN, maker_orders: [] };
  const terms = { c: ELSEWHERE, mts: 0.01, mos: 5, fd: { r: 0.04, e: 1, to: true } };

  it('is that of the terms of the CLOB where the market is not in hand', async () => {
    const { venue } = await elsewhere(row, new Map([[ELSEWHERE, terms]]));
    const schedule = { kind: 'taker', rate: ratio('0.04'), exponent: 1 } as const;
    const fee = takerFee(schedule, shares('25'), price('0.44'));
    expect(await venue.fetchFills(FROM, [])).toMatchObject({ value: [{ fee }] });
  });

  it('makes the read unknown where it cannot be told', async () => {
    const { venue } = await elsewhere(row, new Map());
    expect(await venue.fetchFills(FROM, [])).toMatchObject({
      kind: 'unknown',
      error: { kind: 'NOT_FOUND' },
    });
  });
});

describe('the reads of own fills', () => {
  const listed = (answer: Reply | ((id: string | null) => Reply)) =>
    openLive(({ query }) => (typeof answer === 'function' ? answer(query.get('id')) : answer));

  it('ask from a second before the time on, and for each trade once', async () => {
    const { venue, asked } = await listed(page([]));
    const twice = [TAKEN.trade, MADE.trade, TAKEN.trade];
    await venue.fetchFills(after(FROM, durationMs(999n)), twice);
    const queries = asked('/data/trades').map(({ query }) => query);
    expect(queries.map((query) => query.get('after'))).toEqual(['1795347999', null, null]);
    expect(queries.map((query) => query.get('id'))).toEqual([null, TAKEN.trade, MADE.trade]);
  });

  it.each([
    ['in the second before', '1795347999', 0],
    ['in the second of', '1795348000', 1],
    ['in the second after', '1795348001', 1],
  ])('list trades matched %s the time', async (_what, at, count) => {
    const { venue } = await listed(page([{ ...TAKER, match_time: at }]));
    const read = await venue.fetchFills(after(FROM, durationMs(999n)), []);
    expect(read).toMatchObject({ kind: 'known', value: { length: count } });
  });

  it('give a trade that was asked for, whatever its time', async () => {
    const { venue } = await listed((id) =>
      page(id === null ? [] : [{ ...TAKER, match_time: '1700000000' }]),
    );
    const read = await venue.fetchFills(FROM, [TAKEN.trade]);
    expect(read).toMatchObject({ value: [{ trade: TAKEN.trade }] });
  });

  it('give both stages of a trade that settled between two answers', async () => {
    const { venue } = await listed((id) =>
      page([{ ...TAKER, status: id === null ? 'MINED' : 'MATCHED' }]),
    );
    const read = await venue.fetchFills(FROM, [TAKEN.trade]);
    expect(read).toMatchObject({ value: [{ status: 'MINED' }, { status: 'MATCHED' }] });
  });

  it.each([
    ['sizes', { size: '24', maker_orders: [] }],
    ['prices', { price: '0.43', maker_orders: [] }],
    ['tokens', { asset_id: NO, maker_orders: [] }],
    ['sides', { side: 'SELL', maker_orders: [] }],
  ])('are unknown where one id has two different %s', async (_what, change) => {
    const plain = { ...TAKER, maker_orders: [] };
    const { venue } = await listed(page([plain, { ...plain, ...change }]));
    expect(await venue.fetchFills(FROM, [])).toMatchObject({
      kind: 'unknown',
      error: { kind: 'MALFORMED' },
    });
  });

  it.each([
    ['the list', null],
    ['a trade', TAKEN.trade],
  ])('are unknown where %s cannot be read', async (_what, failing) => {
    const { venue } = await listed((id) => (id === failing ? text(500, '') : page([TAKER])));
    expect(await venue.fetchFills(FROM, [TAKEN.trade])).toMatchObject({
      kind: 'unknown',
      error: { kind: 'SERVER' },
    });
  });

  it('are unknown without a login', async () => {
    const { venue } = await openLive(() => page([]), {
      ...LIGHTHOUSE,
      fault: ({ path }) => (path.startsWith('/auth/') ? text(500, '') : null),
    });
    expect(await venue.fetchFills(FROM, [])).toMatchObject({ kind: 'unknown' });
  });
});
