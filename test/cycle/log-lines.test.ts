import { describe, expect, it } from 'vitest';
import { err } from '../../lib/units/result.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { RAIN, bookOf, tradeOf } from '../backtest/markets.ts';
import { openSession, playOn, settingsFrom } from '../backtest/session.ts';
import { cycleOn, cyclesOn, rainSession, QUIET } from './scene.ts';
import { isSpoken } from './spoken.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { Session } from '../backtest/session.ts';

const cycleNumbers = (session: Session): readonly number[] =>
  session.messages().flatMap((message) => {
    const number = /Cycle #(\d+):/.exec(message)?.[1];
    return number === undefined ? [] : [Number(number)];
  });

const without = (session: Session): Session['ports'] => ({
  ...session.ports,
  store: {
    ...session.ports.store,
    save: () => Promise.resolve(err({ kind: 'UNAVAILABLE' as const, detail: 'full' })),
  },
});

describe('what cycles say', () => {
  it.each([11, 2])(
    'has a listed form, over an hour of generated markets, seed %i',
    async (seed) => {
      const tape = generateTape({ seed });
      const session = openSession({ universe: tape.universe, start: tape.start });
      await playOn(session, { tape, cyclesMax: 60 }, () => undefined);
      expect(session.messages().filter((message) => !isSpoken(message))).toEqual([]);
      expect(session.messages().length).toBeGreaterThan(300);
    },
  );

  it.each([
    '[MM] anything at all',
    '[ExecutionEngine] ❌ MM BUY failed: NO_SUCH_CODE: key=value',
    '[ExecutionEngine] ✅ MM BUY submitted: 100 YES @ 1.2 GTD rain',
    '[EnterpriseOrchestrator] Cycle #1: 1/2 orders successful.',
    '=== PnL Summary ===\nRealized: $1.00',
  ])('does not have the form of %j', (message) => {
    expect(isSpoken(message)).toBe(false);
  });

  it('counts cycles one by one', async () => {
    const session = rainSession();
    await cyclesOn(session, 12);
    expect(cycleNumbers(session)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('counts no cycle that was not saved, and goes on across a restart', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    session.venue.apply(bookOf(RAIN, 120, QUIET));
    await session.cycle(without(session));
    session.leaseClock.pass(session.settings.cycle);
    session.leaseClock.pass(session.settings.cycle);
    await cycleOn(session, 180);
    const { venue, store } = session;
    const second = rainSession({ venue, store, name: 'second' });
    await cycleOn(second, 240);
    expect([...cycleNumbers(session), ...cycleNumbers(second)]).toEqual([1, 2, 3, 4]);
  });

  it('names an order that the venue has', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    expect(session.messages().find((message) => message.includes('submitted'))).toBe(
      '[ExecutionEngine] ✅ MM BUY submitted: 100 YES @ 0.48 GTD post-only rain',
    );
  });

  it('names code and cause of an order that we refused', async () => {
    const session = rainSession({ settings: settingsFrom({ MAX_EXPOSURE_USD: '50' }) });
    await cyclesOn(session, 2);
    session.venue.apply(tradeOf(RAIN, 90, { taker: 'SELL', price: '0.47', size: '6000' }));
    await cycleOn(session, 120);
    expect(session.messages().find((message) => message.includes('EXPOSURE_LIMIT'))).toBe(
      '[ExecutionEngine] ❌ MM BUY failed: EXPOSURE_LIMIT: ' +
        'scope=total limit=50 exposure=48 with=50.4 size=5 allowed=4.16',
    );
  });

  it('counts refused orders as wanted', async () => {
    const session = rainSession({ settings: settingsFrom({ MAX_EXPOSURE_USD: '50' }) });
    await cyclesOn(session, 2);
    session.venue.apply(tradeOf(RAIN, 90, { taker: 'SELL', price: '0.47', size: '6000' }));
    const { record } = await cycleOn(session, 120);
    expect(record.orders.map(({ result }) => result.slice(0, 22)).toSorted()).toEqual([
      'placed',
      'refused EXPOSURE_LIMIT',
    ]);
    expect(session.messages()).toContain(
      '[EnterpriseOrchestrator] Cycle #3: 1/2 orders successful',
    );
  });
});

/** A venue that turns down every order for want of funds while it is told to. */
const withFunds =
  (has: () => boolean) =>
  (venue: SimulatedVenue): SimulatedVenue => ({
    ...venue,
    place: (incoming) =>
      has()
        ? venue.place(incoming)
        : {
            id: incoming.id,
            kind: 'rejected',
            class: 'funds',
            message: 'not enough balance / allowance',
            retryAfter: { kind: 'unspecified' },
          },
  });

describe('the reject breaker', () => {
  it('says what was seen when it opens, and why when it closes after its probe', async () => {
    let hasFunds = false;
    const session = rainSession({
      settings: settingsFrom({ STRATEGY_PRESET: 'conservative', MIN_MOVE_CENTS: '2' }),
      watchVenue: withFunds(() => hasFunds),
    });
    const deep = { ...QUIET, size: '2000' };
    for (const minute of [0, 1]) await cycleOn(session, minute * 60, { shape: deep });
    // Each token waits ten minutes after a rejection for want of funds.
    await cycleOn(session, 720, { shape: deep });
    const lines = () =>
      session.messages().filter((message) => /^\[RiskManager\].*BREAKER/.test(message));
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toBe(
      '[RiskManager] 🚨 CIRCUIT BREAKER TRIGGERED: CONSECUTIVE_REJECTS: 3 in a row (limit 3), ' +
        'classes funds; check pUSD balance, approvals (APPROVALS_AUTO=true), region',
    );
    expect(session.messages()).toContain(
      '[ExecutionEngine] ❌ MM BUY failed: REJECTED: class=funds not enough balance / allowance',
    );
    hasFunds = true;
    for (const minute of [20, 40]) await cycleOn(session, minute * 60, { shape: deep });
    const [probe] = session.venue.openOrders();
    for (const minute of [41, 42]) await cycleOn(session, minute * 60, { shape: deep });
    expect(lines()).toHaveLength(2);
    expect(lines()[1]).toBe(
      '[RiskManager] ✅ CIRCUIT BREAKER RESET: CONSECUTIVE_REJECTS: ' +
        `the venue accepted order ${String(probe?.id)}`,
    );
    expect((await session.state()).risk.tradingState).toBe('ACTIVE');
  });
});
