import { describe, expect, it } from 'vitest';
import { refusalCode } from '../../lib/domain/refusal-code.ts';
import { known } from '../../lib/domain/observed.ts';
import { invocationId } from '../../lib/units/ids.ts';
import { negate } from '../../lib/units/quantity.ts';
import { after, minutes, seconds } from '../../lib/units/time.ts';
import { virtualClock } from '../backtest/session.ts';
import { OUTAGE, cycleWith, running, valuesOf } from './measured.ts';
import { cycleOn } from './scene.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { MetricName } from '../../lib/ports/telemetry.ts';
import type { Venue } from '../../lib/ports/venue.ts';
import type { Session } from '../backtest/session.ts';

describe('a saved cycle', () => {
  it('tells every metric that it can know', async () => {
    const { metrics } = await running();
    const events: readonly MetricName[] = ['CycleSkipped'];
    const all: readonly MetricName[] = [
      ...(['Equity', 'RealizedPnl', 'UnrealizedPnl', 'Fees', 'NetPnl', 'Exposure'] as const),
      ...(['ExposureShare', 'Drawdown', 'OpenOrders', 'OrdersSubmitted'] as const),
      ...(['OrdersRejected', 'Fills', 'BreakerOpen', 'KillSwitch', 'CycleDuration'] as const),
      ...(['CycleAge', 'VenueLatency', 'VenueErrors', 'BelievedVsVenueMismatch'] as const),
      ...(['UnresolvedIntents', 'InvariantBroken', 'DataLag', 'StateSize'] as const),
      ...(['CycleSaved', 'OrdersRefused', 'VenueBlocked', 'UnresolvedIntentAge'] as const),
    ];
    const told = new Set(metrics.map(({ name }) => name));
    expect([...told].filter((name) => !events.includes(name)).toSorted()).toEqual(all.toSorted());
  });

  it('tells how long ago the one before was saved, and the first tells nothing', async () => {
    const first = await running(1);
    expect(valuesOf(first.metrics, 'CycleAge')).toEqual({});
    await cycleOn(first, 90);
    expect(valuesOf(first.metrics, 'CycleAge')).toEqual({ all: 90_000 });
  });

  it('tells how large its state is', async () => {
    const session = await running();
    const sizes: number[] = [];
    const save: typeof session.store.save = async (...args) => {
      const saved = await session.store.save(...args);
      if (saved.ok) sizes.push(saved.value.bytes);
      return saved;
    };
    const store = { ...session.ports.store, save };
    await session.cycle({ ...session.ports, store });
    expect(valuesOf(session.metrics, 'StateSize')).toEqual({ all: sizes[0] });
  });

  it('tells how old what it read is, each feed and the oldest book by itself', async () => {
    const session = await running();
    const now = session.ports.clock.now();
    const old = (age: number) => after(now, negate(seconds(age)));
    const metrics = await cycleWith(session, {
      fetchPrints: () => Promise.resolve(known([], old(3))),
      fetchTargets: () => Promise.resolve(OUTAGE),
      fetchBooks: async (tokens) => {
        const books = [...(await session.ports.venue.fetchBooks(tokens))];
        return new Map(
          books.map(([token, book], index) => [
            token,
            book.kind === 'known' ? known(book.value, old(index + 1)) : book,
          ]),
        );
      },
    });
    expect(valuesOf(metrics, 'DataLag')).toEqual({ prints: 3_000, books: 2_000 });
  });
});

describe('the time that a cycle takes', () => {
  it('is none on the clock of a tape, for the cycle and for every endpoint', async () => {
    const { metrics } = await running();
    expect(valuesOf(metrics, 'CycleDuration')).toEqual({ all: 0 });
    const latencies = valuesOf(metrics, 'VenueLatency');
    expect(new Set(Object.values(latencies))).toEqual(new Set([0]));
    expect(Object.keys(latencies)).toContain('postOrder');
  });

  it('is that of its slowest call by endpoint, and of all for the cycle', async () => {
    const session = await running();
    const clock = virtualClock(session.ports.clock.now());
    const { venue } = session.ports;
    const slow = {
      ...venue,
      fetchUniverse: () => {
        clock.pass(seconds(2));
        return venue.fetchUniverse();
      },
    };
    const before = session.metrics.length;
    await session.cycle({ ...session.ports, clock, venue: slow });
    const metrics = session.metrics.slice(before);
    expect(valuesOf(metrics, 'VenueLatency')['fetchUniverse']).toBe(2_000);
    expect(valuesOf(metrics, 'CycleDuration')).toEqual({ all: 2_000 });
  });

  it('is not told by a cycle that is skipped', async () => {
    const session = await running();
    const { identity } = session.settings;
    const now = session.leaseClock.now();
    const holder = invocationId('another');
    await session.store.acquire({ identity, holder, now, end: after(now, minutes(1)) });
    expect((await cycleWith(session, {})).map(({ name }) => name)).toEqual(['CycleSkipped']);
  });
});

