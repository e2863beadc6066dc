// What a cycle tells of its own end and of what shuts it out, even when little else is known.

import { describe, expect, it } from 'vitest';
import { unknown } from '../../lib/domain/observed.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { err } from '../../lib/units/result.ts';
import { minutes } from '../../lib/units/time.ts';
import { cycleWith, measuredOn, OUTAGE, running, valuesOf } from './measured.ts';
import { cycleOn } from './scene.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';
import type { Metric, MetricName } from '../../lib/ports/telemetry.ts';
import type { RejectClass, VenueError } from '../../lib/domain/venue-outcome.ts';
import type { Session } from '../backtest/session.ts';

const DOWN = { kind: 'UNAVAILABLE', detail: 'the table is away' } as const;

const measuredWithStore = (
  session: Session,
  store: Partial<StateStore>,
): Promise<readonly Metric[]> =>
  measuredOn(session, { ...session.ports, store: { ...session.ports.store, ...store } });

const totalOf = (metrics: readonly Metric[], name: MetricName): unknown =>
  valuesOf(metrics, name)['all'];

describe('the end of a cycle', () => {
  it('is told as saved', async () => {
    const session = await running();
    expect(totalOf(await measuredOn(session), 'CycleSaved')).toBe(1);
  });

  it('is told as failed where no state could be loaded, with how long it took', async () => {
    const session = await running();
    const metrics = await measuredWithStore(session, { acquire: () => Promise.resolve(err(DOWN)) });
    expect(totalOf(metrics, 'CycleSaved')).toBe(0);
    expect(metrics.map(({ name }) => name)).toEqual([
      'VenueErrors',
      'KillSwitch',
      'CycleSaved',
      'CycleDuration',
    ]);
  });

  it('is told as failed where the state could not be saved, without a worth', async () => {
    const session = await running();
    const metrics = await measuredWithStore(session, { save: () => Promise.resolve(err(DOWN)) });
    expect(totalOf(metrics, 'CycleSaved')).toBe(0);
    expect(valuesOf(metrics, 'Equity')).toEqual({});
  });

  it('is told as failed where an invariant broke, which later cycles go on telling', async () => {
    const session = await running();
    const metrics = await cycleWith(session, {
      fetchMode: () => {
        invariant(false, 'nothing breaks');
        return Promise.resolve(OUTAGE);
      },
    });
    expect(totalOf(metrics, 'CycleSaved')).toBe(0);
    expect(totalOf(metrics, 'InvariantBroken')).toBe(1);
    session.leaseClock.pass(minutes(2));
    expect(totalOf(await measuredOn(session), 'InvariantBroken')).toBe(1);
  });
});

describe('the kill switch', () => {
  it.each([
    ['off', 0],
    ['reduce-only', 1],
    ['halt', 2],
    ['failed', 3],
  ] as const)('%s is told as %i', async (position, value) => {
    const session = await running();
    session.killSwitch.set(position);
    expect(totalOf(await measuredOn(session), 'KillSwitch')).toBe(value);
  });

  it('is told as it was at the start, which rules the cycle', async () => {
    const session = await running(1);
    let reads = 0;
    const read = () => {
      reads += 1;
      if (reads > 1) session.killSwitch.set('halt');
      return session.killSwitch.read();
    };
    const metrics = await measuredOn(session, { ...session.ports, killSwitch: { read } });
    expect(reads).toBeGreaterThan(1);
    expect(totalOf(metrics, 'KillSwitch')).toBe(0);
  });
});

describe('a venue that shuts us out', () => {
  const answering = (kind: VenueError['kind']) =>
    unknown<never>({ kind, endpoint: 'any', detail: '', retryAfter: { kind: 'unspecified' } });

  it.each([
    ['FORBIDDEN', 1],
    ['UNAUTHORIZED', 1],
    ['TIMEOUT', 0],
    ['RATE_LIMITED', 0],
  ] as const)('with %s to a read is told as %i', async (kind, value) => {
    const session = await running();
    const metrics = await cycleWith(session, {
      fetchOpenOrders: () => Promise.resolve(answering(kind)),
    });
    expect(totalOf(metrics, 'VenueBlocked')).toBe(value);
  });

  it('is told of public data too, which is all that a session on paper reads', async () => {
    const session = await running();
    const metrics = await cycleWith(session, {
      fetchPrints: () => Promise.resolve(answering('FORBIDDEN')),
    });
    expect(totalOf(metrics, 'VenueBlocked')).toBe(1);
  });

  // The first orders of a session are rejected; whatever comes after is told by the pause alone.
  const rejectedAs = async (rejection: RejectClass): Promise<Session> => {
    const session = await running(1);
    const retryAfter = { kind: 'unspecified' } as const;
    await cycleWith(session, {
      postOrder: (orders) =>
        Promise.resolve(
          orders.map(({ id }) => {
            const said = { class: rejection, message: 'no', retryAfter } as const;
            return { id, kind: 'rejected', ...said };
          }),
        ),
    });
    session.leaseClock.pass(minutes(1));
    return session;
  };

  it.each([
    ['region', 1],
    ['authentication', 1],
    ['closed-only', 1],
    ['funds', 0],
  ] as const)('by class %s is told as %i while the pause lasts', async (rejection, value) => {
    const session = await rejectedAs(rejection);
    await cycleOn(session, 120);
    expect(totalOf(session.metrics, 'VenueBlocked')).toBe(value);
  });

  it.each([
    ['one millisecond before its end', 299.999, 1],
    ['at its end', 300, 0],
    ['one millisecond after its end', 300.001, 0],
  ])('is told until the pause is over: %s', async (_when, second, value) => {
    const session = await rejectedAs('authentication');
    await cycleOn(session, second);
    expect(totalOf(session.metrics, 'VenueBlocked')).toBe(value);
  });
});

describe('the age of unresolved orders', () => {
  it('is that of the oldest one, and none without one', async () => {
    const session = await running(1);
    expect(totalOf(session.metrics, 'UnresolvedIntentAge')).toBe(0);
    await cycleWith(session, {
      postOrder: (orders) =>
        Promise.resolve(
          orders.map(({ id }) => ({ kind: 'unknown', id, detail: 'no answer', reply: 'none' })),
        ),
    });
    expect(totalOf(session.metrics, 'UnresolvedIntentAge')).toBe(0);
    session.leaseClock.pass(minutes(1));
    await cycleOn(session, 90);
    expect(totalOf(session.metrics, 'UnresolvedIntentAge')).toBe(90_000);
  });
});

describe('exposure', () => {
  it('is told in total and by category, which add up', async () => {
    const { metrics } = await running();
    const { all, ...categories } = valuesOf(metrics, 'Exposure');
    expect(Object.keys(categories)).toHaveLength(1);
    expect(Object.values(categories)).toEqual([all]);
    expect(all).not.toBe(0n);
  });
});
