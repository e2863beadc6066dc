// Live data in the simulated venue: what a poll feeds, and what it never lets happen.

import { afterEach, describe, expect, it } from 'vitest';
import { ownMarkets } from '../../lib/backtest/live-feed.ts';
import { plus } from '../../lib/units/quantity.ts';
import { tick } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, minutes, seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { NOON } from '../loopback/clocks.ts';
import { text } from '../loopback/server.ts';
import { failing } from '../loopback/wire-venue.ts';
import {
  bid,
  bookLine,
  booksOf,
  CONDITION,
  fillsIn,
  lighthouse,
  MINUTE,
  NO,
  openLive,
  SHAPE,
  tradeAfter,
  YES,
} from './live-scene.ts';
import type { LiveScene } from './live-scene.ts';

let scene: LiveScene | undefined;

afterEach(async () => {
  await scene?.wire.stop();
  scene = undefined;
});

const open = async (...how: Parameters<typeof openLive>): Promise<LiveScene> => {
  scene = await openLive(...how);
  return scene;
};

const askedBooks = ({ wire }: LiveScene): readonly string[] =>
  wire.requests
    .filter(({ path }) => path === '/books')
    .flatMap(({ body }) => JSON.parse(body) as { token_id: string }[])
    .map(({ token_id }) => token_id);

describe('a poll', () => {
  it('lists the markets and shows their books from both sides', async () => {
    const { venue, poll } = await open();
    expect(await poll()).toMatchObject({ books: { read: 1, unreadable: 0 } });
    expect(venue.universe().markets.get(CONDITION)?.slug).toBe('lighthouse-opens-in-spring');
    expect(bookLine(venue)).toBe('100 @ 0.4 | 100 @ 0.46');
    expect(bookLine(venue, NO)).toBe('100 @ 0.54 | 100 @ 0.6');
  });

  it('makes the real time the time of the venue', async () => {
    const { venue, poll, pass } = await open();
    await poll();
    pass(MINUTE);
    await poll();
    expect(venue.now()).toBe(after(NOON, MINUTE));
    expect(venue.book(YES)).toMatchObject({ kind: 'known', at: after(NOON, MINUTE) });
  });

  it('reads the books that the cycle will ask for, and no others', async () => {
    const idle = await open(() => []);
    await idle.poll();
    expect(askedBooks(idle)).toEqual([]);
    await idle.wire.stop();
    const busy = await open(() => [NO]);
    await busy.poll();
    expect(askedBooks(busy)).toEqual([YES, NO]);
  });

  it('reads the books of own orders whatever the cycle will ask for', async () => {
    let wanted = [YES];
    const live = await open(() => wanted);
    await live.poll();
    bid(live.venue, '0.39');
    wanted = [];
    await live.poll();
    expect(askedBooks(live)).toHaveLength(4);
    expect(ownMarkets(live.venue)).toEqual([CONDITION]);
  });

  it('takes tick and minimum size from the book, which is newer than metadata', async () => {
    const { venue, wire, poll, pass } = await open();
    await poll();
    wire.world.books = booksOf(SHAPE, { tick_size: '0.001', min_order_size: '15' });
    pass(MINUTE);
    await poll();
    const terms = { tick: tick('0.001'), sizeMin: shares('15') };
    expect(venue.universe().markets.get(CONDITION)).toMatchObject(terms);
    expect(venue.book(YES)).toMatchObject({ value: terms });
  });

  it('passes the mode on', async () => {
    const { venue, wire, poll } = await open();
    wire.world.fault = failing('/version', text(503, 'Trading is currently cancel-only.'));
    await poll();
    expect(venue.mode()).toBe('cancel-only');
    wire.world.fault = () => null;
    await poll();
    expect(venue.mode()).toBe('normal');
  });
});

