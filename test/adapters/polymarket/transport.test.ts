// The transport against a real server on this machine.

import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { askJson } from '../../../lib/adapters/polymarket/json-answer.ts';
import { durationMs, seconds } from '../../../lib/units/time.ts';
import { openTransport } from '../../loopback/api.ts';
import { manualClock } from '../../loopback/clocks.ts';
import { json, startLoopback, text } from '../../loopback/server.ts';
import type { VenueError } from '../../../lib/domain/venue-outcome.ts';
import type { HttpRequest } from '../../../lib/adapters/polymarket/transport.ts';
import type { Result } from '../../../lib/units/result.ts';
import type { ManualClock } from '../../loopback/clocks.ts';
import type { Exchange, Loopback, Reply } from '../../loopback/server.ts';

let server: Loopback | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

type Scene = {
  readonly server: Loopback;
  readonly transport: (request: HttpRequest) => Promise<Result<unknown, VenueError>>;
  readonly clock: ManualClock;
  readonly read: HttpRequest;
  readonly write: HttpRequest;
};

const BYTES_MAX = 2_000;

const scene = async (
  answer: (exchange: Exchange, index: number) => Reply,
  deadline = seconds(5),
): Promise<Scene> => {
  let index = -1;
  const running = await startLoopback((exchange) => answer(exchange, (index += 1)));
  server = running;
  const clock = manualClock();
  const url = `${running.url}/things?limit=1`;
  const way = openTransport({ clock, deadline, bytesMax: BYTES_MAX });
  return {
    server: running,
    clock,
    transport: (request) => askJson(way, clock, request),
    read: { endpoint: 'GET /things', method: 'GET', url, effect: 'read', headers: {}, body: null },
    write: {
      endpoint: 'POST /things',
      method: 'POST',
      url,
      effect: 'write',
      headers: {},
      body: '[1]',
    },
  };
};

const kindAfter = async (reply: Reply, deadline = seconds(5)): Promise<string> => {
  const { transport, read } = await scene(() => reply, deadline);
  const result = await transport(read);
  return result.ok ? 'ok' : result.error.kind;
};

describe('a request', () => {
  it('names this program, asks for JSON and gives it parsed', async () => {
    const { transport, read, server: asked } = await scene(() => json({ a: [1] }));
    expect(await transport(read)).toEqual({ ok: true, value: { a: [1] } });
    expect(asked.requests[0]).toMatchObject({
      method: 'GET',
      path: '/things',
      headers: { 'user-agent': 'keel/0.1.0', accept: 'application/json' },
    });
  });

  it('posts a body as JSON', async () => {
    const { transport, write, server: asked } = await scene(() => json(null));
    await transport(write);
    expect(asked.requests[0]).toMatchObject({
      method: 'POST',
      body: '[1]',
      headers: { 'content-type': 'application/json' },
    });
  });

  it('keeps its connection for the ones after it', async () => {
    const { transport, read, server: asked } = await scene(() => json(1));
    for (let count = 0; count < 8; count++) await transport(read);
    expect(asked.requests).toHaveLength(8);
    // A request that comes while the first connection winds up its answer opens a second one.
    expect(asked.connections()).toBeLessThanOrEqual(2);
  });
});

