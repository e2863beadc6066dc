// What a live feed makes of data that cannot be read: gaps and outages, never the last value.

import { afterEach, describe, expect, it } from 'vitest';
import { liveFaults } from '../../lib/backtest/live-feed-faults.ts';
import { startLiveFeed } from '../../lib/backtest/live-feed.ts';
import { createPaperVenue } from '../../lib/simulation/paper-venue.ts';
import { after, minutes, seconds } from '../../lib/units/time.ts';
import { NOON } from '../loopback/clocks.ts';
import { json, text } from '../loopback/server.ts';
import { failing } from '../loopback/wire-venue.ts';
import {
  bid,
  bookLine,
  booksOf,
  fillsIn,
  MINUTE,
  NO,
  openLive,
  SHAPE,
  tradeAfter,
  YES,
} from './live-scene.ts';
import type { Venue } from '../../lib/ports/venue.ts';
import type { WireWorld } from '../loopback/wire-venue.ts';
import type { LiveScene, Shape } from './live-scene.ts';

let scene: LiveScene | undefined;

afterEach(async () => {
  await scene?.wire.stop();
  scene = undefined;
});

// A poll that went well, with a bid in the book, and a minute later.
const afterOnePoll = async (): Promise<LiveScene> => {
  scene = await openLive();
  await scene.poll();
  bid(scene.venue, '0.40');
  scene.pass(MINUTE);
  return scene;
};

const TILTED: Shape = { bids: [['0.39', '100']], asks: [['0.46', '100']] };
const only = (token: string, shape: Shape = SHAPE): WireWorld['books'] =>
  new Map([...booksOf(shape)].filter(([id]) => id === token));

describe('a book that cannot be read', () => {
  it.each([
    ['is missing', { books: new Map() }],
    ['is missing for YES', { books: only(NO) }],
    ['is missing for NO', { books: only(YES) }],
    ['has no tick', { books: booksOf(SHAPE, { tick_size: null }) }],
    ['does not mirror the other', { books: new Map([...booksOf(SHAPE), ...only(YES, TILTED)]) }],
    ['comes with an error', { fault: failing('/books', text(500, '')) }],
    ['comes as nonsense', { fault: failing('/books', text(200, '<html>')) }],
    ['comes as another shape', { fault: failing('/books', json({ data: [] })) }],
    ['comes too late to come at all', { fault: failing('/books', { kind: 'reset' }) }],
    ['is refused for a while', { fault: failing('/books', text(429, '', { 'retry-after': '5' })) }],
  ])('is a gap when it %s: no order is taken there', async (_what, world) => {
    const { venue, wire, poll } = await afterOnePoll();
    Object.assign(wire.world, world);
    expect(await poll()).toMatchObject({ books: { read: 0, unreadable: 1 } });
    expect(venue.book(YES).kind).toBe('unknown');
    expect(bid(venue, '0.38')).toMatchObject({ kind: 'not-sent', cause: 'unavailable' });
  });

  it('is known again with the next whole answer, and costs the place in the queue', async () => {
    const { venue, wire, poll, pass } = await afterOnePoll();
    wire.world.books = new Map();
    await poll();
    wire.world.books = booksOf({ bids: [['0.40', '900']], asks: [['0.46', '100']] });
    pass(MINUTE);
    await poll();
    expect(bookLine(venue)).toBe('920 @ 0.4 | 100 @ 0.46');
    pass(MINUTE);
    wire.world.trades = [tradeAfter(seconds(150), { size: 905 })];
    await poll();
    expect(fillsIn(venue)).toEqual(['5 @ 0.4']);
  });
});

