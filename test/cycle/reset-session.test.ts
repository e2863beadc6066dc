import { describe, expect, it } from 'vitest';
import { resetPortfolioSession } from '../../lib/cycle/reset-session.ts';
import { err } from '../../lib/units/result.ts';
import { cycleOn, cyclesOn, rainSession } from './scene.ts';
import type { ResetPorts } from '../../lib/cycle/reset-session.ts';
import type { Session } from '../backtest/session.ts';

const portsOf = ({ store, killSwitch, leaseClock }: Session): ResetPorts => ({
  store,
  killSwitch,
  clock: leaseClock,
  name: 'the operator',
});

describe('a reset of the session', () => {
  it('starts it at the time of the last saved cycle, not at that of the operator', async () => {
    const session = rainSession();
    const { state } = await cyclesOn(session, 3);
    const done = await resetPortfolioSession(portsOf(session), session.settings.identity);
    expect(done.ok).toBe(true);
    expect((await session.state()).risk.session.startedAt).toBe(state.savedAt);
  });

  it('is no cycle: the next one has the number after the last', async () => {
    const session = rainSession();
    await cyclesOn(session, 3);
    await resetPortfolioSession(portsOf(session), session.settings.identity);
    expect((await cycleOn(session, 180)).state.cycle).toBe(4);
  });

  it('is refused for a portfolio that never ran, which is not kept from running', async () => {
    const session = rainSession();
    expect(await resetPortfolioSession(portsOf(session), session.settings.identity)).toEqual({
      ok: false,
      error: 'There is no such portfolio.',
    });
    await cycleOn(session, 0);
  });

  it('that cannot be saved says so, and keeps nobody from running', async () => {
    const session = rainSession();
    await cyclesOn(session, 3);
    const ports = portsOf(session);
    const save = () => Promise.resolve(err({ kind: 'UNAVAILABLE' as const, detail: 'full' }));
    const store = { ...ports.store, save };
    expect(await resetPortfolioSession({ ...ports, store }, session.settings.identity)).toEqual({
      ok: false,
      error: 'Not reset: UNAVAILABLE: detail=full',
    });
    await cycleOn(session, 180);
  });
});
