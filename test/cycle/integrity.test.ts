import { describe, expect, it } from 'vitest';
import { resetPortfolioSession } from '../../lib/cycle/reset-session.ts';
import { known } from '../../lib/domain/observed.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { err } from '../../lib/units/result.ts';
import { minutes } from '../../lib/units/time.ts';
import { ZERO_USDC } from '../../lib/units/usdc.ts';
import { RAIN, bookOf, tradeOf } from '../backtest/markets.ts';
import { placementsOf } from './placements.ts';
import { QUIET, cycleOn, cyclesOn, rainSession, resting } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { Session } from '../backtest/session.ts';

const STATEMENT = 'an approved order is of a known market';

// Markets whose index has lost one of their tokens: each value is well formed, together they are
// impossible.
const withoutToken = ({ ports }: Session): Ports => {
  const fetchUniverse: Ports['venue']['fetchUniverse'] = async () => {
    const read = await ports.venue.fetchUniverse();
    if (read.kind === 'unknown') return read;
    const tokens = [...read.value.tokens].filter(([token]) => token !== RAIN.yes);
    return known({ ...read.value, tokens: new Map(tokens) }, read.at);
  };
  return { ...ports, venue: { ...ports.venue, fetchUniverse } };
};

// Ports of which a rule breaks right before the save, in the first such call.
const breakingAtTheEnd = ({ ports }: Session): Ports => {
  let isFirst = true;
  const beforeSave: Ports['beforeSave'] = (lease, past) => {
    const breaks = isFirst;
    isFirst = false;
    invariant(!breaks, 'the venue can be kept');
    return ports.beforeSave(lease, past);
  };
  return { ...ports, beforeSave };
};

const running = async (cycles = 3): Promise<Session> => {
  const session = rainSession();
  await cyclesOn(session, cycles);
  return session;
};

// A cycle that must break, on the quiet book of a minute.
const brokenOn = async (session: Session, minute: number, ports: Ports): Promise<void> => {
  session.venue.apply(bookOf(RAIN, minute * 60, QUIET));
  const end = await session.cycle(ports);
  expect(end).toMatchObject({ kind: 'failed', error: { kind: 'INVARIANT_BROKEN' } });
  session.leaseClock.pass(minutes(1));
};

const afterBreak = async (): Promise<Session> => {
  const session = await running();
  await brokenOn(session, 3, withoutToken(session));
  return session;
};

const brokenMetrics = ({ metrics }: Session): readonly unknown[] =>
  metrics
    .filter(({ name }) => name === 'InvariantBroken')
    .map(({ value }) => (value.kind === 'count' ? value.count : value));

