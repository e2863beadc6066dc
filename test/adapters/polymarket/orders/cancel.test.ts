// Cancels go out whatever happens, and nothing is read into what comes back.

import { describe, expect, it } from 'vitest';
import { plainError } from '../../../../lib/adapters/polymarket/http-error.ts';
import { orderId } from '../../../../lib/units/ids.ts';
import { err } from '../../../../lib/units/result.ts';
import { durationMs, seconds } from '../../../../lib/units/time.ts';
import { json, text } from '../../../loopback/server.ts';
import { example } from '../examples.ts';
import { ADDRESS } from '../signing/keys.ts';
import { idAt, scene, signed } from './scenes.ts';
import type { OrderId } from '../../../../lib/units/ids.ts';
import type { Exchange, Reply } from '../../../loopback/server.ts';

const ids = (count: number): readonly OrderId[] =>
  Array.from({ length: count }, (_, index) => orderId(idAt(index)));
const ANSWER = example('cancel');
const SILENT = 'the answer does not name it';

const asked = ({ body }: Exchange): readonly string[] => {
  const sent = JSON.parse(body) as readonly string[] | { readonly orderID: string };
  return 'orderID' in sent ? [sent.orderID] : sent;
};
const allDone = (exchange: Exchange): Reply =>
  json({ canceled: asked(exchange), not_canceled: {} });

describe('a cancel', () => {
  it('of one order names it alone, signed for its sender', async () => {
    const { writes, server } = await scene(() => json(ANSWER));
    expect(await writes.cancelOrders(ids(1))).toMatchObject({
      kind: 'known',
      value: { canceled: ids(1), notCanceled: [] },
    });
    expect(server.requests).toMatchObject([
      { method: 'DELETE', path: '/order', body: `{"orderID":"${idAt(0)}"}` },
    ]);
    expect(server.requests[0]?.headers).toMatchObject({ poly_address: ADDRESS });
  });

  it('of nothing asks nothing', async () => {
    const { writes, server } = await scene(() => json(ANSWER));
    expect(await writes.cancelOrders([])).toMatchObject({
      kind: 'known',
      value: { canceled: [], notCanceled: [] },
    });
    expect(server.requests).toHaveLength(0);
  });

  it('of an order that is named twice names it once', async () => {
    const { writes, server } = await scene(() => json(ANSWER));
    await writes.cancelOrders([...ids(1), ...ids(1)]);
    expect(server.requests).toMatchObject([{ path: '/order' }]);
  });

  it('of several orders lists them', async () => {
    const { writes, server } = await scene(allDone);
    await writes.cancelOrders(ids(3));
    expect(server.requests).toMatchObject([
      { method: 'DELETE', path: '/orders', body: JSON.stringify(ids(3)) },
    ]);
  });

  it('of everything has no body, and tells what the venue names', async () => {
    const { writes, server } = await scene(() => json(ANSWER));
    expect(await writes.cancelAll()).toMatchObject({
      kind: 'known',
      value: {
        canceled: [idAt(0)],
        notCanceled: [{ id: idAt(1), reason: 'already canceled or matched' }],
      },
    });
    expect(server.requests).toMatchObject([{ method: 'DELETE', path: '/cancel-all', body: '' }]);
  });
});

