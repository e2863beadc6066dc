// Lists of own orders that must not be believed, tokens that nobody names, and single orders.

import { afterEach, describe, expect, it } from 'vitest';
import { LIST_PAGES_MAX } from '../../../../lib/adapters/polymarket/account/paged-list.ts';
import { conditionId, orderId, tokenId } from '../../../../lib/units/ids.ts';
import { price } from '../../../../lib/units/price.ts';
import { shares } from '../../../../lib/units/shares.ts';
import { epochMs, minutes } from '../../../../lib/units/time.ts';
import { NOON } from '../../../loopback/clocks.ts';
import { json, text } from '../../../loopback/server.ts';
import { example, rowsIn, without } from '../examples.ts';
import { LIGHTHOUSE, openLive, stopServers } from './scenes.ts';
import type { Exchange, Reply } from '../../../loopback/server.ts';
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
const orderIn = async (reply: Reply) => (await answering(reply)).venue.fetchOrder(ID);
const changed = (change: Row): Row => ({ ...ORDER, ...change });

describe('the list of own orders', () => {
  it('is none where it is empty, however that is said', async () => {
    for (const data of [[], null, undefined])
      expect(await listOf(json({ count: 0, next_cursor: 'LTE=', data }))).toMatchObject({
        kind: 'known',
        value: [],
      });
  });

  it('is read to its end, page by page', async () => {
    const { venue, asked } = await openLive(({ query }) =>
      query.get('next_cursor') === 'MA=='
        ? page([ORDER], 'MTAw')
        : page([changed({ id: `0x${'b'.repeat(64)}` })]),
    );
    const read = await venue.fetchOpenOrders();
    expect(read).toMatchObject({ kind: 'known', value: [{ id: ID }, {}] });
    const cursors = asked('/data/orders').map(({ query }) => query.get('next_cursor'));
    expect(cursors).toEqual(['MA==', 'MTAw']);
  });

  it.each([
    ['one page less than the bound', LIST_PAGES_MAX - 1, 'known'],
    ['as many pages as the bound', LIST_PAGES_MAX, 'known'],
    ['one page more than the bound', LIST_PAGES_MAX + 1, 'unknown'],
  ])('of %s is %s', async (_what, pages, kind) => {
    const pageOf = (cursor: string | null) => (cursor === 'MA==' ? 1 : Number(cursor));
    const { venue } = await openLive(({ query }) => {
      const here = pageOf(query.get('next_cursor'));
      return page([ORDER], here === pages ? 'LTE=' : String(here + 1));
    });
    expect(await venue.fetchOpenOrders()).toMatchObject({ kind });
  });

  it.each([
    ['begins again', page([ORDER], 'MA==')],
    ['has no cursor', json({ data: [ORDER] })],
    ['has an empty cursor', page([ORDER], '')],
    ['counts rows and shows none', json({ count: 3, next_cursor: 'LTE=', data: null })],
    ['is an error in a success', json({ error: 'not found' })],
    ['is a bare list', json([ORDER])],
    ['is nothing', text(200, '')],
    ['is cut off', text(200, '{"data":[')],
    ['is null', json(null)],
  ])('that %s is unknown, never a shorter list', async (_what, reply) => {
    expect(await listOf(reply)).toMatchObject({ kind: 'unknown', error: { kind: 'MALFORMED' } });
  });

  it('is unknown where a later page fails', async () => {
    const { venue } = await openLive(({ query }) =>
      query.get('next_cursor') === 'MA==' ? page([ORDER], 'Mg==') : text(500, ''),
    );
    expect(await venue.fetchOpenOrders()).toMatchObject({
      kind: 'unknown',
      error: { kind: 'SERVER' },
    });
  });
});

