// Complete sets whose shares quotes offer for sale: the quotes have to let go of them first.

import { describe, expect, it } from 'vitest';
import { minutes, seconds } from '../../lib/units/time.ts';
import { RAIN, tradeOf } from '../backtest/markets.ts';
import { cycleOn, cyclesOn, rainSession } from './scene.ts';
import type { Session } from '../backtest/session.ts';

type Cancels = { answer: 'done' | 'lost'; during: (session: Session) => void };

// 100 sets, bought within one minute. While the purchases are mined and may fail, their shares are
// offered; then they are final.
const offeredSets = async () => {
  const cancels: Cancels = { answer: 'done', during: () => undefined };
  const session = rainSession({
    venueSettings: { delays: { minedAfter: seconds(10), confirmedAfter: minutes(1) } },
    faults: ({ endpoint }) => {
      if (endpoint !== 'cancelOrders') return 'none';
      cancels.during(session);
      return cancels.answer === 'lost' ? 'lost-before' : 'none';
    },
  });
  await cyclesOn(session, 3);
  session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
  session.venue.apply(tradeOf(RAIN, 150, { taker: 'BUY', price: '0.53', size: '6000' }));
  await cycleOn(session, 180);
  return { session, cancels };
};

describe('complete sets whose shares are offered for sale', () => {
  it('are merged in the cycle that has cancelled the quotes', async () => {
    const { session } = await offeredSets();
    expect(session.venue.openOrders().map(({ side }) => side)).toEqual(['SELL', 'SELL']);
    const { record } = await cycleOn(session, 240);
    expect(record.chain).toEqual(['merge rain: sent']);
  });

  it('are not merged where the cancel is not proven', async () => {
    const { session, cancels } = await offeredSets();
    cancels.answer = 'lost';
    const { record } = await cycleOn(session, 240);
    expect(record.chain).toEqual(['merge rain: failed (its shares are not free)']);
    cancels.answer = 'done';
    expect((await cycleOn(session, 300)).record.chain).toEqual(['merge rain: sent']);
  });

  it('are not merged where a quote has sold shares on the way', async () => {
    const { session, cancels } = await offeredSets();
    cancels.during = ({ venue }) => {
      venue.apply(tradeOf(RAIN, 240, { taker: 'BUY', price: '0.53', size: '6000' }));
    };
    const { record } = await cycleOn(session, 240);
    expect(record.chain).toEqual(['merge rain: failed (its shares are not free)']);
  });
});
