// How often balances are asked for and refreshed: within our share of the venue's limits, and where
// it matters most.

import { afterEach, describe, expect, it } from 'vitest';
import { BALANCE_CALLS_MAX } from '../../../../lib/adapters/polymarket/account/balances.ts';
import { REFRESH_AGE_MAX } from '../../../../lib/adapters/polymarket/account/refreshes.ts';
import {
  COUNTED_FOR,
  createRequestWindow,
  WINDOW,
} from '../../../../lib/adapters/polymarket/account/request-window.ts';
import { tokenId } from '../../../../lib/units/ids.ts';
import { minus, plus } from '../../../../lib/units/quantity.ts';
import { durationMs, seconds } from '../../../../lib/units/time.ts';
import { manualClock } from '../../../loopback/clocks.ts';
import { json, text } from '../../../loopback/server.ts';
import { example } from '../examples.ts';
import { LIGHTHOUSE, openLive, stopServers } from './scenes.ts';
import type { Exchange } from '../../../loopback/server.ts';
import type { TokenId } from '../../../../lib/units/ids.ts';

afterEach(stopServers);

const READ = '/balance-allowance';
const REFRESH = '/balance-allowance/update';
const BALANCE = example('clob-balance');
const [MARKET = {}] = LIGHTHOUSE.markets ?? [];
const TOKENS = JSON.parse(String(MARKET['clobTokenIds'])) as readonly string[];
const YES = tokenId(TOKENS[0] ?? '');
const NO = tokenId(TOKENS[1] ?? '');

const answering = () => openLive(() => json(BALANCE));

describe('our share of the limits', () => {
  const many = (count: number): readonly TokenId[] =>
    Array.from({ length: count }, (_, index) => tokenId(String(1_000 + index)));
  const open = () =>
    openLive(() => json(BALANCE), {
      ...LIGHTHOUSE,
      clobMarkets: new Map([
        [`0x${'2'.repeat(64)}`, { c: `0x${'2'.repeat(64)}`, mts: 0.01, mos: 5 }],
      ]),
      fault: ({ path }) => {
        const token = path.split('/markets-by-token/')[1];
        return token === undefined
          ? null
          : json({
              condition_id: `0x${'2'.repeat(64)}`,
              primary_token_id: token,
              secondary_token_id: '9',
            });
      },
    });

  it.each([
    ['one token less than', BALANCE_CALLS_MAX.refreshes - 2, BALANCE_CALLS_MAX.refreshes - 1],
    ['as many tokens as', BALANCE_CALLS_MAX.refreshes - 1, BALANCE_CALLS_MAX.refreshes],
    ['one token more than', BALANCE_CALLS_MAX.refreshes, BALANCE_CALLS_MAX.refreshes],
  ])('refreshes at most as many: %s the limit leaves', async (_what, tokens, refreshes) => {
    const { venue, asked } = await open();
    const read = await venue.fetchBalances(many(tokens), new Set());
    expect(read).toMatchObject({ kind: 'known', value: { shares: { size: tokens } } });
    expect(asked(REFRESH)).toHaveLength(refreshes);
  });

  it('lets the token that waited go first in the next window', async () => {
    const { venue, asked, clock } = await open();
    const tokens = many(BALANCE_CALLS_MAX.refreshes);
    await venue.fetchBalances(tokens, new Set());
    const first = asked(REFRESH).map(({ query }) => query.get('token_id'));
    const left = tokens.find((token) => !first.includes(token));
    clock.advance(COUNTED_FOR);
    await venue.fetchBalances([...tokens].toReversed(), new Set());
    const second = asked(REFRESH).slice(first.length);
    expect(second.map(({ query }) => query.get('token_id'))).toContain(left);
  });

  it('lets what is doubted go first, whatever has waited', async () => {
    const { venue, asked } = await open();
    const tokens = many(BALANCE_CALLS_MAX.refreshes + 10);
    const last = tokens.slice(-1);
    await venue.fetchBalances(tokens, new Set(last));
    expect(asked(REFRESH).map(({ query }) => query.get('token_id'))).toContain(last[0]);
  });

  it.each([
    ['one read less than', BALANCE_CALLS_MAX.reads - 2, BALANCE_CALLS_MAX.reads - 2],
    ['as many reads as', BALANCE_CALLS_MAX.reads - 1, BALANCE_CALLS_MAX.reads - 1],
    ['one read more than', BALANCE_CALLS_MAX.reads, BALANCE_CALLS_MAX.reads - 1],
  ])('leaves out what it does not cover: %s the limit', async (_what, tokens, known) => {
    const { venue, asked } = await open();
    const read = await venue.fetchBalances(many(tokens), new Set());
    expect(read).toMatchObject({ kind: 'known', value: { shares: { size: known } } });
    expect(asked(READ)).toHaveLength(known + 1);
  });

  it('sends nothing once it is used up', async () => {
    const { venue, asked, clock } = await open();
    await venue.fetchBalances(many(BALANCE_CALLS_MAX.reads), new Set());
    const before = asked(READ).length;
    expect(await venue.fetchBalances([], new Set())).toMatchObject({
      kind: 'unknown',
      error: { kind: 'RATE_LIMITED' },
    });
    expect(asked(READ)).toHaveLength(before);
    clock.advance(COUNTED_FOR);
    expect(await venue.fetchBalances([], new Set())).toMatchObject({ kind: 'known' });
  });

  it.each([
    ['one millisecond less than', durationMs(10_999n), false],
    ['as long as', seconds(11), true],
    ['one millisecond more than', durationMs(11_001n), true],
  ])('counts a call for %s a window and a second', (_what, waited, taken) => {
    const clock = manualClock();
    const window = createRequestWindow(clock, 2);
    expect([window.take(), window.take(), window.take()]).toEqual([true, true, false]);
    clock.advance(waited);
    expect(window.take()).toBe(taken);
  });

  it('holds in every window, even where a call leaves a second after it was allowed', () => {
    const clock = manualClock();
    const window = createRequestWindow(clock, 1);
    expect(window.take()).toBe(true);
    clock.advance(seconds(1));
    const left = clock.monotonic();
    while (!window.take()) clock.advance(durationMs(1n));
    expect(minus(clock.monotonic(), left)).toEqual(WINDOW);
  });
});

