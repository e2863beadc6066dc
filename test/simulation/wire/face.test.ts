// The server on a socket and the server in the same process are one: what a sender meets of each
// fault is the same either way.

import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchHttp } from '../../../lib/adapters/polymarket/fetch-http.ts';
import { turn } from '../../../lib/simulation/wire/controls.ts';
import { startWireServer } from '../../../lib/simulation/wire/face.ts';
import { durationMs, msOfDuration, seconds } from '../../../lib/units/time.ts';
import { sendTo } from '../../loopback/in-process.ts';
import { openWire } from './markets.ts';
import type { SendHttp, WireRequest } from '../../../lib/adapters/polymarket/http.ts';
import type { FaultEffect } from '../../../lib/simulation/wire/faults.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';

const DEADLINE = durationMs(300n);

const overSocket = async (server: WireServer): Promise<{ send: SendHttp; url: string }> => {
  const { url, stop } = await startWireServer(server);
  onTestFinished(stop);
  return { send: fetchHttp({ version: '0.1.0', bytesMax: 100_000 }), url };
};

const requestTo = (url: string, changes: Partial<WireRequest> = {}): WireRequest => ({
  method: 'GET',
  url: `${url}/time`,
  headers: {},
  body: null,
  ...changes,
});

const EFFECTS: readonly (readonly [string, FaultEffect | null])[] = [
  ['nothing', null],
  ['a drop before', { kind: 'drop', when: 'before' }],
  ['a drop after', { kind: 'drop', when: 'after' }],
  ['silence', { kind: 'silence', when: 'before' }],
  ['an answer beyond the deadline', { kind: 'late', by: seconds(2) }],
  ['an answer within the deadline', { kind: 'late', by: durationMs(20n) }],
  ['half an answer', { kind: 'cut', characters: 4 }],
  [
    'another answer',
    {
      kind: 'instead',
      when: 'before',
      answer: { status: 429, body: '{}', headers: { 'retry-after': '3' } },
    },
  ],
  ['nonsense', { kind: 'malformed', body: '<html>' }],
];

describe('the face', () => {
  it.each(EFFECTS)('shows %s as the server in the same process does', async (_what, effect) => {
    const metBy = async (send: SendHttp, server: WireServer, url: string): Promise<unknown> => {
      if (effect !== null)
        server.faults.add({ endpoint: 'GET /time', order: 'any', times: 1, effect });
      const result = await send(requestTo(url), DEADLINE);
      if (!result.ok) return result.error.kind;
      const { status, body, headers } = result.value;
      return { status, body, retryAfter: headers['retry-after'] };
    };
    const server = openWire();
    const { send, url } = await overSocket(server);
    const near = openWire();
    const met = await metBy(send, server, url);
    expect(met).toEqual(
      await metBy(
        sendTo(near, () => undefined),
        near,
        'http://wire',
      ),
    );
  });

  it('lets the clock of a waiting sender in the same process pass', async () => {
    const server = openWire();
    let passed = 0n;
    const send = sendTo(server, (time) => (passed += msOfDuration(time)));
    for (const effect of EFFECTS.flatMap(([, one]) => (one === null ? [] : [one]))) {
      server.faults.add({ endpoint: 'GET /time', order: 'any', times: 1, effect });
      await send(requestTo('http://wire'), DEADLINE);
    }
    expect(passed).toBe(300n + 300n + 20n);
  });

  it('passes on the query, the headers and the body', async () => {
    const server = openWire();
    const { send, url } = await overSocket(server);
    const token = [...server.venue.universe().tokens.keys()][0] ?? '';
    const book = await send(requestTo(url, { url: `${url}/book?token_id=${token}` }), DEADLINE);
    expect(book).toMatchObject({ ok: true, value: { status: 200 } });
    const books = await send(
      requestTo(url, {
        method: 'POST',
        url: `${url}/books`,
        body: JSON.stringify([{ token_id: token }]),
        headers: { 'x-empty': '' },
      }),
      DEADLINE,
    );
    expect(books.ok && JSON.parse(books.value.body)).toHaveLength(1);
  });

  it('answers after the latency that it is given', async () => {
    const server = openWire();
    turn(server, { latency: durationMs(80n) });
    const { send, url } = await overSocket(server);
    const start = performance.now();
    await send(requestTo(url), seconds(5));
    expect(performance.now() - start).toBeGreaterThanOrEqual(75);
  });

  it('reads no more than an order could be', async () => {
    const { send, url } = await overSocket(openWire());
    const body = 'x'.repeat(2_000_001);
    const met = await send(requestTo(url, { method: 'POST', body }), seconds(5));
    expect(met.ok).toBe(false);
  });

  it('survives a request that is none', async () => {
    const { send, url } = await overSocket(openWire());
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(socket.resume(), 'close');
    expect(await send(requestTo(url), seconds(5))).toMatchObject({ ok: true });
  });
});
