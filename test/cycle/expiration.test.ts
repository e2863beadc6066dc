import { describe, expect, it } from 'vitest';
import { at } from '../backtest/markets.ts';
import { settingsFrom } from '../backtest/session.ts';
import { cycleOn, cyclesOn, rainSession } from './scene.ts';
import type { Session } from '../backtest/session.ts';

const idsOf = ({ venue }: Session): readonly string[] => venue.openOrders().map(({ id }) => id);

describe('resting orders', () => {
  it.each([
    ['60', 210],
    ['30', 210],
    ['5', 210],
  ])('at a cycle of %s s expire %s s after they were sent', async (cycle, life) => {
    const session = rainSession({ settings: settingsFrom({ CYCLE_SECONDS: cycle }) });
    await cyclesOn(session, 2);
    expect(session.venue.openOrders().map(({ expiration }) => expiration)).toEqual([
      { kind: 'at', at: at(60 + life) },
      { kind: 'at', at: at(60 + life) },
    ]);
  });

  it('count from the next whole second of the venue', async () => {
    const session = rainSession();
    await cycleOn(session, 0);
    await cycleOn(session, 60.001);
    const [first] = session.venue.openOrders();
    expect(first?.expiration).toEqual({ kind: 'at', at: at(271) });
  });

  it('are kept while they outlive the next cycle’s posting, and replaced after that', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    const placed = idsOf(session);
    await cycleOn(session, 120);
    expect(idsOf(session)).toEqual(placed);
    const { record } = await cycleOn(session, 180);
    expect(idsOf(session)).toHaveLength(2);
    expect(idsOf(session).filter((id) => placed.includes(id))).toEqual([]);
    expect(record.canceled.map(({ reason }) => reason)).toEqual([
      'too short to live through the next cycle',
      'too short to live through the next cycle',
    ]);
  });

  it('leave no gap between the cycles of an hour', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    for (let minute = 2; minute <= 60; minute += 1) {
      session.venue.advanceTo(at(minute * 60 - 0.001));
      expect(idsOf(session)).toHaveLength(2);
      await cycleOn(session, minute * 60);
    }
  });

  it('end by themselves when no cycle comes', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    session.venue.advanceTo(at(60 + 149.999));
    expect(idsOf(session)).toHaveLength(2);
    session.venue.advanceTo(at(60 + 150));
    expect(idsOf(session)).toEqual([]);
  });
});
