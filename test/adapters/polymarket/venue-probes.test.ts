// What the venue's public side tells a doctor, over real sockets.

import { describe, expect, it, onTestFinished } from 'vitest';
import { createVenueProbes } from '../../../lib/adapters/polymarket/venue-probes.ts';
import { universeOf } from '../../../lib/domain/market.ts';
import { known, unknown } from '../../../lib/domain/observed.ts';
import { durationMs, epochMs, seconds } from '../../../lib/units/time.ts';
import { openTransport } from '../../loopback/api.ts';
import { NOON, manualClock } from '../../loopback/clocks.ts';
import { json, text } from '../../loopback/server.ts';
import { failing, startWireVenue } from '../../loopback/wire-venue.ts';
import { example } from './examples.ts';
import { LIGHTHOUSE, readFrom } from './universe-scenes.ts';
import type { Universe } from '../../../lib/domain/market.ts';
import type { Reply } from '../../loopback/server.ts';
import type { WireWorld } from '../../loopback/wire-venue.ts';

const clobMarket = { ...example('clob-market'), c: LIGHTHOUSE };

const listed = async (): Promise<Universe> => {
  const { result } = await readFrom({});
  if (!result.ok) throw new Error('the world has markets');
  const market = result.value.markets.get(LIGHTHOUSE);
  if (market === undefined) throw new Error('the world has a lighthouse');
  return universeOf([market], []);
};

const open = async (world: Partial<WireWorld> = {}, universe?: Universe) => {
  const venue = await startWireVenue({
    clobMarkets: new Map([[LIGHTHOUSE, clobMarket]]),
    ...world,
  });
  onTestFinished(venue.stop);
  const clock = manualClock();
  const markets = universe ?? (await listed());
  const probes = createVenueProbes({
    transport: openTransport({ clock, deadline: durationMs(500n) }),
    clock,
    endpoints: { clob: venue.url, data: venue.url },
    fetchUniverse: () => Promise.resolve(known(markets, clock.now())),
  });
  return { venue, probes };
};

describe('the region', () => {
  const answering = (reply: Reply) => open({ fault: failing('/order', reply) });

  it.each([400, 401, 422])('is open where an empty order is answered with %d', async (status) => {
    const { probes } = await answering(text(status, '{"error":"Unauthorized/Invalid api key"}'));
    expect(await probes.region()).toEqual({ kind: 'known', value: { kind: 'open' } });
  });

  it.each([
    ['{"error":"Trading restricted in your region, please refer to ..."}', /region: /],
    ['<html><title>Attention Required! | Cloudflare</title>', /Cloudflare: /],
  ])('is blocked where it is answered with 403 and %s', async (body, words) => {
    const { probes } = await answering(text(403, body));
    expect(await probes.region()).toEqual({
      kind: 'known',
      value: { kind: 'blocked', detail: expect.stringMatching(words) as unknown },
    });
  });

  it.each<[string, Reply]>([
    ['200', json({})],
    ['404', text(404, 'not found')],
    ['425', text(425, '')],
    ['429', text(429, '')],
    ['500', text(500, '')],
    ['503', text(503, '{"error":"trading is disabled"}')],
    ['a closed line', { kind: 'reset' }],
    ['silence', { kind: 'silence' }],
  ])('is not known after %s', async (_what, reply) => {
    const { probes } = await answering(reply);
    expect(await probes.region()).toMatchObject({
      kind: 'unknown',
      cause: expect.stringMatching(/^POST \/order: /) as unknown,
    });
  });

  it("is asked for with an order that is nobody's", async () => {
    const { venue, probes } = await answering(text(401, ''));
    await probes.region();
    const [asked] = venue.requests;
    expect(asked).toMatchObject({ method: 'POST', path: '/order', body: '{}' });
    expect(Object.keys(asked?.headers ?? {}).filter((name) => /poly/i.test(name))).toEqual([]);
  });
});

describe('the clock', () => {
  it('is told with ours before and after', async () => {
    const { probes } = await open({ seconds: 1_795_348_807 });
    expect(await probes.clock()).toEqual({
      kind: 'known',
      value: { venue: epochMs(1_795_348_807_000n), askedAt: NOON, answeredAt: NOON },
    });
  });
});

describe('the API version', () => {
  it.each([1, 2, 3, 9])('is told as it is: %d', async (version) => {
    const { probes } = await open({ version });
    expect(await probes.apiVersion()).toEqual({ kind: 'known', value: version });
  });

  it.each([json({}), json({ version: '2' }), json({ version: 2.5 }), json([2])])(
    'is not known from %j',
    async (reply) => {
      const { probes } = await open({ fault: failing('/version', reply) });
      expect((await probes.apiVersion()).kind).toBe('unknown');
    },
  );
});

describe('the lag', () => {
  it.each([0, 4, 90_000])('is told however long it is: %d s', async (lagSeconds) => {
    const { probes } = await open({ lagSeconds });
    expect(await probes.lag()).toEqual({ kind: 'known', value: seconds(lagSeconds) });
  });
});

describe('the sample market', () => {
  it('is one that takes orders, as it is listed and as it is traded', async () => {
    const { probes } = await open({
      clobMarkets: new Map([[LIGHTHOUSE, { ...clobMarket, mos: 15 }]]),
    });
    const sample = await probes.sample();
    expect(sample).toMatchObject({ kind: 'known', value: { kind: 'market', versions: ['v1'] } });
    const market = (await listed()).markets.get(LIGHTHOUSE);
    expect(sample).toMatchObject({
      value: {
        slug: market?.slug,
        listed: { tick: market?.tick, sizeMin: market?.sizeMin },
        traded: { tick: market?.tick, sizeMin: 15_000_000n },
      },
    });
  });

  it('is none where no market takes orders', async () => {
    const markets = [...(await listed()).markets.values()];
    const paused = markets.map((market) => ({ ...market, status: { kind: 'paused' } as const }));
    const { probes } = await open({}, universeOf(paused, []));
    expect(await probes.sample()).toEqual({ kind: 'known', value: { kind: 'none' } });
  });

  it('is not known where the markets are not', async () => {
    const { venue } = await open();
    const clock = manualClock();
    const error = {
      kind: 'TIMEOUT',
      endpoint: 'GET /markets/keyset',
      detail: 'no answer within the deadline',
      retryAfter: { kind: 'unspecified' },
    } as const;
    const probes = createVenueProbes({
      transport: openTransport({ clock }),
      clock,
      endpoints: { clob: venue.url, data: venue.url },
      fetchUniverse: () => Promise.resolve(unknown(error)),
    });
    expect(await probes.sample()).toEqual({
      kind: 'unknown',
      cause: 'GET /markets/keyset: TIMEOUT no answer within the deadline',
    });
  });
});

it.each([
  ['clock', '/time'],
  ['apiVersion', '/version'],
  ['lag', '/v2/status'],
  ['sample', '/clob-markets'],
] as const)('%s is not known while %s fails', async (probe, path) => {
  const { probes } = await open({ fault: failing(path, text(503, 'try later')) });
  expect(await probes[probe]()).toMatchObject({
    kind: 'unknown',
    cause: expect.stringMatching(/^GET .*UNAVAILABLE HTTP 503: try later$/) as unknown,
  });
});
