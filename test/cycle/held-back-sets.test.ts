// Complete sets whose shares quotes offer for sale: the quotes have to let go of them first.

import { describe, expect, it } from 'vitest';
import { formatShares } from '../../lib/units/shares.ts';
import { minutes, seconds } from '../../lib/units/time.ts';
import { RAIN, tradeOf } from '../backtest/markets.ts';
import { cycleOn, cyclesOn, rainSession, resting } from './scene.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';

type Cancels = { answer: 'done' | 'lost'; during: (session: Session) => void };

// 100 sets, bought within one minute. While the purchases are mined and may fail, their shares are
// offered; then they are final.
const offeredSets = async (size = '6000') => {
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
  session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size }));
  session.venue.apply(tradeOf(RAIN, 150, { taker: 'BUY', price: '0.53', size }));
  await cycleOn(session, 180);
  return { session, cancels };
};

// The sets that a cycle has sent to be merged.
const merging = ({ state }: SavedCycle): readonly string[] =>
  state.chainMoves.map(({ request }) =>
    request.kind === 'merge' ? formatShares(request.size) : request.kind,
  );

describe('complete sets whose shares are offered for sale', () => {
  it('are all merged in the cycle that has cancelled the quotes', async () => {
    const { session } = await offeredSets();
    expect(resting(session)).toEqual(['SELL 52 NO @ 0.52', 'SELL 52 YES @ 0.52']);
    expect(merging(await cycleOn(session, 240))).toEqual(['100']);
  });

  it('are merged as far as no quote may sell them where its cancel is not proven', async () => {
    const { session, cancels } = await offeredSets();
    cancels.answer = 'lost';
    expect(merging(await cycleOn(session, 240))).toEqual(['48']);
  });

  it('are merged as far as no quote has sold them on the way', async () => {
    const { session, cancels } = await offeredSets();
    cancels.during = ({ venue }) => {
      venue.apply(tradeOf(RAIN, 240, { taker: 'BUY', price: '0.53', size: '6000' }));
    };
    expect(merging(await cycleOn(session, 240))).toEqual(['48']);
  });

  it('wait where what is left of them is worth no transaction', async () => {
    const { session, cancels } = await offeredSets('52.5');
    cancels.answer = 'lost';
    const { record } = await cycleOn(session, 240);
    expect(record.chain).toEqual(['merge rain: failed (its shares are not free)']);
  });
});
