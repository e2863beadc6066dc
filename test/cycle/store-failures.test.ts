import { describe, expect, it } from 'vitest';
import { rebuild } from '../../lib/accounting/verify.ts';
import { encodeLedger } from '../../lib/adapters/dynamo/stored-state.ts';
import { plus } from '../../lib/units/quantity.ts';
import { err, ok } from '../../lib/units/result.ts';
import { usdcMicros } from '../../lib/units/usdc.ts';
import { RAIN, tradeOf } from '../backtest/markets.ts';
import { placementsOf } from './placements.ts';
import { cycleOn, cyclesOn, rainSession, resting } from './scene.ts';
import type { CycleEnd } from '../../lib/cycle/finish.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';
import type { Session } from '../backtest/session.ts';

type Call = 'acquire' | 'journal' | 'save' | 'putEntries' | 'putSettled' | 'putHistory';

const UNAVAILABLE = { kind: 'UNAVAILABLE', detail: 'the disk is full' } as const;

// The same ports on a store that refuses one kind of call.
const without = ({ ports }: Session, call: Call): Ports => {
  const refused: Partial<StateStore> = { [call]: () => Promise.resolve(err(UNAVAILABLE)) };
  return { ...ports, store: { ...ports.store, ...refused } };
};

// A session that has just bought 100 YES, which no cycle has read yet.
const withNews = async (): Promise<Session> => {
  const session = rainSession();
  await cyclesOn(session, 3);
  session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
  return session;
};

const historyOf = async ({ store, state }: Session): Promise<readonly [string, string]> => {
  const entries = await store.readEntries();
  const { ledger, outbox } = await state();
  if (!entries.ok) throw new Error('no entries');
  const all = new Map([...entries.value, ...outbox].map((entry) => [entry.sequence, entry]));
  const books = rebuild([...all.values()]);
  if (!books.ok) throw new Error(JSON.stringify(books.error));
  return [encodeLedger(books.value), encodeLedger(ledger)];
};

describe('a store that does not give the lease', () => {
  it('ends the cycle before anything is read or sent, and it is said', async () => {
    const session = await withNews();
    const before = resting(session);
    const end = await session.cycle(without(session, 'acquire'));
    expect(end).toEqual({ kind: 'failed', error: UNAVAILABLE });
    expect(resting(session)).toEqual(before);
    expect(session.messages().at(-1)).toBe(
      '[EnterpriseOrchestrator] No cycle, nothing traded: UNAVAILABLE: detail=the disk is full',
    );
  });
});

describe('a stored state whose books do not balance', () => {
  const offBy = async (micros: bigint): Promise<CycleEnd> => {
    const session = rainSession();
    await cyclesOn(session, 2);
    const acquire: StateStore['acquire'] = async (request) => {
      const acquired = await session.store.acquire(request);
      if (!acquired.ok || acquired.value.state === null) throw new Error('there is no state');
      const { lease, state } = acquired.value;
      const cash = plus(state.ledger.cash, usdcMicros(micros));
      const { bytes } = acquired.value;
      return ok({ lease, bytes, state: { ...state, ledger: { ...state.ledger, cash } } });
    };
    const store = { ...session.ports.store, acquire };
    const end = await session.cycle({ ...session.ports, store });
    const next = await session.cycle();
    expect(next.kind).toBe('saved');
    return end;
  };

  it.each([
    ['a micro too little', -1n, '-0.000001'],
    ['a micro too much', 1n, '0.000001'],
    ['a thousand dollars too much', 1_000_000_000n, '1000'],
  ])('with %s is refused, and its lease is given back', async (_what, micros, text) => {
    const detail = `cash is ${text} off what the books add up to`;
    expect(await offBy(micros)).toEqual({
      kind: 'failed',
      error: { kind: 'CORRUPT', item: 'STATE', field: 'ledger.cash', detail },
    });
  });

  it('to the micro is taken when it does', async () => {
    expect((await offBy(0n)).kind).toBe('saved');
  });
});

