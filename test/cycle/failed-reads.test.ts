import { describe, expect, it } from 'vitest';
import { minutes } from '../../lib/units/time.ts';
import { RAIN, bookOf, tradeOf } from '../backtest/markets.ts';
import { QUIET, cyclesOn, rainSession } from './scene.ts';

describe('while own fills cannot be read for three cycles', () => {
  it('no difference is found in books that are known to be old', async () => {
    let isBlind = false;
    const session = rainSession({
      faults: ({ endpoint }) => (isBlind && endpoint === 'fetchFills' ? 'lost-before' : 'none'),
    });
    await cyclesOn(session, 3);
    session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
    isBlind = true;
    for (const minute of [3, 4, 5]) {
      session.venue.apply(bookOf(RAIN, minute * 60, QUIET));
      const { record } = await session.saved();
      expect(record.mismatches).toEqual([]);
      session.leaseClock.pass(minutes(1));
    }
  });
});
