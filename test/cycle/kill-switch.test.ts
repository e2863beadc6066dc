import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../lib/adapters/dynamo/memory-store.ts';
import { err } from '../../lib/units/result.ts';
import { RAIN, bookOf, tradeOf } from '../backtest/markets.ts';
import { QUIET, cycleOn, cyclesOn, rainSession, resting } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { Session } from '../backtest/session.ts';

// Ports whose switch says one thing when the cycle starts, and another right before it posts.
const switchingTo = (
  { ports, killSwitch }: Session,
  later: Parameters<Session['killSwitch']['set']>[0],
): Ports => ({
  ...ports,
  store: {
    ...ports.store,
    journal: (lease, intents) => {
      killSwitch.set(later);
      return ports.store.journal(lease, intents);
    },
  },
});

// A session that bought 100 YES at 0.48 and still bids for more.
const withPosition = async (): Promise<Session> => {
  const session = rainSession();
  await cyclesOn(session, 3);
  session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
  await cycleOn(session, 180);
  expect(resting(session)).toEqual(['SELL 100 YES @ 0.5', 'BUY 100 YES @ 0.48']);
  return session;
};

describe('halt when a cycle starts', () => {
  it('pitfall 17: cancels every resting order and posts nothing, exits included', async () => {
    const session = await withPosition();
    session.killSwitch.set('halt');
    const falling = { bid: '0.30', ask: '0.34' };
    const ends = [
      await cycleOn(session, 240, { shape: falling }),
      await cycleOn(session, 300, { shape: falling }),
      await cycleOn(session, 360, { shape: falling }),
    ];
    expect(ends.map(({ record }) => record.placed)).toEqual([0, 0, 0]);
    expect(resting(session)).toEqual([]);
    expect(session.messages()).toContain(
      '[RiskManager] Kill switch is halt: all orders cancelled, none rests',
    );
  });

  it('cancels although another holds the lease', async () => {
    const session = await withPosition();
    session.killSwitch.set('halt');
    const store = {
      ...session.ports.store,
      acquire: () =>
        Promise.resolve(err({ kind: 'LEASE_HELD' as const, until: session.leaseClock.now() })),
    };
    expect((await session.cycle({ ...session.ports, store })).kind).toBe('skipped');
    expect(resting(session)).toEqual([]);
  });

  it('cancels although the state cannot be had', async () => {
    const session = await withPosition();
    session.killSwitch.set('halt');
    const store = {
      ...session.ports.store,
      acquire: () =>
        Promise.resolve(err({ kind: 'UNAVAILABLE' as const, detail: 'no connection' })),
    };
    expect((await session.cycle({ ...session.ports, store })).kind).toBe('failed');
    expect(resting(session)).toEqual([]);
  });

  it('says that nothing is proven when the orders cannot be listed', async () => {
    let isBlind = false;
    const session = rainSession({
      faults: ({ endpoint }) =>
        isBlind && endpoint === 'fetchOpenOrders' ? 'lost-before' : 'none',
    });
    await cyclesOn(session, 2);
    session.killSwitch.set('halt');
    isBlind = true;
    await cycleOn(session, 120);
    expect(session.messages()).toContain(
      '[RiskManager] Kill switch is halt: cancel-all sent, not verified: no answer in time',
    );
  });

  it.each(['restarting', 'unavailable'] as const)(
    'takes an empty list of a venue that is %s for no proof',
    async (fault) => {
      const session = rainSession({
        faults: ({ endpoint }) => (endpoint === 'cancelAll' ? fault : 'none'),
      });
      session.killSwitch.set('halt');
      await cycleOn(session, 0);
      expect(session.messages()).toContainEqual(
        expect.stringContaining('Kill switch is halt: cancel-all sent, not verified: '),
      );
    },
  );

  it('ends when it is set back', async () => {
    const session = await withPosition();
    session.killSwitch.set('halt');
    await cycleOn(session, 240);
    session.killSwitch.set('off');
    await cycleOn(session, 300);
    expect(resting(session)).toEqual(['SELL 100 YES @ 0.5', 'BUY 100 YES @ 0.48']);
  });

  it('needs no state to exist', async () => {
    const session = rainSession({ store: memoryStore() });
    session.killSwitch.set('halt');
    expect((await cycleOn(session, 0)).record.killSwitch).toBe('halt');
  });
});

describe('reduce-only', () => {
  it('when a cycle starts leaves only what lowers exposure', async () => {
    const session = await withPosition();
    session.killSwitch.set('reduce-only');
    const { record } = await cycleOn(session, 240);
    expect(resting(session)).toEqual(['SELL 100 YES @ 0.5']);
    expect(record.tradingState).toBe('REDUCE_ONLY');
  });

  it('between the journal and the post lets only what lowers exposure go', async () => {
    const session = rainSession();
    await cyclesOn(session, 3);
    session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
    session.venue.apply(bookOf(RAIN, 180, QUIET));
    await session.cycle(switchingTo(session, 'reduce-only'));
    expect(resting(session)).toEqual(['SELL 100 YES @ 0.5']);
  });
});

describe.each(['halt', 'failed'] as const)('%s between the journal and the post', (later) => {
  it('lets no order go, and leaves no intent of unknown outcome', async () => {
    const session = rainSession();
    await cycleOn(session, 0);
    const end = await session.cycle(switchingTo(session, later));
    expect(resting(session)).toEqual([]);
    expect(session.messages()).toContain(
      '[ExecutionEngine] ❌ MM BUY failed: NOT_SENT: cause=kill-switch',
    );
    expect(end).toMatchObject({ kind: 'saved', state: { intents: [] } });
  });
});

describe('a switch that cannot be read', () => {
  it('lets nothing new go, and leaves what rests', async () => {
    const session = await withPosition();
    const before = resting(session);
    session.killSwitch.set('failed');
    const { record } = await cycleOn(session, 240);
    expect(resting(session)).toEqual(before);
    expect(record.placed).toBe(0);
  });

  it('lets what rests end by itself', async () => {
    const session = await withPosition();
    session.killSwitch.set('failed');
    for (const second of [240, 300, 360]) await cycleOn(session, second);
    expect(resting(session)).toEqual([]);
  });

  it('raises an alarm in the second cycle, once', async () => {
    const session = await withPosition();
    session.killSwitch.set('failed');
    await cycleOn(session, 240);
    const alarms = () =>
      session.logs.filter(({ level, message }) => level === 'error' && /switch/i.test(message));
    expect(alarms()).toEqual([]);
    await cycleOn(session, 300);
    expect(alarms()).toHaveLength(1);
  });
});