describe('an answer', () => {
  it.each([
    [401, 'UNAUTHORIZED'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [425, 'RESTARTING'],
    [429, 'RATE_LIMITED'],
    [503, 'UNAVAILABLE'],
    [500, 'SERVER'],
    [502, 'SERVER'],
    [504, 'SERVER'],
    [520, 'SERVER'],
    [524, 'SERVER'],
    [400, 'MALFORMED'],
    [405, 'MALFORMED'],
    [422, 'MALFORMED'],
  ])('of status %i is of class %s', async (status, kind) => {
    expect(await kindAfter(text(status, '{"error":"x"}'))).toBe(kind);
  });

  it.each([
    ['no JSON', text(200, '<html>'), 'MALFORMED'],
    ['cut JSON', text(200, '{"a":'), 'MALFORMED'],
    ['empty', text(200, ''), 'MALFORMED'],
    ['from elsewhere', text(302, '', { location: 'http://127.0.0.1:1/' }), 'NETWORK'],
    ['missing, the connection closed', { kind: 'reset' }, 'NETWORK'],
  ] as const)('that is %s is an error', async (_what, reply, kind) => {
    expect(await kindAfter(reply)).toBe(kind);
  });

  it.each([
    ['one byte below', BYTES_MAX - 1, 'ok'],
    ['exactly at', BYTES_MAX, 'ok'],
    ['one byte above', BYTES_MAX + 1, 'MALFORMED'],
  ])('%s the bound is %s', async (_where, bytes, kind) => {
    expect(await kindAfter(text(200, `"${'x'.repeat(bytes - 2)}"`))).toBe(kind);
  });

  it('that unpacks beyond the bound is cut', async () => {
    const packed = gzipSync(`"${'x'.repeat(1_000_000)}"`);
    expect(await kindAfter(text(200, packed, { 'content-encoding': 'gzip' }))).toBe('MALFORMED');
  });

  it.each([
    [200, 'MALFORMED'],
    [500, 'SERVER'],
  ])('of status %i without end is cut', async (status, kind) => {
    expect(await kindAfter({ kind: 'endless', status })).toBe(kind);
  });

  it.each(['silence', 'stall'] as const)('that is a %s ends at the deadline', async (kind) => {
    expect(await kindAfter({ kind }, durationMs(100n))).toBe('TIMEOUT');
  });

  it('from a port where nobody listens is a network error', async () => {
    const { transport, read, server: gone } = await scene(() => json(1));
    await gone.stop();
    server = undefined;
    expect(await transport(read)).toMatchObject({ ok: false, error: { kind: 'NETWORK' } });
  });
});

describe('a closed connection', () => {
  const reset: Reply = { kind: 'reset' };

  it('is tried once more where the host had answered before', async () => {
    const {
      transport,
      read,
      server: asked,
    } = await scene((_, index) => (index === 1 ? reset : json(index)));
    await transport(read);
    expect(await transport(read)).toEqual({ ok: true, value: 2 });
    expect(asked.requests).toHaveLength(3);
  });

  it('is not tried a third time', async () => {
    const {
      transport,
      read,
      server: asked,
    } = await scene((_, index) => (index === 0 ? json(1) : reset));
    await transport(read);
    expect(await transport(read)).toMatchObject({ ok: false, error: { kind: 'NETWORK' } });
    expect(asked.requests).toHaveLength(3);
  });

  it('is not tried again where the host has never answered', async () => {
    const { transport, read, server: asked } = await scene(() => reset);
    await transport(read);
    expect(asked.requests).toHaveLength(1);
  });

  it('is never tried again for a request that changes something', async () => {
    const {
      transport,
      read,
      write,
      server: asked,
    } = await scene((_, index) => (index === 0 ? json(1) : reset));
    await transport(read);
    expect(await transport(write)).toMatchObject({ ok: false, error: { kind: 'NETWORK' } });
    expect(asked.requests).toHaveLength(2);
  });
});

describe('a host that asked us to wait', () => {
  const limited = text(429, 'slow down', { 'retry-after': '10' });

  it.each([
    ['a moment before', 9_999n, 1],
    ['at', 10_000n, 2],
    ['after', 10_001n, 2],
  ])('is asked again only %s the end of the wait', async (_when, waited, requests) => {
    const {
      transport,
      read,
      clock,
      server: asked,
    } = await scene((_, index) => (index === 0 ? limited : json(1)));
    await transport(read);
    clock.advance(durationMs(waited));
    const second = await transport(read);
    expect(asked.requests).toHaveLength(requests);
    expect(second.ok).toBe(requests === 2);
  });

  it('may be asked for something else meanwhile', async () => {
    const { transport, read, write, server: asked } = await scene(() => limited);
    await transport(read);
    await transport(write);
    expect(asked.requests).toHaveLength(2);
  });

  it('is asked to cancel all the same, as often as we want', async () => {
    const { transport, write, server: asked } = await scene(() => limited);
    const cancel: HttpRequest = { ...write, effect: 'cancel' };
    await transport(cancel);
    await transport(cancel);
    await transport(cancel);
    expect(asked.requests).toHaveLength(3);
  });

  it('is told as the time that is left', async () => {
    const { transport, read, clock } = await scene(() => limited);
    await transport(read);
    clock.advance(seconds(4));
    expect(await transport(read)).toMatchObject({
      error: { kind: 'RATE_LIMITED', retryAfter: { kind: 'after', wait: seconds(6) } },
    });
  });
});
