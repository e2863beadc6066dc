// A venue that refuses orders in words that nobody has seen.

import { describe, expect, it } from 'vitest';
import { cycleOn, rainSession, resting } from './scene.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { Session } from '../backtest/session.ts';

const QUOTES = ['BUY 100 YES @ 0.48', 'BUY 100 NO @ 0.48'];
const WORDS = 'words that nobody has seen';

type Scene = {
  readonly session: Session;
  /** The orders that the venue was asked to place since it was last looked. */
  readonly asked: string[];
  /** Whether the venue answers so, and whether it takes the orders all the same. */
  readonly venue: { answers: 'well' | 'strangely'; does: 'nothing' | 'what it is asked' };
};

const opened = (): Scene => {
  const asked: string[] = [];
  const mood: Scene['venue'] = { answers: 'strangely', does: 'nothing' };
  const strange = (venue: SimulatedVenue): SimulatedVenue => ({
    ...venue,
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
  it('is not sent again in its cycle, and is placed anew in the next one', async () => {
    const { session, asked, venue } = opened();
    await cycleOn(session, 0);
    const refused = await cycleOn(session, 60);
    expect(asked).toHaveLength(2);
    expect(refused.state.intents.map(({ phase }) => phase)).toEqual([
      { kind: 'refused', detail: WORDS },
      { kind: 'refused', detail: WORDS },
    ]);
    expect(session.messages().filter((line) => line.includes(WORDS))).toHaveLength(2);
    venue.answers = 'well';
    await cycleOn(session, 120);
    expect(resting(session)).toEqual(QUOTES);
    const [first] = refused.state.intents;
    expect(await session.store.readSettled(first?.id ?? '')).toMatchObject({
      ok: true,
      value: { end: 'rejected', detail: `invalid: ${WORDS}` },
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

  it('opens the breaker where nothing else is ever said', async () => {
    const { session } = opened();
    for (const minute of [0, 1, 2, 3]) await cycleOn(session, minute * 60);
    const { risk } = await session.state();
    expect(risk.breakers.CONSECUTIVE_REJECTS.kind).toBe('open');
    expect(resting(session)).toEqual([]);
  });
});
