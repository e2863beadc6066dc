// How a live session goes on and how it ends, on ports of a simulated venue: whatever fails, no
// order is left at rest without anybody being told.

import { describe, expect, it } from 'vitest';
import { FAILURES_MAX, runLive } from '../../lib/cli/run-live.ts';
import { seconds } from '../../lib/units/time.ts';
import { cyclesOn, rainSession, resting } from '../cycle/scene.ts';
import type { LiveRun } from '../../lib/cli/run-live.ts';
import type { SessionEnd } from '../../lib/cli/session-end.ts';
import type { StateStore, StoreError } from '../../lib/ports/state-store.ts';
import type { Session } from '../backtest/session.ts';

type Scene = {
  readonly session: Session;
  readonly run: (store: StateStore, cyclesMax?: number) => Promise<SessionEnd>;
  readonly waits: number[];
};

const open = async (): Promise<Scene> => {
  const session = rainSession();
  await cyclesOn(session, 2);
  session.leaseClock.pass(seconds(60));
  expect(resting(session).length).toBeGreaterThan(0);
  const waits: number[] = [];
  const run: Scene['run'] = (store, count = 3) => {
    const live: LiveRun = {
      ports: { ...session.ports, store },
      settings: session.settings,
      until: { kind: 'cycles', count },
      wait: (ms) => {
        waits.push(ms);
        session.leaseClock.pass(seconds(60));
        return Promise.resolve();
      },
      shouldStop: () => waits.length > 20,
      progress: () => undefined,
    };
    return runLive(live);
  };
  return { session, run, waits };
};

const failing = (store: StateStore, error: StoreError, times: number): StateStore => {
  let left = times;
  return {
    ...store,
    acquire: (request) => {
      left -= 1;
      return left >= 0 ? Promise.resolve({ ok: false, error }) : store.acquire(request);
    },
  };
};

const AWAY: StoreError = { kind: 'UNAVAILABLE', detail: 'no answer' };
const DAMAGED: StoreError = { kind: 'CORRUPT', item: 'STATE', field: 'x', detail: 'is none' };

describe('a live session', () => {
  it('ends with everything cancelled and saved', async () => {
    const { session, run } = await open();
    const end = await run(session.store);
    expect(end.failure).toBeNull();
    expect(end.tally.cycles).toBe(4);
    expect(resting(session)).toEqual([]);
  });

  it.each([1, FAILURES_MAX - 1])('goes on after %i cycles without a store', async (times) => {
    const { session, run } = await open();
    const end = await run(failing(session.store, AWAY, times));
    expect(end).toMatchObject({ failure: null, tally: { cycles: 4 } });
  });

  it('gives up after one more, with everything cancelled and told', async () => {
    const { session, run } = await open();
    const end = await run(failing(session.store, AWAY, FAILURES_MAX + 1));
    expect(end.failure?.error).toEqual(AWAY);
    expect(resting(session)).toEqual([]);
    expect(session.messages().join('\n')).toContain('all orders cancelled, none rests');
  });

  it('gives up at once on a state that cannot be read', async () => {
    const { session, run, waits } = await open();
    const end = await run(failing(session.store, DAMAGED, 1));
    expect(end.failure?.error).toEqual(DAMAGED);
    expect(waits).toEqual([]);
    expect(resting(session)).toEqual([]);
  });

  it('cancels everything and tells before it breaks by what nobody has caught', async () => {
    const { session, run } = await open();
    const broken: StateStore = {
      ...session.store,
      acquire: () => Promise.reject(new Error('an adapter broke')),
    };
    await expect(run(broken)).rejects.toThrow('an adapter broke');
    expect(resting(session)).toEqual([]);
    expect(session.messages()).toContain(
      '[RiskManager] The session broke: all orders cancelled, none rests',
    );
  });
});