describe('a trade', () => {
  const withBid = async (): Promise<LiveScene> => {
    const live = await open();
    await live.poll();
    bid(live.venue, '0.40');
    live.pass(MINUTE);
    return live;
  };

  it('fills an order only with what it has left behind the queue', async () => {
    const { venue, wire, poll } = await withBid();
    wire.world.trades = [tradeAfter(seconds(30), { size: 110 })];
    expect(await poll()).toMatchObject({ trades: { filling: 1, heard: 0 } });
    expect(fillsIn(venue)).toEqual(['10 @ 0.4']);
  });

  it('comes before the book that shows its effect', async () => {
    const { venue, wire, poll } = await withBid();
    wire.world.trades = [tradeAfter(seconds(30), { size: 104 })];
    wire.world.books = booksOf({ bids: [['0.38', '50']], asks: [['0.46', '100']] });
    await poll();
    expect(fillsIn(venue)).toEqual(['4 @ 0.4']);
    expect(bookLine(venue)).toBe('50 @ 0.38 16 @ 0.4 | 100 @ 0.46');
  });

  it('fills at its own time, after what had expired by then', async () => {
    const { venue, wire, poll } = await withBid();
    wire.world.trades = [tradeAfter(seconds(30))];
    await poll();
    expect(venue.fills(NOON, [])).toMatchObject({
      value: [{ matchedAt: after(NOON, seconds(30)), role: 'maker' }],
    });
  });

  it('counts once, however often it is read', async () => {
    const { venue, wire, poll, pass } = await withBid();
    wire.world.trades = [tradeAfter(seconds(30), { size: 104 })];
    await poll();
    pass(MINUTE);
    expect(await poll()).toMatchObject({ trades: { filling: 0, heard: 0 } });
    expect(fillsIn(venue)).toEqual(['4 @ 0.4']);
  });

  it('at an average price counts where it fills less', async () => {
    const { venue, wire, poll } = await withBid();
    wire.world.trades = [tradeAfter(seconds(30), { price: 0.3999998235998977, size: 104 })];
    await poll();
    expect(fillsIn(venue)).toEqual(['4 @ 0.4']);
  });

  it.each([
    ['below', 4, []],
    ['at', 5, []],
    ['above', 6, ['20 @ 0.4']],
  ])(
    '%s the time that a match takes after a cycle fills %i s later: %j',
    async (_, second, fills) => {
      const { venue, wire, poll } = await withBid();
      wire.world.trades = [tradeAfter(seconds(second))];
      await poll();
      expect(fillsIn(venue)).toEqual(fills);
      expect(venue.prints(NOON)).toMatchObject([{ at: after(NOON, seconds(second)) }]);
    },
  );

  it('fills nothing where nobody says when the cycle ended', async () => {
    const { venue, wire, poll, clock } = await open();
    await poll();
    bid(venue, '0.40');
    clock.advance(MINUTE);
    wire.world.trades = [tradeAfter(seconds(30))];
    expect(await poll()).toMatchObject({ trades: { filling: 0, heard: 1 } });
    expect(fillsIn(venue)).toEqual([]);
  });

  it('that was served late is heard, and fills no order placed since', async () => {
    const { venue, wire, poll, pass } = await withBid();
    await poll();
    pass(MINUTE);
    wire.world.trades = [tradeAfter(seconds(30))];
    expect(await poll()).toMatchObject({ trades: { filling: 0, heard: 1 } });
    expect(fillsIn(venue)).toEqual([]);
  });
});

describe('a market that ends', () => {
  it('has its orders cancelled and shows no book', async () => {
    const { venue, wire, poll, pass, refreshed } = await open();
    await poll();
    bid(venue, '0.40');
    wire.world.markets = [{ ...lighthouse, closed: true }];
    pass(minutes(5));
    await refreshed();
    await poll();
    expect(venue.openOrders()).toEqual([]);
    expect(bookLine(venue)).toContain('No orderbook exists');
    expect(bid(venue, '0.38')).toMatchObject({ kind: 'rejected' });
  });

  it('is not traded while its end is not in the metadata yet', async () => {
    const { venue, wire, poll, pass } = await open();
    await poll();
    wire.world.markets = [{ ...lighthouse, closed: true }];
    wire.world.books = new Map();
    pass(MINUTE);
    await poll();
    expect(bookLine(venue)).toBe('the answer has no book of this token');
    expect(bid(venue, '0.38')).toMatchObject({ kind: 'not-sent', cause: 'unavailable' });
  });

  it('pays what we hold of it when it is resolved', async () => {
    const { venue, wire, poll, pass, refreshed } = await open();
    await poll();
    bid(venue, '0.40');
    pass(MINUTE);
    wire.world.trades = [tradeAfter(seconds(30))];
    await poll();
    const resolved = { umaResolutionStatus: 'resolved', outcomePrices: '["1","0"]' };
    wire.world.markets = [{ ...lighthouse, ...resolved, closed: true }];
    pass(minutes(5));
    await refreshed();
    await poll();
    const cash = venue.balances([]).cash;
    expect(venue.submit({ kind: 'redeem', condition: CONDITION })).toEqual({ kind: 'sent' });
    expect(venue.balances([]).cash).toBe(plus(cash, usdc('20')));
  });
});
