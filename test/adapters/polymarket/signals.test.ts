// Large trades and followed wallets: signals, worth nothing without knowing how old they are.

import { afterEach, describe, expect, it } from 'vitest';
import { checksummed } from '../../../lib/adapters/polymarket/address.ts';
import { plainError } from '../../../lib/adapters/polymarket/http-error.ts';
import { parseAddress } from '../../../lib/config/address.ts';
import { NO_MARKETS } from '../../../lib/domain/market.ts';
import { known, unknown } from '../../../lib/domain/observed.ts';
import { walletAddress } from '../../../lib/units/ids.ts';
import { shares } from '../../../lib/units/shares.ts';
import { NOON } from '../../loopback/clocks.ts';
import { json } from '../../loopback/server.ts';
import { failing } from '../../loopback/wire-venue.ts';
import { example, rowsIn } from './examples.ts';
import { at, openFeeds, printsIn, START, trades } from './feed-scenes.ts';
import type { FeedScene } from './feed-scenes.ts';

let scene: FeedScene | undefined;

afterEach(async () => {
  await scene?.venue.stop();
  scene = undefined;
});

const open = async (...world: Parameters<typeof openFeeds>): Promise<FeedScene> => {
  scene = await openFeeds(...world);
  return scene;
};

const byPath =
  (path: string) =>
  (exchange: { readonly path: string }): boolean =>
    exchange.path === path;

const lagging = (seconds: number) =>
  json({ ...example('data-status'), data: { serving: { lag_seconds: seconds } } });

describe('signals', () => {
  it.each([1.7976931348623157e308, 1e21, 9_007_199_254_740_993])(
    'are not known where the feed is %d seconds behind',
    async (seconds) => {
      const fault = (exchange: { readonly path: string }) =>
        byPath('/v2/status')(exchange) ? lagging(seconds) : null;
      const { feeds } = await open({ fault });
      expect(await feeds.fetchPrints(at(START))).toMatchObject({
        kind: 'unknown',
        error: { kind: 'UNAVAILABLE' },
      });
    },
  );

  const wallet = walletAddress('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed');
  const activity = rowsIn(example('data-activity'), 'data');

  it('are the large trades of all markets', async () => {
    const scene = await open({ trades });
    const prints = printsIn(await scene.feeds.fetchPrints(at(START)));
    expect(prints.map(({ size }) => size)).toEqual([shares('100'), shares('100')]);
    expect(
      Object.fromEntries(scene.venue.requests.find(byPath('/v2/trades'))?.query ?? []),
    ).toMatchObject({ filter_type: 'CASH', filter_amount: '50', taker_only: 'true' });
  });

  it('are the trades of followed wallets since a time, with their own side', async () => {
    const scene = await open({ activity });
    const prints = printsIn(await scene.feeds.fetchTargets([wallet], at(START)));
    expect(prints).toMatchObject([{ takerSide: 'BUY', wallet: { address: wallet } }]);
    expect(
      Object.fromEntries(scene.venue.requests.find(byPath('/v2/activity'))?.query ?? []),
    ).toMatchObject({
      user: wallet,
      type: 'TRADE',
      start: String(START),
      sort_direction: 'ASC',
    });
  });

  it('of no wallet are none, and nothing is asked', async () => {
    const scene = await open({});
    expect(printsIn(await scene.feeds.fetchTargets([], at(START)))).toEqual([]);
    expect(scene.venue.requests).toEqual([]);
  });

  it('are as old as the feed says it is', async () => {
    const scene = await open({ trades, lagSeconds: 4 });
    expect(await scene.feeds.fetchPrints(at(START))).toMatchObject({ at: 1_795_348_796_000n });
  });

  it.each([
    ['below', 89, 'known'],
    ['at', 90, 'known'],
    ['above', 91, 'unknown'],
  ])('are %s the longest lag %s seconds behind %s', async (_where, lagSeconds, kind) => {
    const { feeds } = await open({ trades, activity, lagSeconds });
    expect((await feeds.fetchPrints(at(START))).kind).toBe(kind);
    expect((await feeds.fetchTargets([wallet], at(START))).kind).toBe(kind);
  });

  it.each([
    ['the lag', '/v2/status'],
    ['the feed', '/v2/trades'],
  ])('are unknown where %s cannot be read', async (_what, path) => {
    const { feeds } = await open({ trades, fault: failing(path, json({})) });
    expect((await feeds.fetchPrints(at(START))).kind).toBe('unknown');
  });

  it('are unknown while no market is known', async () => {
    const { feeds } = await open({ trades }, unknown(plainError('SERVER', 'x', '')));
    expect(await feeds.fetchPrints(at(START))).toMatchObject({ error: { kind: 'SERVER' } });
  });

  it('are none where no token is listed', async () => {
    const { feeds } = await open({ trades }, known(NO_MARKETS.tokens, NOON));
    expect(printsIn(await feeds.fetchPrints(at(START)))).toEqual([]);
  });
});

describe('a wallet', () => {
  it.each([
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
    '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
  ])('%s has the form in which wallets are configured', (address) => {
    expect(checksummed(address.toLowerCase())).toBe(address);
    expect(parseAddress(address.toLowerCase())).toEqual({ ok: true, value: address });
  });
});
