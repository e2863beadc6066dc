import { describe, expect, it } from 'vitest';
import { mapObserved } from '../../lib/domain/observed.ts';
import { minutes } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { RAIN, bookOf, tradeOf } from '../backtest/markets.ts';
import { QUIET, cyclesOn, rainSession } from './scene.ts';
import type { CycleEnd } from '../../lib/cycle/finish.ts';
import type { Venue } from '../../lib/ports/venue.ts';

describe('a fill that no books can take', () => {
  it('is reported once a cycle, and halts its market instead of the system', async () => {
    const session = rainSession();
    await cyclesOn(session, 3);
    session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
    const { ports } = session;
    const fetchFills: Venue['fetchFills'] = async (...asked) =>
      mapObserved(await ports.venue.fetchFills(...asked), (fills) =>
        fills.map((one) => ({ ...one, fee: usdc('-0.01') })),
      );
    const ends: CycleEnd[] = [];
    for (const minute of [3, 4, 5]) {
      session.venue.apply(bookOf(RAIN, minute * 60, QUIET));
      ends.push(await session.cycle({ ...ports, venue: { ...ports.venue, fetchFills } }));
      session.leaseClock.pass(minutes(1));
    }
    expect(ends.map(({ kind }) => kind)).toEqual(['saved', 'saved', 'saved']);
    const state = await session.state();
    expect(state.risk.mismatches.filter(({ halted }) => halted).map(({ scope }) => scope)).toEqual(
      expect.arrayContaining([{ kind: 'market', condition: RAIN.condition }]),
    );
    for (const { reports } of session.records.slice(-3))
      expect(reports).toEqual([expect.stringContaining('cannot be booked: fill')]);
  });
});
