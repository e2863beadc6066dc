// A state that is too large although nothing waits in it: only a cycle can end the orders that make
// it so, and no such cycle may make it larger.

import { describe, expect, it } from 'vitest';
import { ITEM_BYTES_MAX, STATE_BYTES_MAX } from '../../lib/cycle/outbox.ts';
import { known } from '../../lib/domain/observed.ts';
import { err } from '../../lib/units/result.ts';
import { minutes } from '../../lib/units/time.ts';
import { bookOf, RAIN, tradeOf } from '../backtest/markets.ts';
import { BUSY_MINUTE, busySession, liveThrough, openMinute } from './busy-minute.ts';
import { placementsOf } from './placements.ts';
import { cycleOn, cyclesOn, held, rainSession, resting } from './scene.ts';
import { sized, sizedBy, withStore } from './sized-store.ts';
import type { CycleEnd } from '../../lib/cycle/finish.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';

const MOVED = { bid: '0.50', ask: '0.54' };
const TOLD = 'State too large, nothing new is sent: bytes=200001 bytesMax=200000 orders=2';

const toldBy = (session: Session): readonly string[] =>
  session.messages().filter((message) => message.includes('State too large'));

const saved = (session: Session, end: CycleEnd): SavedCycle => {
  if (end.kind !== 'saved') throw new Error(JSON.stringify(end));
  return held(session, end);
};

// A book on which both quotes must be placed anew, and a cycle on it that finds so many bytes.
const movedOn = async (session: Session, bytes: number): Promise<SavedCycle> => {
  session.venue.apply(bookOf(RAIN, 180, MOVED));
  const ports = withStore(session, sized(session.store, bytes));
  const end = saved(session, await session.cycle(ports));
  session.leaseClock.pass(minutes(1));
  return end;
};

// More than what waits in these states can be.
const BEYOND = 50_000;

describe('a state in which nothing waits', () => {
  it.each([
    ['a byte below its limit', -1, 2],
    ['at its limit', 0, 2],
    ['a byte over its limit', 1, 0],
  ])('%s (%i) is saved by a cycle that places %i orders', async (_where, over, placed) => {
    const placements = placementsOf();
    const session = rainSession({ watchVenue: placements.watch });
    await cyclesOn(session, 3);
    placements.forget();
    expect((await session.state()).outbox).toEqual([]);
    const { record } = await movedOn(session, STATE_BYTES_MAX + over);
    expect(placements.forget()).toHaveLength(placed);
    expect(record.placed).toBe(placed);
    expect(record.wanted).toBe(placed);
    expect(record.reports).toEqual(over > 0 ? [TOLD] : []);
    expect(toldBy(session)).toEqual(over > 0 ? [`[EnterpriseOrchestrator] ${TOLD}`] : []);
  });

  it.each([
    ['at its limit', ['merge sun: sent'], 0],
    ['over its limit', [], 1],
  ])('%s has these moves sent to the chain: %j', async (_where, moves, over) => {
    const placements = placementsOf();
    const session = busySession({ watchVenue: placements.watch });
    await liveThrough(session, 0, BUSY_MINUTE - 1);
    placements.forget();
    openMinute(session, BUSY_MINUTE);
    const ports = withStore(session, sized(session.store, STATE_BYTES_MAX + over * BEYOND));
    const { record, state } = saved(session, await session.cycle(ports));
    expect(record.chain).toEqual(moves);
    expect(record.fills.length).toBeGreaterThan(0);
    expect(state.chainMoves).toHaveLength(moves.length);
    expect(placements.forget().length > 0).toBe(over === 0);
  });

  it('over its limit has its orders cancelled that add exposure, each once', async () => {
    const session = rainSession();
    await cyclesOn(session, 3);
    const { record, state } = await movedOn(session, STATE_BYTES_MAX + 1);
    expect(record.canceled.map(({ reason }) => reason)).toEqual([
      'the state is too large',
      'the state is too large',
    ]);
    expect(resting(session)).toEqual([]);
    expect(state.intents).toEqual([]);
  });

  it('over its limit has no order cancelled again that the guard cancelled', async () => {
    const session = rainSession();
    await cyclesOn(session, 3);
    session.killSwitch.set('reduce-only');
    const { venue } = session.ports;
    const asked: string[] = [];
    const cancelOrders: typeof venue.cancelOrders = (ids) => {
      asked.push(...ids);
      return Promise.resolve(known({ canceled: [], notCanceled: [] }, session.ports.clock.now()));
    };
    session.venue.apply(bookOf(RAIN, 180, MOVED));
    const ports = withStore(session, sized(session.store, STATE_BYTES_MAX + 1));
    const end = await session.cycle({ ...ports, venue: { ...venue, cancelOrders } });
    expect(end.kind).toBe('saved');
    expect(asked).toHaveLength(2);
  });

  it('over its limit books what filled and keeps what only reduces', async () => {
    const session = rainSession();
    await cyclesOn(session, 3);
    session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
    await cycleOn(session, 180);
    const before = resting(session);
    expect(before).toContainEqual(expect.stringContaining('SELL'));
    session.venue.apply(bookOf(RAIN, 240, { bid: '0.48', ask: '0.52' }));
    const ports = withStore(session, sized(session.store, STATE_BYTES_MAX + BEYOND));
    saved(session, await session.cycle(ports));
    expect(resting(session)).toEqual(before.filter((order) => order.startsWith('SELL')));
  });

  it('is small again once its orders have ended, and trades then', async () => {
    const session = rainSession();
    await cyclesOn(session, 3);
    const store = sizedBy(session.store, (state) => (state?.intents.length ?? 0) * 150_000);
    const records: (readonly number[])[] = [];
    for (const second of [180, 240, 300]) {
      session.venue.apply(bookOf(RAIN, second, MOVED));
      const { record } = saved(session, await session.cycle(withStore(session, store)));
      records.push([record.reports.length, record.placed]);
      session.leaseClock.pass(minutes(1));
    }
    expect(records).toEqual([
      [1, 0],
      [0, 2],
      [1, 0],
    ]);
  });

  it('over its limit keeps everything when it cannot be saved', async () => {
    const session = rainSession();
    await cyclesOn(session, 3);
    session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
    session.venue.apply(bookOf(RAIN, 180, MOVED));
    const full = { kind: 'UNAVAILABLE', detail: 'the item is too large' } as const;
    const large = sized(session.store, STATE_BYTES_MAX + 1);
    const ports = withStore(session, { ...large, save: () => Promise.resolve(err(full)) });
    expect(await session.cycle(ports)).toEqual({ kind: 'failed', error: full });
    session.leaseClock.pass(minutes(1));
    const { state } = await cycleOn(session, 240);
    expect([...state.ledger.lots.values()]).toMatchObject([{ strategy: 'MM' }]);
  });
});

