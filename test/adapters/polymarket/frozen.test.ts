// A process that is frozen between its runs begins nothing that it does not wait for, and after the
// signal that ends it nothing leaves it any more.

import { afterEach, describe, expect, it } from 'vitest';
import { createRpc } from '../../../lib/adapters/chain/rpc.ts';
import { fetchHttp } from '../../../lib/adapters/polymarket/fetch-http.ts';
import { createPublicVenue } from '../../../lib/adapters/polymarket/public-venue.ts';
import {
  METADATA_AGE_MAX,
  METADATA_REFRESH,
} from '../../../lib/adapters/polymarket/universe-cache.ts';
import { secretOf } from '../../../lib/units/secret.ts';
import { minus } from '../../../lib/units/quantity.ts';
import { durationMs, seconds } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { manualClock, NOON } from '../../loopback/clocks.ts';
import { startLoopback, text } from '../../loopback/server.ts';
import { failing, startWireVenue } from '../../loopback/wire-venue.ts';
import { example } from './examples.ts';
import type { WireRequest } from '../../../lib/adapters/polymarket/http.ts';

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const openVenue = async () => {
  const wire = await startWireVenue({
    markets: [example('gamma-market')],
    events: [example('gamma-binary-event')],
    books: new Map(),
  });
  stops.push(wire.stop);
  const { url } = wire;
  const clock = manualClock();
  const venue = createPublicVenue({
    endpoints: { clob: url, gamma: url, data: url },
    clock,
    version: '0.1.0',
    pinned: () => [],
    printMin: usdc('5000'),
    lagMax: seconds(90),
    report: () => undefined,
    lifetime: { kind: 'frozen', end: new AbortController().signal },
  });
  const reads = () => wire.requests.filter(({ path }) => path === '/markets/keyset').length;
  return { wire, clock, venue, reads };
};

describe('metadata of a process that may be frozen', () => {
  it.each([
    ['a moment before', minus(METADATA_REFRESH, durationMs(1n)), 1],
    ['at', METADATA_REFRESH, 2],
  ])('is read anew and waited for %s its time to live', async (_when, waited, expected) => {
    const { venue, clock, reads } = await openVenue();
    await venue.fetchUniverse();
    clock.advance(waited);
    const read = await venue.fetchUniverse();
    expect(reads()).toBe(expected);
    expect(read).toMatchObject({ kind: 'known', at: expected === 2 ? clock.now() : NOON });
  });

  it.each([
    ['at', METADATA_AGE_MAX, 'known'],
    ['a moment after', durationMs(900_001n), 'unknown'],
  ])('outlives an outage %s its greatest age as %s', async (_when, waited, kind) => {
    const { venue, clock, wire } = await openVenue();
    await venue.fetchUniverse();
    wire.world.fault = failing('/markets/keyset', text(502, ''));
    clock.advance(waited);
    expect(await venue.fetchUniverse()).toMatchObject({ kind });
  });
});

const silent = async () => {
  const server = await startLoopback(() => ({ kind: 'silence' }));
  stops.push(server.stop);
  const controller = new AbortController();
  const { signal: end } = controller;
  return { server, controller, end };
};

const requestTo = (url: string): WireRequest => ({
  method: 'POST',
  url,
  headers: {},
  body: '{}',
});

describe('a process that is ended', () => {
  it('waits no longer for what is under way', async () => {
    const { server, controller, end } = await silent();
    const send = fetchHttp({ version: '0.1.0', bytesMax: 1_000, end });
    const sent = send(requestTo(server.url), seconds(25));
    controller.abort();
    expect(await sent).toMatchObject({ ok: false, error: { kind: 'timeout' } });
  });

  it('sends nothing more, and says that it did not', async () => {
    const { server, controller, end } = await silent();
    const send = fetchHttp({ version: '0.1.0', bytesMax: 1_000, end });
    controller.abort();
    expect(await send(requestTo(server.url), seconds(25))).toEqual({
      ok: false,
      error: { kind: 'refused', detail: 'not sent: the time of this run is over' },
    });
    expect(server.requests).toEqual([]);
  });

  it('asks the node of the chain nothing more either', async () => {
    const { server, controller, end } = await silent();
    const url = secretOf(server.url);
    const rpc = createRpc({ url, deadline: seconds(25), bytesMax: 1_000, chain: 137, end });
    const asked = rpc('eth_blockNumber', []);
    controller.abort();
    expect(await asked).toMatchObject({ ok: false, error: { kind: 'NO_ANSWER' } });
    const before = server.requests.length;
    expect(await rpc('eth_blockNumber', [])).toMatchObject({ ok: false });
    expect(server.requests.length).toBe(before);
  });
});
