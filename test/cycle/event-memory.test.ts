import { expect, it } from 'vitest';
import { universeOf } from '../../lib/domain/market.ts';
import { eventId } from '../../lib/units/ids.ts';
import { minutes } from '../../lib/units/time.ts';
import { bookOf, marketNamed } from '../backtest/markets.ts';
import { openSession } from '../backtest/session.ts';
import { held } from './scene.ts';

const EVENT = eventId('which-team');
const [FIRST, SECOND, THIRD] = [
  marketNamed('first', { event: EVENT, negRisk: true }),
  marketNamed('second', { event: EVENT, negRisk: true }),
  marketNamed('third', { event: EVENT, negRisk: true }),
] as const;

const universe = universeOf(
  [FIRST, SECOND, THIRD],
  [
    {
      id: EVENT,
      slug: 'which-team',
      category: 'sports',
      exclusivity: 'exclusive',
      completeness: 'complete',
      markets: [FIRST.condition, SECOND.condition, THIRD.condition],
    },
  ],
);

// The outcomes sum to 1.10, so that the first one is priced lower while all three can be priced.
it('a sibling whose book comes and goes moves no market that stands still', async () => {
  const session = openSession({ universe });
  for (let minute = 0; minute < 8; minute += 1) {
    const second = minute * 60;
    const size = minute % 2 === 0 ? '4000' : '10';
    session.venue.apply(bookOf(FIRST, second, { bid: '0.48', ask: '0.52', size: '4000' }));
    session.venue.apply(bookOf(SECOND, second, { bid: '0.33', ask: '0.37', size: '4000' }));
    session.venue.apply(bookOf(THIRD, second, { bid: '0.23', ask: '0.27', size }));
    held(session, await session.saved());
    session.leaseClock.pass(minutes(1));
  }
  const memory = (await session.state()).memory.markets.get(FIRST.condition);
  expect(memory?.samples).toHaveLength(6);
  expect(memory?.variancePerHour).toBe(0);
});
