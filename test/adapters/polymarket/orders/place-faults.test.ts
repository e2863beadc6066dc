// What can happen to a connection while an order is on its way. Whether the venue took it is known
// only where nothing was sent or an answer was understood.

import { describe, expect, it } from 'vitest';
import { openTransport } from '../../../loopback/api.ts';
import { manualClock } from '../../../loopback/clocks.ts';
import { json, text } from '../../../loopback/server.ts';
import { durationMs, seconds } from '../../../../lib/units/time.ts';
import { err } from '../../../../lib/units/result.ts';
import { plainError } from '../../../../lib/adapters/polymarket/http-error.ts';
import { example } from '../examples.ts';
import { batch, brief, idAt, outcomesUnder, scene, signed } from './scenes.ts';
import type { VenueError } from '../../../../lib/domain/venue-outcome.ts';
import type { Reply } from '../../../loopback/server.ts';

const LIVE = example('order-live');
const TORN = '{"success":true,"errorMsg":"","orderID":"';

describe('an order', () => {
  it.each<[string, Reply]>([
    ['dropped after it was taken', { kind: 'reset' }],
    ['answered 500 after it was taken', text(500, '{"error":"Internal server error"}')],
    ['whose answer is torn', { kind: 'torn', begins: TORN }],
    ['whose answer is cut short', text(200, TORN)],
    ['whose answer is no JSON', text(200, '<html>')],
    ['whose answer is empty', text(200, '')],
    ['whose answer is sent elsewhere', text(302, '', { location: 'http://127.0.0.1:1/' })],
    ['whose answer has no end', { kind: 'endless', status: 200 }],
  ])('%s is unknown', async (_what, reply) => {
    expect((await outcomesUnder(reply)).map(brief)).toEqual(['unknown']);
    expect((await outcomesUnder(reply, batch(2))).map(brief)).toEqual(['unknown', 'unknown']);
  });

  it.each<[string, Reply]>([
    ['never comes', { kind: 'silence' }],
    ['never ends', { kind: 'stall' }],
  ])('whose answer %s is unknown at the deadline', async (_what, reply) => {
    const outcomes = await outcomesUnder(reply, batch(2), { deadline: durationMs(100n) });
    expect(outcomes).toMatchObject([
      { kind: 'unknown', detail: 'timeout: no answer within the deadline' },
      { kind: 'unknown' },
    ]);
  });

  it.each<[string, readonly Reply[]]>([
    ['dropped', [json(LIVE), { kind: 'reset' }, json(LIVE)]],
    ['answered 500', [json(LIVE), text(500, ''), json(LIVE)]],
  ])('that is %s is sent once', async (_what, replies) => {
    const { writes, server } = await scene((_, index) => replies[index] ?? json(LIVE));
    await writes.postOrder([signed()]);
    expect((await writes.postOrder([signed()])).map(brief)).toEqual(['unknown']);
    expect(server.requests).toHaveLength(2);
  });

  it('was not sent where nobody listens', async () => {
    const { writes, server } = await scene(() => json(LIVE));
    await server.stop();
    expect((await writes.postOrder(batch(2))).map(brief)).toEqual([
      'not-sent unavailable',
      'not-sent unavailable',
    ]);
  });

  it('is placed as before when the engine is back', async () => {
    const { writes } = await scene((_, index) =>
      index === 0 ? text(425, 'service not ready') : json(LIVE),
    );
    expect((await writes.postOrder([signed()])).map(brief)).toEqual(['not-sent restarting']);
    expect((await writes.postOrder([signed()])).map(brief)).toEqual(['placed']);
  });
});

describe('without the headers that prove who asks', () => {
  const failing = (kind: VenueError['kind']) => ({
    signedHeaders: () => Promise.resolve(err(plainError(kind, 'GET /auth/derive-api-key', 'no'))),
  });

  it.each([
    ['TIMEOUT', 'not-sent unavailable'],
    ['UNAUTHORIZED', 'not-sent unavailable'],
    ['RESTARTING', 'not-sent restarting'],
    ['RATE_LIMITED', 'not-sent rate-limited'],
  ] as const)('for %s nothing is sent', async (kind, means) => {
    const { writes, server } = await scene(() => json(LIVE), failing(kind));
    expect((await writes.postOrder([signed()])).map(brief)).toEqual([means]);
    expect(server.requests).toHaveLength(0);
  });

  it('a wait that was told to them is passed on', async () => {
    const retryAfter = { kind: 'after', wait: seconds(9) } as const;
    const told = { ...plainError('RATE_LIMITED', 'GET /auth/derive-api-key', 'no'), retryAfter };
    const { writes } = await scene(() => json(LIVE), {
      signedHeaders: () => Promise.resolve(err(told)),
    });
    expect(await writes.postOrder([signed()])).toMatchObject([{ id: idAt(0), retryAfter }]);
  });
});

describe('the deadline', () => {
  it.each([
    ['one millisecond below', 4_999n, 'placed'],
    ['exactly at', 5_000n, 'not-sent deadline'],
    ['one millisecond above', 5_001n, 'not-sent deadline'],
  ])('counts headers that took %s it', async (_where, took, means) => {
    const clock = manualClock();
    // The answer comes at once, but real time would run out.
    const slack = openTransport({ clock });
    const { writes, server } = await scene(() => json(LIVE), {
      clock,
      transport: (request) => slack(request),
      signedHeaders: () => {
        clock.advance(durationMs(took));
        return Promise.resolve({ ok: true, value: {} });
      },
    });
    expect((await writes.postOrder([signed()])).map(brief)).toEqual([means]);
    expect(server.requests).toHaveLength(means === 'placed' ? 1 : 0);
  });
});

describe('whoever listens for modes', () => {
  it('hears every answer, whatever its status', async () => {
    const replies = [json(LIVE), text(425, 'service not ready'), text(503, 'x')];
    const { writes, heard } = await scene((_, index) => replies[index] ?? { kind: 'reset' });
    for (let count = 0; count < 4; count++) await writes.postOrder([signed()]);
    await writes.cancelAll();
    expect(heard.map(({ status }) => status)).toEqual([200, 425, 503]);
  });
});