describe('a state over its limit', () => {
  // One entry waits, of which 80 bytes are sure.
  it.each([
    ['a byte below', 79, 2],
    ['at', 80, 2],
    ['a byte over', 81, 0],
  ])('%s what it surely got rid of sends %i bytes over: %i', async (_where, over, sent) => {
    const placements = placementsOf();
    const session = rainSession({ watchVenue: placements.watch });
    await cycleOn(session, 0);
    expect((await session.state()).outbox).toHaveLength(1);
    session.venue.apply(bookOf(RAIN, 60, MOVED));
    const ports = withStore(session, sized(session.store, STATE_BYTES_MAX + over));
    saved(session, await session.cycle(ports));
    expect(placements.forget()).toHaveLength(sent);
  });

  it.each([
    ['a byte below', 'saved', -1],
    ['at', 'saved', 0],
    ['a byte over', 'failed', 1],
  ])('%s what the store takes is %s', async (_where, kind, over) => {
    const session = rainSession();
    await cyclesOn(session, 3);
    const ports = withStore(session, sized(session.store, ITEM_BYTES_MAX + over));
    const end = await session.cycle(ports);
    expect(end.kind).toBe(kind);
    if (over > 0)
      expect(end).toMatchObject({
        error: { kind: 'STATE_TOO_LARGE', bytes: 400_001, bytesMax: 400_000, waiting: 0 },
      });
  });

  it('over what the store takes is saved where that waited and could be stored', async () => {
    const session = rainSession();
    await cycleOn(session, 0);
    const ports = withStore(session, sized(session.store, ITEM_BYTES_MAX + 1));
    expect((await session.cycle(ports)).kind).toBe('saved');
  });

  it('is not held against the signed bytes that its next save drops', async () => {
    const session = rainSession();
    await cyclesOn(session, 3);
    session.venue.apply(bookOf(RAIN, 180, MOVED));
    const lost = { save: () => Promise.resolve(err({ kind: 'UNAVAILABLE', detail: '' } as const)) };
    expect((await session.cycle(withStore(session, lost))).kind).toBe('failed');
    session.leaseClock.pass(minutes(2));
    const { intents } = await session.state();
    const bodies = intents.reduce((sum, { body }) => sum + body.length, 0);
    expect(bodies).toBeGreaterThan(0);
    const at = sized(session.store, STATE_BYTES_MAX + bodies);
    expect((await session.cycle(withStore(session, at))).kind).toBe('saved');
    expect(toldBy(session)).toEqual([]);
    expect((await session.state()).intents.every(({ body }) => body === '')).toBe(true);
  });
});
