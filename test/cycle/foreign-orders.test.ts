import { describe, expect, it } from 'vitest';
import { minutes } from '../../lib/units/time.ts';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { RAIN, bookOf } from '../backtest/markets.ts';
import { signedBy } from '../simulation/fixtures.ts';
import { QUIET, cyclesOn, rainSession, resting } from './scene.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';

const FOREIGN = 'BUY 7 YES @ 0.45';

// Places an order by hand with the same wallet: no intent of ours knows of it.
const placeByHand = async ({ ports }: Session): Promise<void> => {
  const order = {
    condition: RAIN.condition,
    token: RAIN.yes,
    outcome: 'YES',
    side: 'BUY',
    price: price('0.45'),
    size: shares('7'),
    timeInForce: 'GTC',
    liquidity: 'post-only',
  } as const;
  await ports.venue.postOrder([await signedBy(ports.venue, order)]);
};

const cycleAt = async (session: Session, minute: number): Promise<SavedCycle> => {
  session.venue.apply(bookOf(RAIN, minute * 60, QUIET));
  const end = await session.saved();
  session.leaseClock.pass(minutes(1));
  return end;
};

describe('an order at the venue that is not ours', () => {
  it('is left alone at the first sight, and cancelled once its market is halted', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    await placeByHand(session);
    await cycleAt(session, 2);
    expect(resting(session)).toContain(FOREIGN);
    const { record } = await cycleAt(session, 3);
    expect(record.mismatches).toEqual([expect.stringContaining('is not ours')]);
    expect(record.canceled.map(({ reason }) => reason)).toContainEqual(
      expect.stringContaining('market halted'),
    );
    expect(resting(session)).toEqual([]);
  });

  it('once gone lets its market resume after two cycles that match', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    await placeByHand(session);
    for (const minute of [2, 3, 4]) await cycleAt(session, minute);
    expect(resting(session)).toEqual([]);
    const { record } = await cycleAt(session, 5);
    expect(record.mismatches).toEqual([]);
    expect(resting(session)).toHaveLength(2);
  });
});
