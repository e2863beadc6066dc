import { describe, expect, it } from 'vitest';
import { cycleOn, cyclesOn, rainSession, resting } from './scene.ts';
import { placementsOf } from './placements.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';
import type { Fault } from '../../lib/simulation/faults.ts';
import type { Placements } from './placements.ts';

const QUOTES = ['BUY 100 YES @ 0.48', 'BUY 100 NO @ 0.48'];
const PLACED = ['BUY 100 rain-no @ 0.48 GTD', 'BUY 100 rain-yes @ 0.48 GTD'];

type Scene = {
  readonly session: Session;
  readonly placements: Placements;
  readonly end: SavedCycle;
  /** Whether the venue tells its mode; as long as it restarts it does not. */
  readonly restart: { isOn: boolean };
};

// A session whose first trading cycle meets these faults at its placing requests, each order's
// first sending and its repetition; afterwards the connection is good.
const meeting = async (...faults: readonly Fault[]): Promise<Scene> => {
  const placements = placementsOf();
  const sendings = new Map<string, number>();
  const restart = { isOn: false };
  let isBad = true;
  const session = rainSession({
    watchVenue: placements.watch,
    faults: ({ endpoint, orders }) => {
      const [id] = orders;
      if (restart.isOn && endpoint === 'fetchMode') return 'restarting';
      if (!isBad || endpoint !== 'postOrder' || id === undefined) return 'none';
      const before = sendings.get(id) ?? 0;
      sendings.set(id, before + 1);
      return faults[before] ?? 'none';
    },
  });
  const end = await cyclesOn(session, 2);
  isBad = false;
  return { session, placements, end, restart };
};

const phasesOf = ({ state }: SavedCycle): readonly string[] =>
  state.intents.map(({ phase }) => phase.kind);

describe('an order that the venue took', () => {
  it.each([
    ['but whose answer was lost once', ['lost-after']],
    ['in its repetition, the first sending being lost', ['lost-before']],
  ] as const)('pitfall 2: %s rests once and is known to', async (_how, faults) => {
    const { session, placements, end } = await meeting(...faults);
    expect(resting(session)).toEqual(QUOTES);
    expect(placements.forget()).toEqual(PLACED);
    expect(phasesOf(end)).toEqual(['resting', 'resting']);
    expect(end.record.placed).toBe(2);
  });

  it.each([
    ['although no answer came', ['lost-after', 'lost-after']],
    ['and whose repetition was lost as well', ['lost-after', 'lost-before']],
    ['only in the repetition whose answer was lost', ['lost-before', 'lost-after']],
    ['and held back', ['delayed']],
  ] as const)('pitfall 2: %s is found by the next cycle and kept', async (_how, faults) => {
    const { session, placements, end } = await meeting(...faults);
    expect(phasesOf(end)).toEqual(['unknown', 'unknown']);
    const next = await cycleOn(session, 120);
    expect(phasesOf(next)).toEqual(['resting', 'resting']);
    expect(next.record).toMatchObject({ kept: 2, placed: 0, wanted: 0 });
    expect(placements.forget()).toEqual(PLACED);
  });
});

describe('an order that the venue never saw', () => {
  it('blocks its side until it is proven absent, and is then placed anew', async () => {
    const { session, placements } = await meeting('lost-before', 'lost-before');
    // Sent at 60 s with 210 s to its expiration; removed at 210 s, it can appear until 340 s.
    for (const second of [120, 180, 240, 300]) {
      const { record } = await cycleOn(session, second);
      expect(record.orders.map(({ result }) => result)).toEqual([
        expect.stringContaining('INTENT_UNRESOLVED'),
        expect.stringContaining('INTENT_UNRESOLVED'),
      ]);
      expect(placements.forget()).toEqual([]);
    }
    const { state } = await cycleOn(session, 360);
    expect(state.intents.map(({ phase }) => phase.kind)).toEqual(['resting', 'resting']);
    expect(placements.forget()).toEqual(PLACED);
  });

  it('is not proven absent by a venue that restarts', async () => {
    const { session, restart } = await meeting('lost-before', 'lost-before');
    restart.isOn = true;
    for (const second of [120, 180, 240, 300, 360])
      expect(phasesOf(await cycleOn(session, second))).toEqual(['unknown', 'unknown']);
    restart.isOn = false;
    for (const second of [420, 480]) await cycleOn(session, second);
    expect(resting(session)).toEqual(QUOTES);
  });

  // Found by the soak, seeds 7 and 26.
  it.each(['halt', 'reduce-only'] as const)(
    'is proven absent as soon while a switch at %s has it cancelled each cycle',
    async (position) => {
      const { session } = await meeting('lost-before', 'lost-before');
      session.killSwitch.set(position);
      for (const second of [120, 180, 240, 300]) {
        const end = await cycleOn(session, second);
        expect(phasesOf(end)).toEqual(['unknown', 'unknown']);
        expect(end.record.canceled).toHaveLength(2);
      }
      const { state } = await cycleOn(session, 360);
      expect(state.intents).toEqual([]);
      expect(state.settled.map(({ end }) => end)).toEqual(['absent', 'absent']);
    },
  );

  it('counts as exposure until then', async () => {
    const { session } = await meeting('lost-before', 'lost-before');
    expect((await cycleOn(session, 120)).record.exposure).toBe('48');
  });

  it('is kept as absent for whoever asks what became of it', async () => {
    const { session, end } = await meeting('lost-before', 'lost-before');
    for (const second of [120, 180, 240, 300, 360]) await cycleOn(session, second);
    const [lost] = end.state.intents;
    const settled = await session.store.readSettled(lost?.id ?? '');
    expect(settled).toMatchObject({ ok: true, value: { end: 'absent' } });
  });
});

describe('an order that the venue could not take', () => {
  it.each(['restarting', 'unavailable'] as const)(
    'while it was %s is no rejection, and waits for the cooldown',
    async (fault) => {
      const { session, placements, end } = await meeting(fault);
      expect(phasesOf(end)).toEqual([]);
      expect(end.state.risk.rejects.count).toBe(0);
      expect(end.state.risk.cooldowns.map(({ cause }) => cause)).toEqual([fault]);
      await cycleOn(session, 120);
      expect(placements.forget()).toEqual(PLACED);
    },
  );
});