describe('an invariant that breaks in a cycle', () => {
  it('ends the cycle by its statement, and leaves no order at the venue', async () => {
    const session = await running();
    expect(resting(session)).toHaveLength(2);
    session.venue.apply(bookOf(RAIN, 180, QUIET));
    expect(await session.cycle(withoutToken(session))).toEqual({
      kind: 'failed',
      error: { kind: 'INVARIANT_BROKEN', statement: STATEMENT },
    });
    expect(resting(session)).toEqual([]);
  });

  it('alarms in the log and in a metric', async () => {
    const session = await afterBreak();
    expect(session.logs.filter(({ level }) => level === 'error')).toEqual([
      {
        level: 'error',
        message:
          `[RiskManager] Invariant broken: ${STATEMENT}. ` +
          'Only reducing orders may follow until `session reset`',
        fields: {},
      },
      {
        level: 'error',
        message: '[RiskManager] Invariant broken: all orders cancelled, none rests',
        fields: {},
      },
    ]);
    expect(brokenMetrics(session)).toEqual([0, 0, 0, 1]);
  });

  it('is remembered, and is no cycle', async () => {
    const state = await (await afterBreak()).state();
    expect(state.risk.integrity).toMatchObject({ kind: 'broken', statement: STATEMENT });
    expect(state.risk.tradingState).toBe('REDUCE_ONLY');
    expect(state.cycle).toBe(3);
  });

  it('lets later cycles run at once, and add nothing until the session is reset', async () => {
    const session = await afterBreak();
    session.venue.apply(bookOf(RAIN, 240, QUIET));
    const { record } = await session.saved();
    expect(record.tradingState).toBe('REDUCE_ONLY');
    expect(record.mismatches).toEqual([`invariant broken: ${STATEMENT}`]);
    expect(resting(session)).toEqual([]);
    expect(brokenMetrics(session).at(-1)).toBe(1);
    session.leaseClock.pass(minutes(1));
    const { store, killSwitch, leaseClock } = session;
    const reset = await resetPortfolioSession(
      { store, killSwitch, clock: leaseClock, name: 'the operator' },
      session.settings.identity,
    );
    expect(reset).toMatchObject({ ok: true });
    expect(reset.ok && reset.value).toContain(
      `The broken rule "${STATEMENT}" holds trading back no longer.`,
    );
    await cycleOn(session, 300);
    expect(resting(session)).toHaveLength(2);
  });

  it('lets what is held be sold', async () => {
    const session = await running();
    session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
    await cycleOn(session, 180);
    await brokenOn(session, 4, withoutToken(session));
    session.venue.apply(bookOf(RAIN, 300, QUIET));
    await session.saved();
    expect(resting(session)).toEqual([expect.stringContaining('SELL 100 YES')]);
  });

  it('breaks again each cycle without any order being left, and keeps its first time', async () => {
    const session = await afterBreak();
    const first = (await session.state()).risk.integrity;
    await brokenOn(session, 4, breakingAtTheEnd(session));
    expect((await session.state()).risk.integrity).toEqual(first);
    expect(resting(session)).toEqual([]);
  });

  it('keeps the intents that the cycle had journalled', async () => {
    const placements = placementsOf();
    const session = rainSession({ watchVenue: placements.watch });
    await cycleOn(session, 0);
    await brokenOn(session, 1, breakingAtTheEnd(session));
    expect(placements.forget()).toHaveLength(2);
    const { intents } = await session.state();
    expect(intents).toHaveLength(2);
    session.venue.apply(bookOf(RAIN, 120, QUIET));
    expect((await session.saved()).state.intents).toEqual([]);
  });

  it('after the save loses nothing that was saved', async () => {
    const session = await running();
    const { limits } = session.settings;
    const settings: CycleSettings = {
      ...session.settings,
      limits: { ...limits, exposureMax: ZERO_USDC },
    };
    session.venue.apply(bookOf(RAIN, 180, QUIET));
    const end = await session.cycle(session.ports, settings);
    const error = { kind: 'INVARIANT_BROKEN', statement: 'a divisor is positive' };
    expect(end).toEqual({ kind: 'failed', error });
    const state = await session.state();
    expect(state.cycle).toBe(4);
    expect(state.risk.integrity.kind).toBe('broken');
  });

  it('in the very first cycle of a portfolio is remembered too', async () => {
    const session = rainSession();
    await brokenOn(session, 0, breakingAtTheEnd(session));
    const { cycle, risk } = await session.state();
    expect([cycle, risk.integrity.kind]).toEqual([0, 'broken']);
  });

  it('before there is a lease cancels everything and is remembered', async () => {
    const session = await running();
    const { acquire } = session.ports.store;
    let isFirst = true;
    const store: Ports['store'] = {
      ...session.ports.store,
      acquire: (request) => {
        const breaks = isFirst;
        isFirst = false;
        invariant(!breaks, 'a state can be read');
        return acquire(request);
      },
    };
    await brokenOn(session, 3, { ...session.ports, store });
    expect(resting(session)).toEqual([]);
    expect((await session.state()).risk.integrity.kind).toBe('broken');
  });

  it.each(['acquire', 'save'] as const)(
    'that cannot be remembered, for want of the %s, says so',
    async (call) => {
      const session = await running();
      const away = err({ kind: 'UNAVAILABLE' as const, detail: 'the disk is full' });
      const { ports } = session;
      let acquired = 0;
      const acquire: Ports['store']['acquire'] = (request) => {
        acquired += 1;
        return call === 'acquire' && acquired > 1
          ? Promise.resolve(away)
          : ports.store.acquire(request);
      };
      const save: Ports['store']['save'] = (...args) =>
        call === 'save' ? Promise.resolve(away) : ports.store.save(...args);
      const bad = withoutToken(session);
      await brokenOn(session, 3, { ...bad, store: { ...ports.store, acquire, save } });
      expect(session.messages().at(-1)).toBe(
        '[RiskManager] Broken invariant not remembered: UNAVAILABLE: detail=the disk is full',
      );
      expect(resting(session)).toEqual([]);
      await cycleOn(session, 240);
    },
  );

  it('beside which no paper venue can be kept says so, and keeps nobody out', async () => {
    const session = await running();
    const away = err({ kind: 'UNAVAILABLE' as const, detail: 'the disk is full' });
    const bad = { ...withoutToken(session), beforeSave: () => Promise.resolve(away) };
    await brokenOn(session, 3, bad);
    expect(session.messages().at(-1)).toContain('Broken invariant not remembered: UNAVAILABLE');
    await cycleOn(session, 240);
  });
});

describe('any other error', () => {
  it('goes on its way, and nothing is said of an invariant', async () => {
    const session = await running();
    const fetchMode = () => Promise.reject(new Error('the process died'));
    const ports = { ...session.ports, venue: { ...session.ports.venue, fetchMode } };
    await expect(session.cycle(ports)).rejects.toThrow('the process died');
    expect(brokenMetrics(session)).toEqual([0, 0, 0]);
    expect(resting(session)).toHaveLength(2);
  });
});
