import { describe, expect, it } from 'vitest';
import { seconds } from '../../lib/units/time.ts';
import { cyclesOn, rainSession } from './scene.ts';
import type { CycleEnd } from '../../lib/cycle/finish.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { Session } from '../backtest/session.ts';

/** A cycle that has its lease and waits for the venue. */
type Held = { readonly end: Promise<CycleEnd>; readonly goOn: () => void };

const startAndHold = async (session: Session): Promise<Held> => {
  const { ports } = session;
  const reached = Promise.withResolvers<null>();
  const gate = Promise.withResolvers<null>();
  const venue: Ports['venue'] = {
    ...ports.venue,
    fetchMode: async () => {
      reached.resolve(null);
      await gate.promise;
      return ports.venue.fetchMode();
    },
  };
  const end = session.cycle({ ...ports, venue });
  await reached.promise;
  return { end, goOn: () => gate.resolve(null) };
};

const skippedIn = ({ metrics }: Session): readonly unknown[] =>
  metrics.filter(({ name }) => name === 'CycleSkipped').map(({ value }) => value);

describe('a cycle under a held lease', () => {
  it('pitfall 13: is skipped while the last one runs, quietly, and counted', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    const said = session.logs.length;
    const first = await startAndHold(session);
    const second = await session.cycle();
    expect(second.kind).toBe('skipped');
    expect(session.logs.length).toBe(said);
    expect(skippedIn(session)).toEqual([{ kind: 'count', count: 1 }]);
    first.goOn();
    expect((await first.end).kind).toBe('saved');
  });

  it('pitfall 13: never runs beside another, however many are started at once', async () => {
    const session = rainSession();
    await cyclesOn(session, 1);
    const started = Array.from({ length: 25 }, () => session.cycle());
    const ends = await Promise.all(started);
    expect(ends.filter(({ kind }) => kind === 'saved')).toHaveLength(1);
    expect(ends.filter(({ kind }) => kind === 'skipped')).toHaveLength(24);
    expect((await session.state()).cycle).toBe(2);
  });

  it('asks the venue for nothing', async () => {
    const session = rainSession();
    await startAndHold(session);
    const asked: string[] = [];
    const venue = new Proxy(session.ports.venue, {
      get: (target, name, receiver) => {
        asked.push(String(name));
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    await session.cycle({ ...session.ports, venue });
    expect(asked).toEqual([]);
  });

  it.each([
    ['is skipped for 60 s, its length and the clocks’ skew', 60, 'skipped'],
    ['is saved a second later', 61, 'saved'],
  ])('whose holder died %s', async (_law, later, kind) => {
    const session = rainSession();
    await cyclesOn(session, 1);
    await startAndHold(session);
    session.leaseClock.pass(seconds(later));
    expect((await session.cycle()).kind).toBe(kind);
  });
});

describe('a cycle whose lease went to another', () => {
  it('saves nothing, sends nothing more and says so', async () => {
    const session = rainSession();
    await cyclesOn(session, 1);
    const late = await startAndHold(session);
    session.leaseClock.pass(seconds(61));
    await session.saved();
    const after = await session.state();
    const ordersBefore = session.venue.openOrders();
    late.goOn();
    expect((await late.end).kind).toBe('failed');
    expect(await session.state()).toEqual(after);
    expect(session.venue.openOrders()).toEqual(ordersBefore);
    expect(session.messages().at(-1)).toBe('[EnterpriseOrchestrator] Cycle not saved: LEASE_LOST');
  });
});
