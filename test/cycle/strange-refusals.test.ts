// A venue that refuses orders in words that nobody has seen, and may have taken them all the same.

import { describe, expect, it } from 'vitest';
import { cycleOn, cyclesOn, rainSession, resting } from './scene.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { Session } from '../backtest/session.ts';

const QUOTES = ['BUY 100 YES @ 0.48', 'BUY 100 NO @ 0.48'];
const WORDS = 'words that nobody has seen';

type Scene = {
  readonly session: Session;
  /** The orders that the venue was asked to place since it was last looked. */
  readonly asked: string[];
  /** Whether the venue answers so, whether it takes the orders, and whether it shows them. */
  readonly venue: {
    answers: 'well' | 'strangely';
    does: 'nothing' | 'what it is asked';
    shows: 'all' | 'none';
  };
};

const opened = (): Scene => {
  const asked: string[] = [];
  const mood: Scene['venue'] = { answers: 'strangely', does: 'nothing', shows: 'all' };
  const strange = (venue: SimulatedVenue): SimulatedVenue => ({
    ...venue,
    openOrders: () => (mood.shows === 'all' ? venue.openOrders() : []),
    order: (id) => (mood.shows === 'all' ? venue.order(id) : null),
    place: (incoming) => {
      asked.push(incoming.id);
      if (mood.answers === 'well') return venue.place(incoming);
      if (mood.does === 'what it is asked') venue.place(incoming);
      return { id: incoming.id, kind: 'unknown', detail: WORDS, reply: 'refusal' };
    },
  });
  const session = rainSession({ watchVenue: strange });
  return { session, asked, venue: mood };
};

describe('an order that was refused in unknown words', () => {
  it('is placed anew only when it can no longer appear', async () => {
    const { session, asked, venue } = opened();
    await cycleOn(session, 0);
    const refused = await cycleOn(session, 60);
    expect(session.messages().filter((line) => line.includes(WORDS))).toHaveLength(2);
    venue.answers = 'well';
    await cyclesOn(session, 4, { from: 2 });
    expect(asked).toHaveLength(2);
    await cycleOn(session, 360);
    expect(resting(session)).toEqual(QUOTES);
    const [first] = refused.state.intents;
    expect(await session.store.readSettled(first?.id ?? '')).toMatchObject({
      ok: true,
      value: { end: 'absent' },
    });
  });

  it('is found where the venue took it all the same, and there is one of it', async () => {
    const { session, asked, venue } = opened();
    venue.does = 'what it is asked';
    await cycleOn(session, 0);
    await cycleOn(session, 60);
    venue.answers = 'well';
    asked.length = 0;
    const { state } = await cycleOn(session, 120);
    expect(resting(session)).toEqual(QUOTES);
    expect(state.intents.map(({ phase }) => phase.kind)).toEqual(['resting', 'resting']);
    expect(asked).toEqual([]);
  });

  it('is neither forgotten nor sent again while the venue does not show it yet', async () => {
    const { session, asked, venue } = opened();
    venue.does = 'what it is asked';
    await cycleOn(session, 0);
    const { state: sent } = await cycleOn(session, 60);
    venue.shows = 'none';
    const { state } = await cycleOn(session, 120);
    expect(state.intents.map(({ id }) => id)).toEqual(sent.intents.map(({ id }) => id));
    expect(asked).toHaveLength(2);
  });

  it('opens the breaker where nothing else is ever said', async () => {
    const { session } = opened();
    await cyclesOn(session, 12);
    const { risk } = await session.state();
    expect(risk.breakers.CONSECUTIVE_REJECTS.kind).toBe('open');
    expect(resting(session)).toEqual([]);
  });
});
