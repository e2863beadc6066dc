// Many cancels go out in pieces that the venue's budget takes, one after another, within one
// deadline.

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CANCEL_CHUNK, PACE_MAX } from '../../../../lib/adapters/polymarket/orders/cancel.ts';
import { orderId } from '../../../../lib/units/ids.ts';
import { minus } from '../../../../lib/units/quantity.ts';
import { durationMs, seconds, secondsAsEstimate } from '../../../../lib/units/time.ts';
import { openTransport } from '../../../loopback/api.ts';
import { manualClock } from '../../../loopback/clocks.ts';
import { json, text } from '../../../loopback/server.ts';
import { idAt, scene } from './scenes.ts';
import type { OrderId } from '../../../../lib/units/ids.ts';
import type { DurationMs } from '../../../../lib/units/quantity.ts';
import type { ManualClock } from '../../../loopback/clocks.ts';
import type { Exchange, Reply } from '../../../loopback/server.ts';

const ids = (count: number): readonly OrderId[] =>
  Array.from({ length: count }, (_, index) => orderId(idAt(index)));
const asked = ({ body }: Exchange): readonly string[] => {
  const sent = JSON.parse(body) as readonly string[] | { readonly orderID: string };
  return 'orderID' in sent ? [sent.orderID] : sent;
};
const allDone = (exchange: Exchange): Reply =>
  json({ canceled: asked(exchange), not_canceled: {} });

// The bucket of the lowest tier: what is beyond it is refused as a whole.
const bucketVenue = (): ((exchange: Exchange, index: number, clock: ManualClock) => Reply) => {
  let tokens = 120;
  let at: ReturnType<ManualClock['monotonic']> | null = null;
  return (exchange, _index, clock) => {
    const now = clock.monotonic();
    tokens = Math.min(120, tokens + secondsAsEstimate(minus(now, at ?? now)) * 80);
    at = now;
    const count = asked(exchange).length;
    if (count > tokens) return text(429, '');
    tokens -= count;
    return allDone(exchange);
  };
};

describe('a cancel of many orders', () => {
  it.each([
    ['one below a piece', CANCEL_CHUNK - 1, [59], []],
    ['a piece', CANCEL_CHUNK, [60], []],
    ['one above a piece', CANCEL_CHUNK + 1, [60, 1], []],
    ['one below the budget', 2 * CANCEL_CHUNK - 1, [60, 59], []],
    ['the budget', 2 * CANCEL_CHUNK, [60, 60], []],
    ['one above the budget', 2 * CANCEL_CHUNK + 1, [60, 60, 1], [13n]],
    ['three pieces', 3 * CANCEL_CHUNK, [60, 60, 60], [750n]],
    ['four pieces', 4 * CANCEL_CHUNK, [60, 60, 60, 60], [750n, 750n]],
  ])('waits only for the budget: %s', async (...[, count, sizes, waits]) => {
    const { writes, server, pauses } = await scene(bucketVenue());
    expect(await writes.cancelOrders(ids(count))).toMatchObject({
      kind: 'known',
      value: { canceled: ids(count), notCanceled: [] },
    });
    expect(server.requests.map((one) => asked(one).length)).toEqual(sizes);
    expect(pauses).toEqual(waits.map(durationMs));
  });

  it('sends a piece when the one before it was answered', async () => {
    let open = 0;
    const seen: number[] = [];
    const { writes } = await scene(async (exchange) => {
      seen.push((open += 1));
      await sleep(20);
      open -= 1;
      return allDone(exchange);
    });
    await writes.cancelOrders(ids(121));
    expect(seen).toEqual([1, 1, 1]);
  });

  it('begins at once, however empty the budget is', async () => {
    const { writes, pauses } = await scene(allDone);
    await writes.cancelOrders(ids(120));
    expect(await writes.cancelOrders(ids(60))).toMatchObject({ kind: 'known' });
    expect(pauses).toEqual([]);
  });

  it('waits a second for the budget at most, and then tries', async () => {
    const empty = { 'poly-ratelimit-remaining': '0', 'poly-ratelimit-reset': '30' };
    const { writes, server, pauses } = await scene((exchange) =>
      text(200, JSON.stringify({ canceled: asked(exchange) }), empty),
    );
    expect(await writes.cancelOrders(ids(61))).toMatchObject({ value: { canceled: ids(61) } });
    expect(pauses).toEqual([PACE_MAX]);
    expect(server.requests).toHaveLength(2);
  });

  it('leaves each later piece its share of the time, whatever becomes of one', async () => {
    const transport = openTransport({ clock: manualClock() });
    const allowed: DurationMs[] = [];
    const { writes } = await scene(
      (exchange, index, clock) => {
        if (index === 1) clock.advance(seconds(4));
        return allDone(exchange);
      },
      {
        deadline: seconds(12),
        transport: (request, within) => {
          if (within !== undefined) allowed.push(within);
          return transport(request, within);
        },
      },
    );
    await writes.cancelOrders(ids(121));
    expect(allowed).toEqual([seconds(4), seconds(6), seconds(8)]);
  });

  it.each([
    ['in time', 3_000n, 2],
    ['at the deadline', 5_000n, 1],
    ['after it', 5_001n, 1],
  ])('begins no piece at the deadline: answered %s', async (_when, taken, requests) => {
    const { writes, server } = await scene(
      (exchange, index, clock) => {
        if (index === 0) clock.advance(durationMs(taken));
        return allDone(exchange);
      },
      { deadline: seconds(5) },
    );
    const outcome = await writes.cancelOrders(ids(61));
    expect(server.requests).toHaveLength(requests);
    expect(outcome).toMatchObject(
      requests === 2
        ? { kind: 'known' }
        : { error: { kind: 'TIMEOUT', detail: 'not sent: no time was left for it' } },
    );
  });

  it('of which a piece fails is unknown, and every piece was sent', async () => {
    const { writes, server } = await scene((exchange, index) =>
      index === 0 ? text(500, '') : allDone(exchange),
    );
    expect(await writes.cancelOrders(ids(150))).toMatchObject({
      kind: 'unknown',
      error: { kind: 'SERVER', endpoint: 'DELETE /orders' },
    });
    expect(server.requests).toHaveLength(3);
  });
});
