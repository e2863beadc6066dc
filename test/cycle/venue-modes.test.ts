import { describe, expect, it } from 'vitest';
import { cyclesOn, cycleOn, rainSession, resting } from './scene.ts';

describe('a mode of the venue', () => {
  it.each([
    ['post-only', 'ACTIVE'],
    ['closed-only', 'REDUCE_ONLY'],
    ['cancel-only', 'HALTED'],
    ['disabled', 'HALTED'],
  ] as const)('is shown: %s, in which trading is %s, and ends by itself', async (mode, state) => {
    const session = rainSession();
    await cyclesOn(session, 1);
    session.venue.setMode(mode);
    const during = await cycleOn(session, 60);
    expect([during.record.observed['mode'], during.record.tradingState]).toEqual([mode, state]);
    session.venue.setMode('normal');
    const after = await cycleOn(session, 120);
    expect([after.record.observed['mode'], after.record.tradingState]).toEqual([
      'normal',
      'ACTIVE',
    ]);
  });

  it('takes the adding orders off the book while the account may only close', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    expect(resting(session)).not.toEqual([]);
    session.venue.setMode('closed-only');
    await cycleOn(session, 120);
    expect(resting(session)).toEqual([]);
    session.venue.setMode('normal');
    await cycleOn(session, 180);
    expect(resting(session)).not.toEqual([]);
  });
});
