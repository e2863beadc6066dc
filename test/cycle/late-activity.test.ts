import { describe, expect, it } from 'vitest';
import { known } from '../../lib/domain/observed.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { minutes } from '../../lib/units/time.ts';
import { RAIN, at, bookOf } from '../backtest/markets.ts';
import { QUIET, rainSession } from './scene.ts';
import type { Activity } from '../../lib/domain/activity.ts';
import type { Venue } from '../../lib/ports/venue.ts';

// A reward that shows up at once, and a deposit that happened before it and is listed later.
const LISTED_FROM: readonly (readonly [number, Activity])[] = [
  [5, { key: 'reward', kind: 'reward', amount: usdc('3'), at: at(290) }],
  [6, { key: 'deposit', kind: 'deposit', amount: usdc('500'), at: at(100) }],
];

describe('wallet activity that is listed late', () => {
  it('is booked although younger activity was listed before it', async () => {
    const session = rainSession();
    for (let minute = 0; minute <= 7; minute += 1) {
      session.venue.apply(bookOf(RAIN, minute * 60, QUIET));
      const listed = LISTED_FROM.filter(([from]) => from <= minute).map(([, one]) => one);
      const fetchActivity: Venue['fetchActivity'] = (from) =>
        Promise.resolve(
          known(
            listed.filter((one) => one.at >= from),
            session.venue.now(),
          ),
        );
      const { ports } = session;
      await session.cycle({ ...ports, venue: { ...ports.venue, fetchActivity } });
      session.leaseClock.pass(minutes(1));
    }
    expect((await session.state()).ledger.flows).toBe(usdc('10500'));
  });
});
