import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../lib/adapters/dynamo/memory-store.ts';
import { STATE_BYTES_MAX } from '../../lib/cycle/outbox.ts';
import { mapObserved } from '../../lib/domain/observed.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { tradeId } from '../../lib/units/ids.ts';
import { present } from '../../lib/units/invariant.ts';
import { err, ok } from '../../lib/units/result.ts';
import { minutes } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { openSession, playOn } from '../backtest/session.ts';
import { placementsOf } from './placements.ts';
import { cycleOn, cyclesOn, rainSession } from './scene.ts';
import { sized, withStore } from './sized-store.ts';
import type { Fill } from '../../lib/domain/fill.ts';
import type { Intent } from '../../lib/domain/intent.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';
import type { Session } from '../backtest/session.ts';

const UNAVAILABLE = { kind: 'UNAVAILABLE', detail: 'the disk is full' } as const;
const refused = () => Promise.resolve(err(UNAVAILABLE));

const fillOf = ({ id, order }: Intent, at: Fill['matchedAt']): Fill => ({
  trade: tradeId('late'),
  order: id,
  condition: order.condition,
  token: order.token,
  outcome: order.outcome,
  side: order.side,
  price: order.price,
  size: order.size,
  fee: usdc('0'),
  role: 'maker',
  status: 'MATCHED',
  matchedAt: at,
});

describe('a fill of an order that has settled', () => {
  // Everything is cancelled, and what settled by that is stored or not.
  const settledFirst = async (changes: Partial<StateStore>): Promise<Session> => {
    const session = rainSession();
    await cyclesOn(session, 2);
    session.killSwitch.set('reduce-only');
    const end = await session.cycle(withStore(session, changes));
    expect(end.kind).toBe('saved');
    return session;
  };

  const ownersAfter = async (session: Session, changes: Partial<StateStore>) => {
    const { settled } = await session.state();
    const { intent } = present(settled[0], 'an order has settled');
    const { venue, clock } = session.ports;
    const late = fillOf(intent, clock.now());
    const fetchFills: typeof venue.fetchFills = async (...range) =>
      mapObserved(await venue.fetchFills(...range), (fills) => [...fills, late]);
    await session.cycle({
      ...withStore(session, changes),
      venue: { ...venue, fetchFills },
    });
    const { ledger } = await session.state();
    return [...ledger.lots.values()].map(({ strategy }) => strategy);
  };

  it('belongs to the strategy of the order, once that is stored', async () => {
    expect(await ownersAfter(await settledFirst({}), {})).toEqual(['MM']);
  });

  it('belongs to it also when the process died before that was stored', async () => {
    const session = await settledFirst({ putSettled: refused });
    expect(await ownersAfter(session, {})).toEqual(['MM']);
  });

  it('belongs to it also while that cannot be stored', async () => {
    const changes = { putSettled: refused };
    expect(await ownersAfter(await settledFirst(changes), changes)).toEqual(['MM']);
  });
});

describe('what waits in the outbox', () => {
  it('is stored by the next cycle, before it trades', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    session.killSwitch.set('reduce-only');
    await session.cycle(withStore(session, { putSettled: refused, putEntries: refused }));
    const { settled } = await session.state();
    expect(settled).not.toEqual([]);
    await session.saved();
    for (const one of settled)
      expect(await session.store.readSettled(one.intent.id)).toEqual(ok(one));
    expect((await session.state()).settled).toEqual([]);
  });

  it('stays while it cannot be stored, and that is said', async () => {
    const session = rainSession();
    await session.cycle(withStore(session, { putEntries: refused }));
    await session.cycle(withStore(session, { putEntries: refused }));
    expect((await session.state()).outbox).toMatchObject([{ kind: 'opening' }]);
    expect(session.messages()).toContain(
      '[EnterpriseOrchestrator] 1 entries still wait: UNAVAILABLE: detail=the disk is full',
    );
  });
});

describe('a state that cannot get rid of what waits in it', () => {
  it.each([
    ['a byte below its limit', -1, 'saved'],
    ['at its limit', 0, 'saved'],
    ['a byte over its limit', 1, 'failed'],
  ])('%s is %s', async (_where, over, kind) => {
    const placements = placementsOf();
    const session = rainSession({ watchVenue: placements.watch });
    await cycleOn(session, 0);
    const limits = sized(session.store, STATE_BYTES_MAX + over);
    const end = await session.cycle(withStore(session, { ...limits, putEntries: refused }));
    expect(end.kind).toBe(kind);
    expect(placements.forget().length > 0).toBe(kind === 'saved');
  });

  it('is told with its numbers, and is kept once it can', async () => {
    const session = rainSession();
    await cycleOn(session, 0);
    const limits = sized(session.store, STATE_BYTES_MAX + 1);
    const end = await session.cycle(withStore(session, { ...limits, putEntries: refused }));
    expect(end).toEqual({
      kind: 'failed',
      error: { kind: 'STATE_TOO_LARGE', bytes: 200_001, bytesMax: 200_000, waiting: 1 },
    });
    expect((await session.cycle(withStore(session, limits))).kind).toBe('saved');
    expect((await session.state()).outbox).toEqual([]);
  });

  it('is not held against the signed bytes that its next save drops', async () => {
    const placements = placementsOf();
    const session = rainSession({ watchVenue: placements.watch });
    await cycleOn(session, 0);
    const unsaved = { save: refused, putEntries: refused };
    expect((await session.cycle(withStore(session, unsaved))).kind).toBe('failed');
    session.leaseClock.pass(minutes(2));
    const { intents } = await session.state();
    const bodies = intents.reduce((sum, { body }) => sum + body.length, 0);
    expect(bodies).toBeGreaterThan(0);
    const stuck = (bytes: number) =>
      withStore(session, { ...sized(session.store, bytes), putEntries: refused });
    const over = await session.cycle(stuck(STATE_BYTES_MAX + bodies + 1));
    expect(over).toMatchObject({ error: { kind: 'STATE_TOO_LARGE', waiting: 1 } });
    expect((await session.cycle(stuck(STATE_BYTES_MAX + bodies))).kind).toBe('saved');
    expect((await session.state()).intents.every(({ body }) => body === '')).toBe(true);
  });

  it('ends its session far below what the store takes', async () => {
    const tape = generateTape({ seed: 11 });
    const memory = memoryStore();
    const sizes: number[] = [];
    const acquire: StateStore['acquire'] = async (request) => {
      const acquired = await memory.acquire(request);
      if (acquired.ok) sizes.push(acquired.value.bytes);
      return acquired;
    };
    const store = { ...memory, acquire, putSettled: refused };
    const session = openSession({ universe: tape.universe, start: tape.start, store });
    await expect(playOn(session, { tape, cyclesMax: 300 }, () => undefined)).rejects.toThrow(
      'STATE_TOO_LARGE',
    );
    expect(Math.max(...sizes)).toBeGreaterThan(STATE_BYTES_MAX);
    expect(Math.max(...sizes)).toBeLessThan(300_000);
    const billed = session.metrics.flatMap(({ value }) =>
      value.kind === 'bytes' ? [value.bytes] : [],
    );
    expect(Math.max(...billed)).toBeGreaterThan(16_384);
    expect(Math.max(...billed)).toBeLessThan(STATE_BYTES_MAX / 5);
  });
});