describe('an answer to a cancel', () => {
  it.each<[string, unknown, readonly (string | null)[]]>([
    ['names both', ANSWER, [null, 'already canceled or matched']],
    [
      'spells its second list the other way',
      { canceled: [], notCanceled: { [idAt(0)]: 'Order already matched' } },
      ['Order already matched', SILENT],
    ],
    ['has no second list', { canceled: [idAt(0)] }, [null, SILENT]],
    ['has no reasons', { canceled: [idAt(1)], not_canceled: null }, [SILENT, null]],
    ['names nobody', { canceled: [], not_canceled: {} }, [SILENT, SILENT]],
    ['names a stranger', { canceled: ['0x1'], not_canceled: {} }, [SILENT, SILENT]],
    ['is in capitals', { canceled: [idAt(0).toUpperCase()] }, [null, SILENT]],
    [
      'says both of one order',
      { canceled: [idAt(0)], not_canceled: { [idAt(0)]: 'Order already matched' } },
      ['Order already matched', SILENT],
    ],
  ])('that %s cancels what it names and no more', async (_what, answer, reasons) => {
    const { writes } = await scene(() => json(answer));
    const rows = ids(2).map((id, index) => ({ id, reason: reasons[index] }));
    expect(await writes.cancelOrders(ids(2))).toMatchObject({
      kind: 'known',
      value: {
        canceled: rows.flatMap(({ id, reason }) => (reason === null ? [id] : [])),
        notCanceled: rows.filter(({ reason }) => reason !== null),
      },
    });
  });

  it.each<[string, Reply, string]>([
    ['has no list', json({}), 'MALFORMED'],
    ['has a list of numbers', json({ canceled: [1] }), 'MALFORMED'],
    ['has reasons that are none', json({ canceled: [], not_canceled: { a: 1 } }), 'MALFORMED'],
    ['is a list', json([]), 'MALFORMED'],
    ['is null', json(null), 'MALFORMED'],
    ['is cut short', text(200, '{"canceled":['), 'MALFORMED'],
    ['is torn', { kind: 'torn', begins: '{"canceled":[' }, 'NETWORK'],
    ['names an order that is none', text(400, '{"error":"Invalid orderID"}'), 'MALFORMED'],
    ['does not know us', text(401, '{"error":"Unauthorized/Invalid api key"}'), 'UNAUTHORIZED'],
    ['comes from a restart', text(425, 'service not ready'), 'RESTARTING'],
    ['is limited', text(429, ''), 'RATE_LIMITED'],
    ['is closed', text(503, '{"error":"trading is disabled"}'), 'UNAVAILABLE'],
    ['is an error', text(500, ''), 'SERVER'],
    ['is a reset', { kind: 'reset' }, 'NETWORK'],
  ])('that %s is unknown', async (_what, reply, kind) => {
    const { writes } = await scene(() => reply);
    expect(await writes.cancelOrders(ids(2))).toMatchObject({ kind: 'unknown', error: { kind } });
    expect(await writes.cancelAll()).toMatchObject({ kind: 'unknown', error: { kind } });
  });

  it('that never comes is given up at the deadline', async () => {
    const { writes } = await scene(() => ({ kind: 'silence' }), { deadline: durationMs(100n) });
    expect(await writes.cancelAll()).toMatchObject({ error: { kind: 'TIMEOUT' } });
  });
});

describe('nothing holds a cancel back', () => {
  it.each([425, 500, 503])('after an answer %i without a wait', async (status) => {
    const { writes, server } = await scene((exchange, index) =>
      index === 0 ? text(status, '') : allDone(exchange),
    );
    await writes.cancelOrders(ids(2));
    expect(await writes.cancelOrders(ids(2))).toMatchObject({ kind: 'known' });
    expect(server.requests).toHaveLength(2);
  });

  it('nor a connection that was closed while it was idle', async () => {
    const replies: readonly Reply[] = [json(ANSWER), { kind: 'reset' }];
    const { writes, server } = await scene((_, index) => replies[index] ?? json(ANSWER));
    await writes.cancelAll();
    expect(await writes.cancelAll()).toMatchObject({ kind: 'known' });
    expect(server.requests).toHaveLength(3);
  });

  it('when placing was told to wait', async () => {
    const { writes, server } = await scene(({ method }) =>
      method === 'POST' ? text(429, '', { 'retry-after': '60' }) : json(ANSWER),
    );
    await writes.postOrder([signed()]);
    expect(await writes.cancelAll()).toMatchObject({ kind: 'known' });
    expect(server.requests).toHaveLength(2);
  });

  it.each(['9', '3600'])('nor a wait of %s seconds that it was told itself', async (wait) => {
    const { writes, server } = await scene((exchange, index) =>
      index < 2 ? text(429, '', { 'retry-after': wait }) : allDone(exchange),
    );
    await writes.cancelOrders(ids(2));
    expect(await writes.cancelOrders(ids(2))).toMatchObject({
      error: { kind: 'RATE_LIMITED', retryAfter: { kind: 'after', wait: seconds(Number(wait)) } },
    });
    expect(await writes.cancelOrders(ids(2))).toMatchObject({ value: { canceled: ids(2) } });
    expect(server.requests).toHaveLength(3);
  });

  it('but headers that cannot be had', async () => {
    const error = plainError('TIMEOUT', 'GET /auth/derive-api-key', 'no answer');
    const { writes, server } = await scene(() => json(ANSWER), {
      signedHeaders: () => Promise.resolve(err(error)),
    });
    expect(await writes.cancelAll()).toEqual({ kind: 'unknown', error });
    expect(server.requests).toHaveLength(0);
  });

  it('but headers that took all of its time', async () => {
    const { writes, server } = await scene(() => json(ANSWER), { deadline: seconds(0) });
    expect(await writes.cancelAll()).toMatchObject({
      error: { kind: 'TIMEOUT', endpoint: 'DELETE /cancel-all' },
    });
    expect(server.requests).toHaveLength(0);
  });
});
