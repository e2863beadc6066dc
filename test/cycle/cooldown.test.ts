// What the venue has refused for want of funds is not asked for again until the pause is over: the
// pause is learnt from its answer, kept with the state, and ends by itself.

import { describe, expect, it } from 'vitest';
import { cycleOn, rainSession, resting } from './scene.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { Session } from '../backtest/session.ts';

const REJECTED = '[ExecutionEngine] ❌ MM BUY failed: REJECTED: class=funds no allowance';
const CACHED =
  '[ExecutionEngine] ❌ MM BUY failed: COOLDOWN_CACHED: scope=token token=rain-yes side=BUY ' +
  'until=2026-06-01T12:11:00.000Z cause=funds';

type Scene = {
  readonly asked: string[];
  readonly watch: (venue: SimulatedVenue) => SimulatedVenue;
};

/** A venue that turns down the first BUY of YES, and the list of what it was asked to place. */
const refusingOnce = (): Scene => {
  const asked: string[] = [];
  let refusals = 0;
  return {
    asked,
    watch: (venue) => ({
      ...venue,
      place: (incoming) => {
        const { side, token } = incoming.order;
        const what = `${side} ${token}`;
        asked.push(what);
        if (what !== 'BUY rain-yes' || refusals > 0) return venue.place(incoming);
        refusals += 1;
        return {
          id: incoming.id,
          kind: 'rejected',
          class: 'funds',
          message: 'no allowance',
          retryAfter: { kind: 'unspecified' },
        };
      },
    }),
  };
};

const rejectedAtMinuteOne = async (): Promise<Scene & { readonly session: Session }> => {
  const scene = refusingOnce();
  const session = rainSession({ watchVenue: scene.watch });
  for (const minute of [0, 1]) await cycleOn(session, minute * 60);
  expect(session.messages().filter((line) => line.includes('failed'))).toEqual([REJECTED]);
  return { ...scene, session };
};

/** What a cycle at a second says of the orders that failed. */
const failuresAt = async (session: Session, second: number): Promise<readonly string[]> => {
  const before = session.logs.length;
  await cycleOn(session, second);
  return session
    .messages()
    .slice(before)
    .filter((line) => line.includes('failed'));
};

const timesAsked = (asked: readonly string[]): number =>
  asked.filter((what) => what === 'BUY rain-yes').length;

describe('a token and side that the venue has rejected', () => {
  it('pitfall 14: is refused with expiry and cause, and never asked for meanwhile', async () => {
    const { session, asked } = await rejectedAtMinuteOne();
    const others = asked.length - timesAsked(asked);
    for (let minute = 2; minute <= 10; minute += 1)
      expect(await failuresAt(session, minute * 60)).toEqual([CACHED]);
    expect(timesAsked(asked)).toBe(1);
    expect(asked.length - timesAsked(asked)).toBeGreaterThan(others);
  });

  it.each([
    ['one millisecond before its expiry is refused', 659.999, [CACHED], 1],
    ['at its expiry is asked for again by itself', 660, [], 2],
    ['one millisecond after its expiry is asked for again by itself', 660.001, [], 2],
  ])('pitfall 14: %s', async (...[, second, failures, times]) => {
    const { session, asked } = await rejectedAtMinuteOne();
    expect(await failuresAt(session, second)).toEqual(failures);
    expect(timesAsked(asked)).toBe(times);
    expect(resting(session).includes('BUY 100 YES @ 0.48')).toBe(times === 2);
  });

  it('pitfall 14: stays refused for a process that starts anew on the same state', async () => {
    const { session, asked } = await rejectedAtMinuteOne();
    const { venue, store } = session;
    const second = rainSession({ venue, store, name: 'second' });
    expect(await failuresAt(second, 120)).toEqual([CACHED]);
    expect(timesAsked(asked)).toBe(1);
  });
});
