import { describe, expect, it } from 'vitest';
import { cycleOn, cyclesOn, rainSession, resting } from './scene.ts';

// A switch for cancels that never reach the venue.
const deafVenue = () => {
  const venue = { isDeaf: false };
  const faults = ({ endpoint }: { readonly endpoint: string }) =>
    venue.isDeaf && endpoint === 'cancelOrders' ? ('lost-before' as const) : ('none' as const);
  return { venue, faults };
};

const HIGHER = { bid: '0.5', ask: '0.54' };

describe('an order whose cancel did not reach the venue', () => {
  it('gets no replacement in that cycle', async () => {
    const { venue, faults } = deafVenue();
    const session = rainSession({ faults });
    await cyclesOn(session, 2);
    const before = resting(session);
    venue.isDeaf = true;
    const { record, state } = await cycleOn(session, 120, { shape: HIGHER });
    expect(resting(session)).toEqual(before);
    expect(record.placed).toBe(0);
    expect(record.orders.map(({ result }) => result)).toEqual([
      expect.stringContaining('INTENT_UNRESOLVED'),
    ]);
    expect(state.intents.map(({ phase }) => phase.kind)).toEqual(['resting', 'cancelling']);
  });

  it('is taken as resting and cancelled again in the next one', async () => {
    const { venue, faults } = deafVenue();
    const session = rainSession({ faults });
    await cyclesOn(session, 2);
    venue.isDeaf = true;
    await cycleOn(session, 120, { shape: HIGHER });
    venue.isDeaf = false;
    const { record } = await cycleOn(session, 180, { shape: HIGHER });
    expect(record.canceled).toHaveLength(2);
    expect(resting(session)).toEqual(['BUY 96.15 YES @ 0.49', 'BUY 96.15 NO @ 0.45']);
  });
});

it('an order first seen after its cancel was asked for is not taken as resting', async () => {
  const bad = { placing: true, cancelling: false, reads: 0 };
  const session = rainSession({
    faults: ({ endpoint }) => {
      if (endpoint === 'postOrder' && bad.placing) return 'lost-after';
      if (endpoint === 'cancelOrders' && bad.cancelling) return 'lost-before';
      if (endpoint !== 'fetchOpenOrders' || bad.reads === 0) return 'none';
      bad.reads -= 1;
      return 'lost-before';
    },
  });
  const { state } = await cyclesOn(session, 2);
  expect(state.intents.map(({ phase }) => phase.kind)).toEqual(['unknown', 'unknown']);
  Object.assign(bad, { placing: false, cancelling: true, reads: 1 });
  session.killSwitch.set('reduce-only');
  const end = await cycleOn(session, 120);
  expect(end.record.canceled).toHaveLength(2);
  expect(resting(session)).toHaveLength(2);
  expect(end.state.intents.map(({ phase }) => phase.kind)).toEqual(['cancelling', 'cancelling']);
});