describe('a token that no market in hand has', () => {
  const NEWCOMER = '8000000000000000000000000000000000000000000000000000000000000000000000000021';
  const CONDITION = `0x${'2'.repeat(64)}`;
  const row = changed({ asset_id: NEWCOMER, market: CONDITION });
  const lookup = (answer: Reply) => async () => {
    const scene = await openLive(() => page([row, row]), {
      ...LIGHTHOUSE,
      fault: ({ path }: Exchange) => (path.startsWith('/markets-by-token/') ? answer : null),
    });
    return { scene, read: await scene.venue.fetchOpenOrders() };
  };
  const tokens = (primary: string, secondary: string) =>
    json({ condition_id: CONDITION, primary_token_id: primary, secondary_token_id: secondary });

  it.each([
    ['YES', tokens(NEWCOMER, '9')],
    ['NO', tokens('9', NEWCOMER)],
  ])('is looked up once: %s', async (outcome, answer) => {
    const { scene, read } = await lookup(answer)();
    expect(read).toMatchObject({ kind: 'known', value: [{ outcome }, { outcome }] });
    await scene.venue.fetchOpenOrders();
    expect(scene.asked(`/markets-by-token/${NEWCOMER}`)).toHaveLength(1);
  });

  it('is read in the shape of our example', async () => {
    const known = example('clob-market-by-token');
    const { read } = await lookup(json({ ...known, condition_id: CONDITION }))();
    expect(read).toMatchObject({
      kind: 'unknown',
      error: { detail: 'the market has other tokens' },
    });
  });

  it.each([
    ['is not known', text(404, '{"error":"market not found"}'), 'NOT_FOUND'],
    ['is not understood', json({ condition_id: CONDITION }), 'MALFORMED'],
  ])('that %s makes the list unknown, and is asked for again', async (_what, answer, kind) => {
    const { scene, read } = await lookup(answer)();
    expect(read).toMatchObject({ kind: 'unknown', error: { kind } });
    await scene.venue.fetchOpenOrders();
    expect(scene.asked(`/markets-by-token/${NEWCOMER}`)).toHaveLength(2);
  });
});

describe('one own order', () => {
  it('is read in any state', async () => {
    const read = await orderIn(json(changed({ status: 'CANCELED' })));
    expect(read).toMatchObject({ kind: 'known', value: { ...READ, status: 'CANCELED' } });
  });

  it.each([
    ['null', json(null)],
    ['an empty object', json({})],
    ['an empty text', json('')],
    ['an empty list', json([])],
    ['no body', text(200, '')],
    ['404', text(404, '{"error":"not found"}')],
  ])('that is answered with %s is not known to the venue', async (_what, reply) => {
    expect(await orderIn(reply)).toEqual({ kind: 'known', value: null, at: NOON });
  });

  it.each([
    [401, 'UNAUTHORIZED'],
    [425, 'RESTARTING'],
    [429, 'RATE_LIMITED'],
    [500, 'SERVER'],
    [503, 'UNAVAILABLE'],
  ])('is unknown after status %i', async (status, kind) => {
    expect(await orderIn(text(status, ''))).toMatchObject({ kind: 'unknown', error: { kind } });
  });

  it.each([
    ['another order', changed({ id: `0x${'b'.repeat(64)}` })],
    ['an order without a status', without(ORDER, 'status')],
    ['an error', { error: 'try again' }],
    ['a list of orders', rowsIn(example('clob-open-orders'), 'data')],
  ])('is unknown when it is %s', async (_what, value) => {
    expect(await orderIn(json(value))).toMatchObject({
      kind: 'unknown',
      error: { kind: 'MALFORMED', endpoint: 'GET /data/order/{id}' },
    });
  });

  it.each([
    [425, ''],
    [503, '{"error":"trading is disabled"}'],
  ])('is not proven absent in the wake of a %i', async (status, body) => {
    const replies = [text(status, body), json(null), json(null)];
    const { venue, clock } = await openLive(() => replies.shift() ?? text(404, ''));
    await venue.fetchOrder(ID);
    expect(await venue.fetchOrder(ID)).toMatchObject({ kind: 'unknown' });
    clock.advance(minutes(2));
    expect(await venue.fetchOrder(ID)).toMatchObject({ kind: 'known', value: null });
  });
});
