// The public half of the venue as one: what is kept and for how long, what is read every time.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPublicVenue } from '../../../lib/adapters/polymarket/public-venue.ts';
import {
  METADATA_AGE_MAX,
  METADATA_REFRESH,
} from '../../../lib/adapters/polymarket/universe-cache.ts';
import { tokenId } from '../../../lib/units/ids.ts';
import { minus } from '../../../lib/units/quantity.ts';
import { durationMs, hours, seconds } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { manualClock, NOON } from '../../loopback/clocks.ts';
import { text } from '../../loopback/server.ts';
import { failing, startWireVenue } from '../../loopback/wire-venue.ts';
import { example } from './examples.ts';
import type { PublicVenue } from '../../../lib/adapters/polymarket/public-venue.ts';
import type { ManualClock } from '../../loopback/clocks.ts';
import type { WireVenue } from '../../loopback/wire-venue.ts';

let wire: WireVenue | undefined;

afterEach(async () => {
  await wire?.stop();
  wire = undefined;
});

const book = example('clob-book');
const TOKEN = tokenId(String(book['asset_id']));
const GAMMA_DOWN = failing('/markets/keyset', text(502, ''));

type Scene = {
  readonly venue: PublicVenue;
  readonly wire: WireVenue;
  readonly clock: ManualClock;
  readonly asked: (path: string) => number;
};

const open = async (pinned: () => readonly string[] = () => []): Promise<Scene> => {
  const running = await startWireVenue({
    markets: [example('gamma-market')],
    events: [example('gamma-binary-event')],
    books: new Map([[TOKEN, book]]),
  });
  wire = running;
  const { url } = running;
  const clock = manualClock();
  const venue = createPublicVenue({
    endpoints: { clob: url, gamma: `${url}/`, data: url },
    clock,
    version: '0.1.0',
    pinned,
    printMin: usdc('5000'),
    lagMax: seconds(90),
    report: () => undefined,
  });
  return {
    venue,
    wire: running,
    clock,
    asked: (path) => running.requests.filter((request) => request.path === path).length,
  };
};

describe('the public venue', () => {
  it('asks nothing before the first read', async () => {
    const { wire: asked } = await open();
    expect(asked.requests).toEqual([]);
  });

  it('reads every part by itself', async () => {
    const { venue, wire: asked } = await open();
    asked.world.fault = failing('/v2/', text(500, ''));
    const reads = await Promise.all([
      venue.fetchTime(),
      venue.fetchMode(),
      venue.fetchUniverse(),
      venue.fetchPrints(NOON),
    ]);
    expect(reads.map(({ kind }) => kind)).toEqual(['known', 'known', 'known', 'unknown']);
    expect((await venue.fetchBooks([TOKEN])).get(TOKEN)).toMatchObject({ kind: 'known', at: NOON });
  });

  it('reads books every time', async () => {
    const { venue, asked } = await open();
    await venue.fetchBooks([TOKEN]);
    await venue.fetchBooks([TOKEN]);
    expect(asked('/books')).toBe(2);
  });

  it('asks for pinned markets by name, as they are at each read', async () => {
    const names: string[] = [];
    const { venue, wire: asked, clock } = await open(() => names);
    await venue.fetchUniverse();
    names.push('one', `0x${'a'.repeat(64)}`);
    clock.advance(METADATA_REFRESH);
    await venue.fetchUniverse();
    const asks = (wanted: (query: URLSearchParams) => boolean) =>
      asked.requests.filter(({ query }) => wanted(query));
    await vi.waitFor(() => {
      expect(asks((query) => query.get('slug') === 'one')).toHaveLength(2);
      expect(asks((query) => query.has('condition_ids'))).toHaveLength(2);
    });
  });
});

describe('metadata', () => {
  it('is read once by callers at the same time', async () => {
    const { venue, asked } = await open();
    const reads = await Promise.all([venue.fetchUniverse(), venue.fetchUniverse()]);
    expect(reads[0]).toBe(reads[1]);
    expect(asked('/markets/keyset')).toBe(1);
  });

  it.each([
    ['a moment before', minus(METADATA_REFRESH, durationMs(1n)), 1],
    ['at', METADATA_REFRESH, 2],
  ])('is read again %s its time to live', async (_when, waited, reads) => {
    const { venue, clock, asked } = await open();
    await venue.fetchUniverse();
    clock.advance(waited);
    await venue.fetchUniverse();
    await vi.waitFor(() => expect(asked('/markets/keyset')).toBe(reads));
  });

  it('is given at once while it is read again', async () => {
    const { venue, clock, wire: asked } = await open();
    await venue.fetchUniverse();
    clock.advance(METADATA_REFRESH);
    asked.world.fault = failing('/markets/keyset', { kind: 'silence' });
    expect(await venue.fetchUniverse()).toMatchObject({ kind: 'known', at: NOON });
    expect(await venue.fetchUniverse()).toMatchObject({ kind: 'known', at: NOON });
  });

  it('is the new one once that is there', async () => {
    const { venue, clock } = await open();
    await venue.fetchUniverse();
    clock.advance(METADATA_REFRESH);
    await vi.waitFor(async () => {
      expect(await venue.fetchUniverse()).toMatchObject({ kind: 'known', at: clock.now() });
    });
  });

  it.each([
    ['a moment before', minus(METADATA_AGE_MAX, durationMs(1n)), 'known'],
    ['at', METADATA_AGE_MAX, 'known'],
    ['a moment after', durationMs(900_001n), 'unknown'],
  ])('outlives an outage %s its greatest age as %s', async (_when, waited, kind) => {
    const { venue, clock, wire: asked } = await open();
    await venue.fetchUniverse();
    asked.world.fault = GAMMA_DOWN;
    clock.advance(waited);
    const read = await venue.fetchUniverse();
    expect(read).toMatchObject(kind === 'known' ? { kind, at: NOON } : { kind });
  });

  it('is asked for once a minute during an outage that it outlives', async () => {
    const { venue, clock, wire: asked, asked: count } = await open();
    await venue.fetchUniverse();
    asked.world.fault = GAMMA_DOWN;
    clock.advance(METADATA_REFRESH);
    await venue.fetchUniverse();
    await vi.waitFor(() => expect(count('/markets/keyset')).toBe(2));
    // Long enough for the failure to come back, after which nothing is due for a minute.
    await venue.fetchTime();
    clock.advance(durationMs(59_999n));
    await venue.fetchUniverse();
    await venue.fetchTime();
    expect(count('/markets/keyset')).toBe(2);
    clock.advance(durationMs(1n));
    await venue.fetchUniverse();
    await vi.waitFor(() => expect(count('/markets/keyset')).toBe(3));
  });

  it('tells of tokens what they are at any age', async () => {
    const { venue, clock, wire: asked } = await open();
    await venue.fetchUniverse();
    asked.world.fault = GAMMA_DOWN;
    clock.advance(hours(1));
    expect((await venue.fetchUniverse()).kind).toBe('unknown');
    expect((await venue.fetchPrints(NOON)).kind).toBe('known');
  });

  it('is asked for every time while there is none', async () => {
    const { venue, wire: asked, asked: count } = await open();
    asked.world.fault = GAMMA_DOWN;
    expect((await venue.fetchUniverse()).kind).toBe('unknown');
    asked.world.fault = () => null;
    expect((await venue.fetchUniverse()).kind).toBe('known');
    expect(count('/markets/keyset')).toBe(2);
  });
});