describe('a store that does not take the journal', () => {
  it('lets no order go', async () => {
    const placements = placementsOf();
    const session = rainSession({ watchVenue: placements.watch });
    await cycleOn(session, 0);
    const end = await session.cycle(without(session, 'journal'));
    expect(end).toEqual({ kind: 'failed', error: UNAVAILABLE });
    expect(placements.forget()).toEqual([]);
    expect(session.messages()).toContain(
      '[ExecutionEngine] ❌ MM BUY failed: NOT_SENT: cause=not-journalled',
    );
  });
});

describe('a store that does not take the save', () => {
  it('leaves the next cycle to book and to keep the same', async () => {
    const [failing, clean] = [await withNews(), await withNews()];
    const end = await failing.cycle(without(failing, 'save'));
    failing.leaseClock.pass(failing.settings.cycle);
    failing.leaseClock.pass(failing.settings.cycle);
    expect(end).toEqual({ kind: 'failed', error: UNAVAILABLE });
    const [again, once] = [await cycleOn(failing, 180), await cycleOn(clean, 180)];
    expect(encodeLedger(again.state.ledger)).toBe(encodeLedger(once.state.ledger));
    expect(resting(failing)).toEqual(resting(clean));
    expect(again.state.cycle).toBe(once.state.cycle);
  });

  it('is said in the log', async () => {
    const session = await withNews();
    await session.cycle(without(session, 'save'));
    expect(session.messages().at(-1)).toBe('[EnterpriseOrchestrator] Cycle not saved: UNAVAILABLE');
  });
});

describe.each(['journal', 'save'] as const)('a cycle whose %s failed', (call) => {
  it('gives its lease back, so that the next one runs at once', async () => {
    const session = rainSession();
    await cycleOn(session, 0);
    expect((await session.cycle(without(session, call))).kind).toBe('failed');
    expect((await session.cycle()).kind).toBe('saved');
  });

  it('ends as it would when the lease cannot be given back, and it is said', async () => {
    const session = rainSession();
    await cycleOn(session, 0);
    const { store, ...ports } = without(session, call);
    const keeping = { ...store, release: () => Promise.resolve(err(UNAVAILABLE)) };
    const end = await session.cycle({ ...ports, store: keeping });
    expect(end).toEqual({ kind: 'failed', error: UNAVAILABLE });
    expect(session.messages().at(-1)).toBe(
      '[EnterpriseOrchestrator] Lease not given back: UNAVAILABLE: detail=the disk is full',
    );
    expect((await session.cycle()).kind).toBe('skipped');
  });
});

describe('a paper venue that cannot be kept', () => {
  it('fails the cycle, which gives its lease back', async () => {
    const session = rainSession();
    await cycleOn(session, 0);
    const beforeSave = () => Promise.resolve(err(UNAVAILABLE));
    const end = await session.cycle({ ...session.ports, beforeSave });
    expect(end).toEqual({ kind: 'failed', error: UNAVAILABLE });
    expect((await session.cycle()).kind).toBe('saved');
  });
});

describe.each(['putEntries', 'putSettled', 'putHistory'] as const)(
  'a store that does not take %s',
  (call) => {
    it('changes neither state nor orders, warns, and loses no entry', async () => {
      const session = await withNews();
      const end = await session.cycle(without(session, call));
      expect(end.kind).toBe('saved');
      expect(session.messages()).toContain(
        '[EnterpriseOrchestrator] History not stored: UNAVAILABLE',
      );
      expect(new Set(await historyOf(session)).size).toBe(1);
    });

    it('has every entry once the store is well again', async () => {
      const session = await withNews();
      for (let failed = 0; failed < 3; failed += 1) {
        await session.cycle(without(session, call));
        session.leaseClock.pass(session.settings.cycle);
      }
      await cycleOn(session, 180);
      await cycleOn(session, 240);
      const entries = await session.store.readEntries();
      const { ledger } = await session.state();
      expect(entries.ok && entries.value.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: ledger.sequence }, (_, index) => index + 1),
      );
    });
  },
);
