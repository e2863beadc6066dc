// A lease lasts as long as its process can run and a little longer, never as long as a minute, and
// what a process could not see to its end it does not send.

import { describe, expect, it } from 'vitest';
import { LEASE_LENGTH } from '../../lib/cycle/settings.ts';
import { durationMs, elapsed, msOfDuration } from '../../lib/units/time.ts';
import { RAIN, bookOf } from '../backtest/markets.ts';
import { QUIET, cyclesOn, rainSession } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';

const hurried = (ports: Ports, leftMs: number): Ports => ({
  ...ports,
  timeLeft: () => durationMs(BigInt(leftMs)),
});

describe('a lease', () => {
  it.each([
    [1_000, 6_000],
    [49_999, 54_999],
    [50_000, 55_000],
    [50_001, 55_000],
    [900_000, 55_000],
  ])('of a process with %i ms left lasts %i ms', async (leftMs, lengthMs) => {
    const { ports, cycle } = rainSession();
    const lengths: number[] = [];
    const store: Ports['store'] = {
      ...ports.store,
      acquire: (request) => {
        lengths.push(Number(msOfDuration(elapsed(request.now, request.end))));
        return ports.store.acquire(request);
      },
    };
    await cycle({ ...hurried(ports, leftMs), store });
    expect(lengths).toEqual([lengthMs]);
  });

  it('of a process that nobody ends has the full length', () => {
    expect(rainSession().ports.timeLeft()).toBe(LEASE_LENGTH);
  });
});

describe('an order', () => {
  // A placing request may take 10 s, and requests are ended 7 s before the process.
  it.each([
    [16_999, 'NOT_SENT: cause=deadline'],
    [17_000, 'placed'],
    [17_001, 'placed'],
  ])('of a process with %i ms left is %s', async (leftMs, expected) => {
    const session = rainSession();
    await cyclesOn(session, 1);
    session.venue.apply(bookOf(RAIN, 60, QUIET));
    const end = await session.cycle(hurried(session.ports, leftMs));
    const results = end.kind === 'saved' ? end.record.orders.map(({ result }) => result) : [];
    expect(results).toEqual([expected, expected]);
  });
});
