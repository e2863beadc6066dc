// Whole paper cycles on live data: quotes while it can be read, nothing at all while it cannot.

import { afterEach, describe, expect, it } from 'vitest';
import { liveFaults } from '../../lib/backtest/live-feed-faults.ts';
import { marketsOf } from '../../lib/backtest/live-feed.ts';
import { NO_MARKETS } from '../../lib/domain/market.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { createSimulatedVenue } from '../../lib/simulation/venue.ts';
import { relevantTokens } from '../../lib/strategies/select-markets.ts';
import { minutes, seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { NOON } from '../loopback/clocks.ts';
import { json, text } from '../loopback/server.ts';
import { failing } from '../loopback/wire-venue.ts';
import {
  booksOf,
  CONDITION,
  fillsIn,
  lighthouse,
  MINUTE,
  openLive,
  tradeAfter,
} from './live-scene.ts';
import { openSession, settingsFrom } from './session.ts';
import type { WireWorld } from '../loopback/wire-venue.ts';
import type { LiveScene, Shape } from './live-scene.ts';
import type { SavedCycle, Session } from './session.ts';

let running: LiveScene | undefined;

afterEach(async () => {
  await running?.wire.stop();
  running = undefined;
});

type Run = {
  readonly live: LiveScene;
  readonly session: Session;
  /** Polls, runs a cycle that must be saved, and lets a minute pass. */
  readonly step: () => Promise<SavedCycle>;
};

const CALM: Shape = { bids: [['0.40', '9000']], asks: [['0.46', '9000']] };
const MOVED: Shape = { bids: [['0.43', '9000']], asks: [['0.49', '9000']] };
const TRADED = { ...lighthouse, volume24hr: 250_000 };

const open = async (): Promise<Run> => {
  const settings = settingsFrom();
  const { parameters } = settings;
  const venue = createSimulatedVenue({
    universe: NO_MARKETS,
    start: NOON,
    cash: usdc('10000'),
    settings: DEFAULT_SETTINGS,
  });
  const live = await openLive(
    (universe) => relevantTokens({ universe, now: venue.now(), parameters, needed: [] }),
    venue,
  );
  running = live;
  Object.assign(live.wire.world, { markets: [TRADED], books: booksOf(CALM) });
  const session = openSession({
    universe: NO_MARKETS,
    venue,
    settings,
    faults: liveFaults(live.state),
  });
  return {
    live,
    session,
    step: async () => {
      await live.poll();
      const end = await session.saved();
      live.pass(MINUTE);
      session.leaseClock.pass(MINUTE);
      return end;
    },
  };
};

// New risk waits for two valid marks in a row: the second cycle is the first that quotes.
const quoting = async (): Promise<Run> => {
  const run = await open();
  await run.step();
  await run.step();
  return run;
};

const CLOB = /^\/(books|version|time)/;
const at =
  (paths: RegExp, reply: ReturnType<typeof text>): WireWorld['fault'] =>
  ({ path }) =>
    paths.test(path) ? reply : null;

// Why nothing was placed, in the words of the refusals.
const refusals = (end: SavedCycle): readonly string[] =>
  end.record.orders.map(({ result }) => result.split(' ').slice(0, 3).join(' '));

describe('a paper session on live data', () => {
  it('quotes both sides of the market it reads', async () => {
    const { live } = await quoting();
    expect(live.venue.openOrders().map(({ side, outcome }) => `${side} ${outcome}`)).toEqual([
      'BUY YES',
      'BUY NO',
    ]);
  });

  it('gets fills from the trades of others, and books them', async () => {
    const { live, session, step } = await quoting();
    live.wire.world.trades = [tradeAfter(seconds(90), { size: 9_500, price: 0.4 })];
    const { record } = await step();
    expect(fillsIn(live.venue)).toHaveLength(1);
    expect(record.fills).toMatchObject([{ strategy: 'MM', side: 'BUY', role: 'maker' }]);
    expect(marketsOf(await session.state())).toEqual([CONDITION]);
  });

  it('follows the market when it moves', async () => {
    const { live, step } = await quoting();
    live.wire.world.books = booksOf(MOVED);
    expect((await step()).record.placed).toBe(2);
  });
});

describe('no trade happens', () => {
  it.each<[string, Partial<WireWorld>]>([
    ['while nothing can be read', { fault: () => text(502, 'bad gateway') }],
    ['while nothing answers', { fault: () => ({ kind: 'reset' }) }],
    ['while the CLOB is down', { fault: at(CLOB, text(500, '')) }],
    ['while the CLOB restarts', { fault: at(CLOB, text(425, 'service not ready')) }],
    [
      'while the CLOB is asked too often',
      { fault: at(CLOB, text(429, '', { 'retry-after': '30' })) },
    ],
    ['while the region is blocked', { fault: at(CLOB, text(403, '<title>Cloudflare</title>')) }],
    ['while only the books are refused', { fault: failing('/books', text(429, '')) }],
    ['while the books are nonsense', { fault: failing('/books', text(200, '<html>')) }],
    ['while the books are cut', { fault: failing('/books', text(200, '[{"asset_id":')) }],
    ['while the books are of another shape', { fault: failing('/books', json([{ bids: [] }])) }],
    ['while the books are empty lists', { books: new Map() }],
    ['while a book names no tick', { books: booksOf(MOVED, { tick_size: null }) }],
    ['while the version of the API is new', { version: 4 }],
    [
      'while the venue only cancels',
      { fault: failing('/version', text(503, 'Trading is currently cancel-only.')) },
    ],
  ])('%s, and quoting goes on afterwards', async (_when, world) => {
    const { live, step } = await quoting();
    Object.assign(live.wire.world, { books: booksOf(MOVED), ...world });
    const blind = await step();
    expect([blind.record.placed, blind.record.fills]).toEqual([0, []]);
    expect(fillsIn(live.venue)).toEqual([]);
    Object.assign(live.wire.world, { books: booksOf(MOVED), fault: () => null, version: 2 });
    live.clock.advance(minutes(5));
    await step();
    await step();
    expect(live.venue.openOrders()).toHaveLength(2);
  });

  it('in a market that has closed, whose quotes are gone', async () => {
    const { live, step } = await quoting();
    live.wire.world.markets = [{ ...TRADED, closed: true }];
    live.wire.world.books = new Map();
    expect((await step()).record.placed).toBe(0);
    live.clock.advance(minutes(5));
    const after = await step();
    expect([after.record.placed, after.record.wanted]).toEqual([0, 0]);
    expect(live.venue.openOrders()).toEqual([]);
  });

  it('while the markets are not known any more', async () => {
    const { live, session, step } = await quoting();
    live.wire.world.fault = failing('/markets', text(502, ''));
    live.wire.world.books = booksOf(MOVED);
    live.clock.advance(minutes(16));
    const blind = await step();
    expect([blind.record.placed, refusals(blind)]).toEqual([0, []]);
    expect(session.records.at(-1)?.observed['universe']).toContain('unknown');
  });
});
