import { describe, expect, it } from 'vitest';
import { RAIN, bookOf } from '../backtest/markets.ts';
import { cyclesOn, held, rainSession, resting } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';

// What is said of the kill switch, or by the venue, between the journal and its first answer.
type News = (session: Session) => Ports;

const saying =
  (position: 'halt' | 'reduce-only' | 'failed'): News =>
  ({ ports, killSwitch }) => ({
    ...ports,
    store: {
      ...ports.store,
      journal: (lease, intents) => {
        killSwitch.set(position);
        return ports.store.journal(lease, intents);
      },
    },
  });

const rejecting: News = ({ ports }) => ({
  ...ports,
  venue: {
    ...ports.venue,
    postOrder: (orders) =>
      Promise.resolve(
        orders.map(({ id }) => ({
          id,
          kind: 'rejected' as const,
          class: 'tick' as const,
          message: 'off the grid',
          retryAfter: { kind: 'unspecified' as const },
        })),
      ),
  },
});

// A cycle that keeps one quote and replaces the other, and hears this while it does.
const hearing = async (news: News, session: Session = rainSession()): Promise<SavedCycle> => {
  await cyclesOn(session, 2);
  expect(resting(session)).toEqual(['BUY 100 YES @ 0.48', 'BUY 100 NO @ 0.48']);
  session.venue.apply(bookOf(RAIN, 120, { bid: '0.5', ask: '0.54' }));
  const end = await session.cycle(news(session));
  if (end.kind !== 'saved') throw new Error(end.kind);
  return held(session, end);
};

describe('a halt that is seen right before an order goes', () => {
  it('cancels everything in that cycle, and says so', async () => {
    const session = rainSession();
    const { record, state } = await hearing(saying('halt'), session);
    expect(resting(session)).toEqual([]);
    expect(state.intents).toEqual([]);
    expect(record).toMatchObject({ killSwitch: 'halt', tradingState: 'HALTED', placed: 0 });
    expect(session.messages()).toContain(
      '[RiskManager] Kill switch is halt: all orders cancelled, none rests',
    );
  });
});

describe('reduce-only that is seen right before an order goes', () => {
  it('cancels what adds exposure in that cycle', async () => {
    const session = rainSession();
    const { record } = await hearing(saying('reduce-only'), session);
    expect(resting(session)).toEqual([]);
    expect(record).toMatchObject({ killSwitch: 'reduce-only', tradingState: 'REDUCE_ONLY' });
    expect(record.canceled.map(({ reason }) => reason)).toContain('only reducing orders may rest');
  });
});

describe('a switch that cannot be read right before an order goes', () => {
  it('cancels nothing', async () => {
    const session = rainSession();
    const { record } = await hearing(saying('failed'), session);
    expect(resting(session)).toEqual(['BUY 100 YES @ 0.48']);
    expect(record.killSwitch).toBe('unreadable: cannot be read');
  });
});

describe('a breaker that an answer opens', () => {
  const strict = (rejectsMax: number): Session => {
    const { settings } = rainSession();
    const limits = { ...settings.limits, consecutiveRejectsMax: rejectsMax };
    return rainSession({ settings: { ...settings, limits } });
  };

  it.each([
    { rejectsMax: 1, rests: [] },
    { rejectsMax: 2, rests: ['BUY 100 YES @ 0.48'] },
  ])('at $rejectsMax rejections cancels what adds exposure at once', async (row) => {
    const session = strict(row.rejectsMax);
    await hearing(rejecting, session);
    expect(resting(session)).toEqual(row.rests);
  });
});
