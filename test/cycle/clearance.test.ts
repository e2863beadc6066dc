import { describe, expect, it } from 'vitest';
import { STATE_BYTES_MAX } from '../../lib/cycle/outbox.ts';
import { configHash, walletAddress } from '../../lib/units/ids.ts';
import { err } from '../../lib/units/result.ts';
import { negate } from '../../lib/units/quantity.ts';
import { after, hours, minutes } from '../../lib/units/time.ts';
import { RAIN, bookOf, tradeOf } from '../backtest/markets.ts';
import { LIVE, liveWith, recordFor, WALLET } from './live.ts';
import { QUIET, cycleOn, cyclesOn, rainSession, resting } from './scene.ts';
import { sized, withStore } from './sized-store.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { DoctorRecord } from '../../lib/domain/clearance.ts';
import type { CycleRecord } from '../../lib/domain/cycle-record.ts';
import type { Session } from '../backtest/session.ts';

const NEED = { kind: 'doctor-record', wallet: WALLET, configHash: configHash('this one') } as const;
const CHANGED = liveWith('another');

const examined = async (changes: Partial<DoctorRecord> = {}): Promise<Session> => {
  const session = rainSession({ settings: LIVE });
  await session.store.putClearance(recordFor(session, changes));
  return session;
};

const MINIMAL = ['BUY 5 NO @ 0.48', 'BUY 5 YES @ 0.48'];
const FULL = ['BUY 100 NO @ 0.48', 'BUY 100 YES @ 0.48'];

const placedIn = ({ orders }: CycleRecord): readonly string[] =>
  orders
    .filter(({ result }) => result === 'placed')
    .map(({ side, size, outcome }) => `${side} ${size} ${outcome}`);

const saidOf = (session: Session, words: string): readonly string[] =>
  session.messages().filter((message) => message.includes(words));

describe('a live portfolio without a green doctor record', () => {
  it('sends nothing, records why, and remembers no clearance', async () => {
    const session = rainSession({ settings: LIVE });
    const { record, state } = await cyclesOn(session, 3);
    expect(resting(session)).toEqual([]);
    expect(record.clearance).toBe('nothing: missing');
    expect(record.orders.map(({ result }) => result)).toEqual(
      ['LIVE_NOT_CLEARED: cause=missing', 'LIVE_NOT_CLEARED: cause=missing'].map(
        (refusal) => `refused ${refusal}`,
      ),
    );
    expect(state.clearance).toEqual({ kind: 'never' });
    expect(saidOf(session, 'Live trading is not cleared: cause=missing')).toHaveLength(3);
  });

  it('is cleared by the next cycle after the doctor wrote one', async () => {
    const session = rainSession({ settings: LIVE });
    await cyclesOn(session, 3);
    await session.store.putClearance(recordFor(session));
    const { state } = await cycleOn(session, 180);
    expect(state.clearance).toMatchObject({ kind: 'cleared', cycles: 1 });
    expect(resting(session).toSorted()).toEqual(MINIMAL);
  });

  it('sends nothing where the record cannot be read, and asks again a cycle later', async () => {
    const session = await examined();
    const away = { kind: 'UNAVAILABLE', detail: 'throttled' } as const;
    const readClearance = () => Promise.resolve(err(away));
    const blind = { ...session.ports, store: { ...session.ports.store, readClearance } };
    await session.cycle(blind);
    session.leaseClock.pass(minutes(1));
    session.venue.apply(bookOf(RAIN, 60, QUIET));
    await session.cycle(blind);
    session.leaseClock.pass(minutes(1));
    expect(session.records.at(-1)?.clearance).toBe('nothing: unreadable');
    expect(resting(session)).toEqual([]);
    await cycleOn(session, 120);
    expect(resting(session).toSorted()).toEqual(MINIMAL);
  });

  it('sends nothing when nobody said what it must be examined for', async () => {
    const settings: CycleSettings = { ...LIVE, clearance: { kind: 'none' } };
    const session = rainSession({ settings });
    await session.store.putClearance(recordFor(session));
    const { record } = await cyclesOn(session, 3);
    expect(record.clearance).toBe('nothing: configuration');
    expect(resting(session)).toEqual([]);
  });

  it('moves nothing on chain, not even complete sets', async () => {
    const session = await withSets();
    const wallet = walletAddress('0xOther');
    const settings: CycleSettings = { ...LIVE, clearance: { ...NEED, wallet } };
    const { record } = await cycleOn(session, 900, { settings });
    expect(record.clearance).toBe('nothing: wallet');
    expect(record.chain).toEqual([]);
    expect((await cycleOn(session, 960)).record.chain).toEqual(['merge rain: sent']);
  });
});

