// What the gate judged is sent soon after, or not at all: what comes in between may take long.

import { describe, expect, it } from 'vitest';
import { postBatch } from '../../lib/execution/engine-post.ts';
import { invocationId, orderId } from '../../lib/units/ids.ts';
import { after, durationMs, seconds } from '../../lib/units/time.ts';
import { approved, NOW } from './orders.ts';
import type { SignedOrder } from '../../lib/domain/order.ts';
import type { PlaceOutcome } from '../../lib/domain/venue-outcome.ts';

const WITHIN = 15_000n;
const ORDER: SignedOrder = {
  approved: approved(),
  expiration: { kind: 'never' },
  id: orderId('0x01'),
  body: '{}',
};

type Passing = { readonly wall: bigint; readonly monotonic: bigint };

// A switch and a venue that take their time, by either clock; the venue's first answer is lost.
const posted = async (switchTakes: Passing, venueTakes: Passing) => {
  let wall = 0n;
  let monotonic = 0n;
  const pass = (time: Passing): void => {
    wall += time.wall;
    monotonic += time.monotonic;
  };
  const clock = { now: () => after(NOW, durationMs(wall)), monotonic: () => durationMs(monotonic) };
  const requests: string[] = [];
  const answerTo = ({ id }: SignedOrder): PlaceOutcome =>
    requests.length > 1
      ? { id, kind: 'placed' }
      : { id, kind: 'unknown', detail: 'lost', reply: 'none' };
  const ports = {
    clock,
    leaseClock: clock,
    killSwitch: {
      read: () => {
        if (requests.length === 0) pass(switchTakes);
        return Promise.resolve({ kind: 'read', position: 'off', source: 'test' } as const);
      },
    },
    venue: {
      postOrder: (orders: readonly SignedOrder[]) => {
        requests.push(...orders.map(({ id }) => id));
        pass(venueTakes);
        return Promise.resolve(orders.map(answerTo));
      },
    },
  };
  const lease = { holder: invocationId('a'), fence: 1, version: 0, end: after(NOW, seconds(90)) };
  const context = {
    venueTime: { at: NOW, monotonic: durationMs(0n) },
    held: { lease, monotonicEnd: seconds(90) },
    leaseReserve: seconds(15),
    judged: { at: NOW, monotonic: durationMs(0n) },
    sendWithin: durationMs(WITHIN),
  };
  const { outcomes } = await postBatch(ports, context, [ORDER]);
  return { requests, outcome: outcomes[0] };
};

const BOTH = (ms: bigint): Passing => ({ wall: ms, monotonic: ms });
const AT_ONCE = BOTH(0n);

describe('an order that was judged', () => {
  // Simulated section 232707701481373.
  it.each([
    ['both clocks', BOTH],
    ['the clock on the wall', (ms: bigint) => ({ wall: ms, monotonic: 0n })],
    ['the clock that is never set', (ms: bigint) => ({ wall: 0n, monotonic: ms })],
  ])('is sent up to 15 s later by %s, and not after that', async (_name, taking) => {
    for (const ms of [WITHIN - 1n, WITHIN])
      expect((await posted(taking(ms), AT_ONCE)).outcome).toMatchObject({ kind: 'placed' });
    const late = await posted(taking(WITHIN + 1n), AT_ONCE);
    expect(late.requests).toEqual([]);
    expect(late.outcome).toMatchObject({ kind: 'not-sent', cause: 'deadline' });
  });

  it.each([
    [WITHIN, 2],
    [WITHIN + 1n, 1],
  ])('whose first request took %i ms is asked about %i times', async (ms, count) => {
    const { requests, outcome } = await posted(AT_ONCE, BOTH(ms));
    expect(requests).toHaveLength(count);
    expect(outcome).toMatchObject({ kind: count === 2 ? 'placed' : 'unknown' });
  });
});