describe("the venue's old cache", () => {
  const refreshesOf = (exchanges: readonly Exchange[], token: TokenId): number =>
    exchanges.filter(({ query }) => query.get('token_id') === token).length;

  it.each([
    ['one millisecond before', minus(REFRESH_AGE_MAX, durationMs(1n)), 1],
    ['at', REFRESH_AGE_MAX, 2],
    ['one millisecond after', plus(REFRESH_AGE_MAX, durationMs(1n)), 2],
  ])('is refreshed again, undoubted, %s the end of its time', async (_what, age, refreshes) => {
    const { venue, asked, clock } = await answering();
    await venue.fetchBalances([YES], new Set());
    clock.advance(age);
    await venue.fetchBalances([YES], new Set());
    expect(refreshesOf(asked(REFRESH), YES)).toBe(refreshes);
    expect(refreshesOf(asked(READ), YES)).toBe(2);
  });

  it('is refreshed each time where it is doubted', async () => {
    const { venue, asked } = await answering();
    await venue.fetchBalances([YES, NO], new Set());
    await venue.fetchBalances([YES, NO], new Set([NO]));
    expect([YES, NO].map((token) => refreshesOf(asked(REFRESH), token))).toEqual([1, 2]);
  });

  it('is refreshed again where a refresh failed', async () => {
    const replies = [text(500, ''), text(200, '')];
    const { venue, asked } = await openLive(({ path, query }) =>
      path === REFRESH && query.get('token_id') === YES
        ? (replies.shift() ?? text(200, ''))
        : json(BALANCE),
    );
    expect(await venue.fetchBalances([YES], new Set())).toMatchObject({ kind: 'unknown' });
    expect(await venue.fetchBalances([YES], new Set())).toMatchObject({ kind: 'known' });
    expect(refreshesOf(asked(REFRESH), YES)).toBe(2);
  });
});