// Has had its first cycles, and was sold to, or sold to and bought from.
const filled = async (...takers: readonly ('BUY' | 'SELL')[]): Promise<Session> => {
  const session = await examined();
  await cyclesOn(session, 14);
  for (const taker of takers) {
    const price = taker === 'SELL' ? '0.47' : '0.53';
    session.venue.apply(tradeOf(RAIN, 14 * 60 - 30, { taker, price, size: '6000' }));
  }
  return session;
};

const withSets = (): Promise<Session> => filled('SELL', 'BUY');

describe('a cleared live portfolio', () => {
  it('does not read the record again, however old it gets', async () => {
    const session = await examined({
      at: after(recordFor(await examined()).at, negate(hours(23))),
    });
    await cyclesOn(session, 2);
    const store = {
      ...session.ports.store,
      readClearance: () => Promise.reject(new Error('it is not asked for')),
    };
    const end = await session.cycle({ ...session.ports, store });
    expect(end.kind).toBe('saved');
  });

  it('adds only orders of the minimum size in its first 10 cycles', async () => {
    const session = await examined();
    await cycleOn(session, 0);
    for (let cycle = 1; cycle <= 10; cycle += 1) {
      const { record } = await cycleOn(session, cycle * 60);
      expect(record.clearance).toBe(`minimum size, ${String(cycle - 1)} of 10 cycles done`);
      expect(resting(session).toSorted()).toEqual(MINIMAL);
    }
    const { record, state } = await cycleOn(session, 660);
    expect(record.clearance).toBe('cleared');
    expect(resting(session).toSorted()).toEqual(FULL);
    expect(state.clearance).toMatchObject({ cycles: 10 });
    expect(saidOf(session, 'First live cycles: ')).toHaveLength(11);
  });

  it('does not count cycles in which nothing could be added', async () => {
    const session = await examined();
    await cycleOn(session, 0);
    session.killSwitch.set('halt');
    await cyclesOn(session, 3, { from: 1 });
    session.killSwitch.set('reduce-only');
    await cyclesOn(session, 3, { from: 4 });
    session.killSwitch.set('failed');
    const { state } = await cyclesOn(session, 3, { from: 7 });
    expect(state.clearance).toMatchObject({ cycles: 0 });
    session.killSwitch.set('off');
    expect((await cycleOn(session, 600)).state.clearance).toMatchObject({ cycles: 1 });
  });

  it('does not count a cycle whose state was too large to add to', async () => {
    const session = await examined();
    await cyclesOn(session, 2);
    const large = withStore(session, sized(session.store, STATE_BYTES_MAX + 1));
    const end = await session.cycle(large);
    expect(end).toMatchObject({ kind: 'saved', state: { clearance: { cycles: 1 } } });
  });

  it('does not count a cycle that could not be saved', async () => {
    const session = await examined();
    await cyclesOn(session, 2);
    const away = { kind: 'UNAVAILABLE', detail: 'the disk is full' } as const;
    const store = { ...session.ports.store, save: () => Promise.resolve(err(away)) };
    await session.cycle({ ...session.ports, store });
    expect((await session.state()).clearance).toMatchObject({ cycles: 1 });
  });

  it('whose configuration changed adds nothing and may still reduce', async () => {
    const session = await filled('SELL');
    const { record, state } = await cycleOn(session, 900, { settings: CHANGED });
    expect(record.clearance).toBe('reducing-only: configuration');
    expect(placedIn(record)).toEqual(['SELL 100 YES']);
    expect(state.clearance).toMatchObject({ configHash: 'this one' });
    await session.store.putClearance(recordFor(session, { configHash: configHash('another') }));
    const then = await cycleOn(session, 960, { settings: CHANGED });
    expect(then.record.clearance).toBe('minimum size, 0 of 10 cycles done');
  });

  it('whose configuration changed still merges complete sets', async () => {
    const { record } = await cycleOn(await withSets(), 900, { settings: CHANGED });
    expect(record.chain).toEqual(['merge rain: sent']);
  });
});
