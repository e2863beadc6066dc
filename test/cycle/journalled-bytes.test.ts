// The signed bytes of an order: written down before it is sent, and gone with the next save.

import { describe, expect, it } from 'vitest';
import { present } from '../../lib/units/invariant.ts';
import { cycleOn, cyclesOn, QUIET, rainSession } from './scene.ts';
import { bookOf, RAIN } from '../backtest/markets.ts';
import type { Intent } from '../../lib/domain/intent.ts';

const bodies = (intents: readonly Intent[]): readonly string[] => intents.map(({ body }) => body);

describe('the bytes of an order', () => {
  it('are journalled, and in no state that is saved after they were sent', async () => {
    const session = rainSession();
    const journalled: string[] = [];
    const { store } = session.ports;
    const watched: typeof store = {
      ...store,
      journal: (lease, intents) => {
        journalled.push(...bodies(intents));
        return store.journal(lease, intents);
      },
    };
    await cycleOn(session, 0);
    session.venue.apply(bookOf(RAIN, 60, QUIET));
    expect((await session.cycle({ ...session.ports, store: watched })).kind).toBe('saved');
    expect(journalled).toEqual([expect.stringContaining('salt'), expect.stringContaining('salt')]);
    expect(bodies((await session.state()).intents)).toEqual(['', '']);
  });

  it('outlive a cycle that was not saved, and the next save drops them', async () => {
    const session = rainSession();
    const { store } = session.ports;
    const refusal = { kind: 'UNAVAILABLE', detail: 'gone' } as const;
    const crashing: typeof store = {
      ...store,
      save: () => Promise.resolve({ ok: false, error: refusal }),
    };
    await cyclesOn(session, 1);
    session.venue.apply(bookOf(RAIN, 60, QUIET));
    expect((await session.cycle({ ...session.ports, store: crashing })).kind).toBe('failed');
    const [first] = bodies((await session.state()).intents);
    expect(present(first, 'an order was journalled')).toContain('salt');
    await cycleOn(session, 120);
    expect(bodies((await session.state()).intents)).toEqual(['', '']);
  });
});
