// The tape of single markets: walked by cursor, told apart by keys of our own, never from a cache.

import { afterEach, describe, expect, it } from 'vitest';
import { conditionId } from '../../../lib/units/ids.ts';
import { formatPrice } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { seconds } from '../../../lib/units/time.ts';
import { json } from '../../loopback/server.ts';
import { failing } from '../../loopback/wire-venue.ts';
import { at, market, openFeeds, printsIn, spread, START, tapeOf, trades } from './feed-scenes.ts';
import type { FeedScene } from './feed-scenes.ts';
import type { Row } from './examples.ts';

let scene: FeedScene | undefined;

afterEach(async () => {
  await scene?.venue.stop();
  scene = undefined;
});

const open = async (...world: Parameters<typeof openFeeds>): Promise<FeedScene> => {
  scene = await openFeeds(...world);
  return scene;
};

describe('the tape of a market', () => {
  it('gives its trades oldest first, the side as recorded, the noise of floats gone', async () => {
    const prints = printsIn(await tapeOf(await open({ trades })));
    expect(
      prints.map(({ outcome, takerSide, price }) => [outcome, takerSide, formatPrice(price)]),
    ).toEqual([
      ['YES', 'BUY', '0.42'],
      ['NO', 'BUY', '0.58'],
      ['NO', 'BUY', '0.58'],
      ['YES', 'SELL', '0.42'],
    ]);
    expect(prints[0]).toMatchObject({
      condition: market.condition,
      size: shares('22.84'),
      at: at(1_795_345_150),
      wallet: { kind: 'known', address: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed' },
    });
  });

  it('tells equal fills of one transaction apart, and gives the same keys again', async () => {
    const scene = await open({ trades });
    const keys = printsIn(await tapeOf(scene)).map(({ key }) => key);
    expect(new Set(keys).size).toBe(4);
    expect(keys[1]).toBe(keys[2]?.replace('#2', '#1'));
    expect(printsIn(await tapeOf(scene)).map(({ key }) => key)).toEqual(keys);
  });

  it('leaves combinations and markets that are not listed out', async () => {
    const foreign = { ...trades[0], token_id: '777', condition_id: `0x${'7'.repeat(64)}` };
    const scene = await open({ trades: [...trades, foreign] });
    expect(printsIn(await tapeOf(scene))).toHaveLength(4);
    expect(scene.reports).toEqual([]);
  });

  it('asks for takers only, by a URL that no cache has seen', async () => {
    const scene = await open({ trades });
    await tapeOf(scene);
    await tapeOf(scene);
    scene.clock.advance(seconds(60));
    await tapeOf(scene);
    const asked = scene.venue.requests.map(({ query }) => query.toString());
    expect(new Set(asked).size).toBe(3);
    expect(asked.every((query) => query.includes('taker_only=true'))).toBe(true);
  });

  it('asks for at most twenty markets at once', async () => {
    const scene = await open({ trades });
    const conditions = Array.from({ length: 41 }, (_, index) => conditionId(`0x${String(index)}`));
    await scene.feeds.fetchTape(conditions, at(START));
    const asked = scene.venue.requests.map(
      ({ query }) => query.get('condition')?.split(',').length,
    );
    expect(asked).toEqual([20, 20, 1]);
  });

  it('asks for nothing when no market is wanted', async () => {
    const scene = await open({ trades });
    expect(printsIn(await scene.feeds.fetchTape([], at(START)))).toEqual([]);
    expect(scene.venue.requests).toEqual([]);
  });
});

describe('a walk', () => {
  it('ends at the first row that is too old, with the same filters on every page', async () => {
    const scene = await open({ trades: spread(30, 10), pageRows: 5 });
    const from = at(START + 10_000 - 120);
    expect(printsIn(await tapeOf(scene, from))).toHaveLength(13);
    const asked = scene.venue.requests.map(({ query }) => {
      query.delete('cursor');
      return query.toString();
    });
    expect([asked.length, new Set(asked).size]).toEqual([3, 1]);
  });

  it('ends at the end of the feed', async () => {
    const scene = await open({ trades: spread(12, 1), pageRows: 5 });
    expect(printsIn(await tapeOf(scene))).toHaveLength(12);
  });

  it.each([
    ['one page below', 45, 'known'],
    ['at', 50, 'known'],
    ['one row above', 51, 'unknown'],
  ])('of a feed %s the longest is %s', async (_where, count, kind) => {
    expect(await tapeOf(await open({ trades: spread(count, 1), pageRows: 5 }))).toMatchObject({
      kind,
    });
  });
});

describe('rows that are not understood', () => {
  const [newest = {}] = trades;
  const broken: readonly Row[] = [
    { ...newest, side: 'HOLD' },
    { ...newest, price: 1 },
    { ...newest, size: 0 },
    { ...newest, timestamp: 1_795_345_180_000 },
    { ...newest, transaction_hash: '' },
    { ...newest, proxy_wallet: 'somebody' },
    { ...newest, condition_id: `0x${'1'.repeat(64)}` },
  ];

  it('are left out and told', async () => {
    const page = json({ data: [...broken, ...trades], pagination: {} });
    const scene = await open({ fault: failing('/v2/trades', page) });
    expect(printsIn(await tapeOf(scene))).toHaveLength(4);
    expect(scene.reports).toMatchObject([{ endpoint: 'GET /v2/trades', rows: broken.length }]);
  });

  it('are an error when they are all there is', async () => {
    expect(await tapeOf(await open({ trades: broken }))).toMatchObject({
      kind: 'unknown',
      error: { kind: 'MALFORMED' },
    });
  });

  it.each([
    ['a list', []],
    ['without its pagination', { data: [] }],
    ['no rows', { data: 'none', pagination: {} }],
  ])('are an error when the page is %s', async (_what, value) => {
    expect(await tapeOf(await open({ fault: failing('/v2/trades', json(value)) }))).toMatchObject({
      kind: 'unknown',
      error: { kind: 'MALFORMED' },
    });
  });

  it('are none when the page is a documented miss', async () => {
    const miss = json({ data: null, pagination: { next_cursor: null } });
    expect(printsIn(await tapeOf(await open({ fault: failing('/v2/trades', miss) })))).toEqual([]);
  });
});