describe('a call that the venue does not answer', () => {
  it('counts as an error of its endpoint alone', async () => {
    const session = await running();
    const metrics = await cycleWith(session, { fetchMode: () => Promise.resolve(OUTAGE) });
    const { all, ...errors } = valuesOf(metrics, 'VenueErrors');
    expect(errors['fetchMode']).toBe(1);
    expect(all).toBe(1);
    expect(Object.values(errors).filter((count) => count !== 0)).toHaveLength(1);
  });

  it('counts once for all books of a request', async () => {
    const session = await running();
    const fetchBooks: Venue['fetchBooks'] = (tokens) =>
      Promise.resolve(new Map(tokens.map((token) => [token, OUTAGE])));
    const metrics = await cycleWith(session, { fetchBooks });
    expect(valuesOf(metrics, 'VenueErrors')['fetchBooks']).toBe(1);
  });

  it('counts for each sending of orders whose fate it left open', async () => {
    const session = await running(1);
    const metrics = await cycleWith(session, {
      postOrder: (orders) =>
        Promise.resolve(
          orders.map(({ id }) => ({ kind: 'unknown', id, detail: 'no answer', reply: 'none' })),
        ),
    });
    expect(valuesOf(metrics, 'VenueErrors')['postOrder']).toBe(2);
    expect(valuesOf(metrics, 'UnresolvedIntents')['all']).toBeGreaterThan(0);
  });
});

describe('an order whose cancel is not proven', () => {
  it('counts as unresolved', async () => {
    const session = await running();
    const open = session.venue.openOrders().length;
    expect(open).toBeGreaterThan(0);
    expect(valuesOf(session.metrics, 'UnresolvedIntents')).toEqual({ all: 0 });
    session.killSwitch.set('reduce-only');
    const { venue } = session.ports;
    let isCancelled = false;
    const metrics = await cycleWith(session, {
      cancelOrders: () => {
        isCancelled = true;
        return Promise.resolve(OUTAGE);
      },
      fetchOpenOrders: () => (isCancelled ? Promise.resolve(OUTAGE) : venue.fetchOpenOrders()),
    });
    expect(valuesOf(metrics, 'UnresolvedIntents')).toEqual({ all: open });
  });
});

// Opens the breaker of rejects in the stored state, as ten rejections would have.
const breakRejects = async (session: Session): Promise<void> => {
  const state: PortfolioState = await session.state();
  const now = session.leaseClock.now();
  const taken = await session.store.acquire({
    identity: session.settings.identity,
    holder: invocationId('the test'),
    now,
    end: after(now, minutes(1)),
  });
  if (!taken.ok) throw new Error(taken.error.kind);
  const since = session.ports.clock.now();
  const open = { kind: 'open', since, until: after(since, minutes(5)), detail: 'ten' } as const;
  const risk = {
    ...state.risk,
    breakers: { ...state.risk.breakers, CONSECUTIVE_REJECTS: open },
  };
  await session.store.save(taken.value.lease, {
    state: { ...state, risk },
    lease: { kind: 'release' },
  });
};

describe('a refused order', () => {
  it('counts under its code, and under the name of the breaker that refused it', async () => {
    const session = await running();
    await breakRejects(session);
    const before = session.metrics.length;
    await cycleOn(session, 120);
    const refused = valuesOf(session.metrics.slice(before), 'OrdersRefused');
    expect(Object.keys(refused)).toEqual(['all', 'CIRCUIT_BREAKER: CONSECUTIVE_REJECTS']);
    expect(refused['all']).toBe(refused['CIRCUIT_BREAKER: CONSECUTIVE_REJECTS']);
  });

  it.each([
    [
      'refused CIRCUIT_BREAKER: CONSECUTIVE_REJECTS: until=5',
      'CIRCUIT_BREAKER: CONSECUTIVE_REJECTS',
    ],
    ['refused CIRCUIT_BREAKER: DRAWDOWN', 'CIRCUIT_BREAKER: DRAWDOWN'],
    ['refused EXPOSURE_LIMIT: scope=total', 'EXPOSURE_LIMIT'],
    ['refused KILL_SWITCH', 'KILL_SWITCH'],
    ['placed', null],
    ['REJECTED: class=funds no balance', null],
  ])('%s has the code %s', (result, code) => {
    expect(refusalCode(result)).toBe(code);
  });
});
