import { describe, expect, it } from 'vitest';
import { after, elapsed, durationMs, msOfDuration, msOfEpoch } from '../../lib/units/time.ts';
import { RAIN, START, at, bookOf } from '../backtest/markets.ts';
import { QUIET, cyclesOn, rainSession } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';
import type { EpochMs } from '../../lib/units/time.ts';

const secondsIn = (moment: EpochMs): number => Number(msOfEpoch(moment) - msOfEpoch(START)) / 1_000;

const pass = ({ venue, leaseClock }: Session, seconds: number): void => {
  const time = durationMs(BigInt(seconds * 1_000));
  venue.advanceTo(after(venue.now(), time));
  leaseClock.pass(time);
};

const savedOn = async (session: Session, ports: Ports): Promise<SavedCycle> => {
  const end = await session.cycle(ports);
  if (end.kind !== 'saved') throw new Error(end.kind);
  return end;
};

// A session that is about to place its first two quotes, at second 60.
const aboutToQuote = async (): Promise<Session> => {
  const session = rainSession();
  await cyclesOn(session, 1);
  session.venue.apply(bookOf(RAIN, 60, QUIET));
  return session;
};

const slowToSign = (session: Session, seconds: number): Ports => {
  const { ports } = session;
  let isFirst = true;
  return {
    ...ports,
    venue: {
      ...ports.venue,
      sign: (...order) => {
        if (isFirst) pass(session, seconds);
        isFirst = false;
        return ports.venue.sign(...order);
      },
    },
  };
};

describe('while cancels are under way', () => {
  it.each([
    [9.999, 'placed'],
    [10, 'placed'],
    [10.001, 'refused STALE_DATA'],
  ])('for %s s, a quote on the books read before is %s', async (seconds, expected) => {
    const session = rainSession();
    await cyclesOn(session, 2);
    session.venue.apply(bookOf(RAIN, 120, { bid: '0.5', ask: '0.54' }));
    const { ports } = session;
    const cancelOrders: Ports['venue']['cancelOrders'] = (ids) => {
      pass(session, seconds);
      return ports.venue.cancelOrders(ids);
    };
    const slow = { ...ports, venue: { ...ports.venue, cancelOrders } };
    const { record } = await savedOn(session, slow);
    expect(record.orders.map(({ result }) => result)).toEqual([expect.stringContaining(expected)]);
  });
});

describe('while orders are signed', () => {
  it('the end of the lease stays where it is on the clock of the market', async () => {
    const session = await aboutToQuote();
    const { state } = await savedOn(session, slowToSign(session, 15));
    expect(state.intents.map((one) => secondsIn(one.sendableUntil))).toEqual([115, 115]);
  });
});

describe('while orders are written down', () => {
  it.each([
    [15, 'placed'],
    [15.001, 'NOT_SENT: cause=deadline'],
  ])('for %s s, an order of 210 s of life is %s', async (seconds, expected) => {
    const session = await aboutToQuote();
    const { ports } = session;
    const journal: Ports['store']['journal'] = (lease, intents) => {
      pass(session, seconds);
      return ports.store.journal(lease, intents);
    };
    const { record, state } = await savedOn(session, {
      ...ports,
      store: { ...ports.store, journal },
    });
    expect(record.orders.map(({ result }) => result)).toEqual([expected, expected]);
    expect(state.risk.rejects.count).toBe(0);
  });
});

describe('while the first answer is awaited', () => {
  it.each([
    [15, 2],
    [15.001, 1],
  ])('for %s s, an order of 210 s of life is sent %s times', async (seconds, times) => {
    const session = await aboutToQuote();
    const lives: number[] = [];
    const { ports } = session;
    const postOrder: Ports['venue']['postOrder'] = (orders) => {
      const [first] = orders;
      if (first?.expiration.kind === 'at') {
        const life = msOfDuration(elapsed(session.venue.now(), first.expiration.at));
        lives.push(Number(life) / 1_000);
      }
      pass(session, seconds);
      return Promise.resolve(
        orders.map(
          ({ id }) =>
            ({ id, kind: 'unknown', detail: 'no answer in time', reply: 'none' }) as const,
        ),
      );
    };
    await session.cycle({ ...ports, venue: { ...ports.venue, postOrder } });
    expect(lives).toEqual([210, 195].slice(0, times));
  });
});

describe('the expiration of an order', () => {
  it('counts from the moment it is sent, not from the observation', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    session.venue.apply(bookOf(RAIN, 120, { bid: '0.5', ask: '0.54' }));
    const { ports } = session;
    const cancelOrders: Ports['venue']['cancelOrders'] = (ids) => {
      pass(session, 5);
      return ports.venue.cancelOrders(ids);
    };
    const { state } = await savedOn(session, {
      ...ports,
      venue: { ...ports.venue, cancelOrders },
    });
    const newest = state.intents.at(-1);
    expect(newest?.journaledAt).toEqual(at(125));
    expect(newest?.expiration).toEqual({ kind: 'at', at: at(335) });
  });
});