describe('a tape that cannot be read', () => {
  it('is read again from where it was left', async () => {
    const { venue, wire, poll, pass } = await afterOnePoll();
    wire.world.fault = failing('/v2/trades', text(503, ''));
    wire.world.trades = [tradeAfter(seconds(30))];
    expect((await poll()).state.outage.data).toMatchObject({ kind: 'UNAVAILABLE' });
    wire.world.fault = () => null;
    pass(MINUTE);
    expect(await poll()).toMatchObject({ trades: { filling: 0, heard: 1 } });
    expect(fillsIn(venue)).toEqual([]);
    expect(venue.prints(NOON)).toHaveLength(1);
  });

  it('is given up beyond a quarter of an hour', async () => {
    const { wire, poll, pass } = await afterOnePoll();
    wire.world.fault = failing('/v2/trades', text(503, ''));
    await poll();
    wire.world.fault = () => null;
    wire.world.trades = [tradeAfter(minutes(6)), tradeAfter(minutes(4), { size: 7 })];
    pass(minutes(19));
    expect((await poll()).trades).toEqual({ filling: 1, heard: 0 });
  });
});

describe('an outage', () => {
  const failsAt = async (fault: WireWorld['fault']): Promise<readonly (keyof Venue)[]> => {
    const { venue, wire, poll, clock, state } = await afterOnePoll();
    wire.world.fault = fault;
    clock.advance(minutes(15));
    await poll();
    const paper = createPaperVenue(venue, liveFaults(state));
    const reads = {
      fetchTime: await paper.fetchTime(),
      fetchMode: await paper.fetchMode(),
      fetchUniverse: await paper.fetchUniverse(),
      fetchBooks: (await paper.fetchBooks([YES])).get(YES),
      fetchPrints: await paper.fetchPrints(NOON),
      fetchTargets: await paper.fetchTargets([], NOON),
      fetchOpenOrders: await paper.fetchOpenOrders(),
      fetchFills: await paper.fetchFills(NOON, []),
      fetchActivity: await paper.fetchActivity(NOON),
      fetchBalances: await paper.fetchBalances([], new Set()),
      cancelAll: await paper.cancelAll(),
    };
    const names = Object.keys(reads) as (keyof typeof reads)[];
    return names.filter((name) => reads[name]?.kind === 'unknown');
  };
  const clob = (path: string): boolean => /^\/(books|time|version|clob-markets)/.test(path);

  it('of nothing leaves everything known', async () => {
    expect(await failsAt(() => null)).toEqual([]);
  });

  it('of the CLOB takes everything at the CLOB with it', async () => {
    expect(await failsAt(({ path }) => (clob(path) ? text(502, '') : null))).toEqual([
      'fetchTime',
      'fetchMode',
      'fetchBooks',
      'fetchOpenOrders',
      'fetchFills',
      'fetchBalances',
      'cancelAll',
    ]);
  });

  it('of Gamma takes the markets once what is kept is too old', async () => {
    const gamma = failing('/markets/keyset', text(502, ''));
    expect(await failsAt(gamma)).toEqual(['fetchUniverse']);
  });

  it('of the Data API takes trades and activity', async () => {
    expect(await failsAt(failing('/v2/', text(425, 'restarting')))).toEqual([
      'fetchPrints',
      'fetchTargets',
      'fetchActivity',
    ]);
  });

  it('from the very beginning leaves a venue without markets', async () => {
    scene = await openLive();
    scene.wire.world.fault = () => text(502, '');
    expect(await scene.poll()).toMatchObject({ books: { read: 0, unreadable: 0 } });
    expect(scene.venue.universe().markets.size).toBe(0);
    expect(scene.state().outage).toMatchObject({ clob: {}, gamma: {}, data: null });
  });

  it('does not stop time: what had expired is gone', async () => {
    const live = await afterOnePoll();
    live.wire.world.fault = () => text(502, '');
    live.clock.advance(minutes(5));
    await live.poll();
    expect(live.venue.now()).toBe(after(NOON, minutes(6)));
  });

  it('is none before the first poll', () => {
    expect(liveFaults(() => startLiveFeed(NOON))({ endpoint: 'fetchMode', orders: [] })).toBe(
      'none',
    );
  });
});
