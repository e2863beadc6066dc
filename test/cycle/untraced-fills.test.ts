import { describe, expect, it } from 'vitest';
import { err } from '../../lib/units/result.ts';
import { RAIN, bookOf, tradeOf } from '../backtest/markets.ts';
import { QUIET, cyclesOn, rainSession } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';

describe('a fill of a settled order whose owner cannot be read', () => {
  it('is not booked in that cycle, in which own fills count as unknown', async () => {
    const session = rainSession();
    await cyclesOn(session, 3);
    session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
    // The order is no longer among the open ones, as after a crash that lost the cycle's save.
    const { ports } = session;
    const acquire: Ports['store']['acquire'] = async (request) => {
      const acquired = await ports.store.acquire(request);
      if (!acquired.ok || acquired.value.state === null) return acquired;
      const state = { ...acquired.value.state, intents: [] };
      return { ok: true, value: { ...acquired.value, state } };
    };
    const readSettled: Ports['store']['readSettled'] = () =>
      Promise.resolve(err({ kind: 'UNAVAILABLE', detail: 'throttled' }));
    session.venue.apply(bookOf(RAIN, 180, QUIET));
    const end = await session.cycle({ ...ports, store: { ...ports.store, acquire, readSettled } });
    if (end.kind !== 'saved') throw new Error(end.kind);
    expect([...end.state.ledger.lots.keys()]).toEqual([]);
    expect(end.record.observed['fills']).toContain('settled intents');
  });
});
