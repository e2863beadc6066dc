import { describe, expect, it } from 'vitest';
import { rebuild } from '../../lib/accounting/verify.ts';
import { encodeLedger } from '../../lib/adapters/dynamo/stored-state.ts';
import { LIVE_TOLERANCE } from '../../lib/cycle/settings.ts';
import { known, mapObserved, unknown } from '../../lib/domain/observed.ts';
import { plus } from '../../lib/units/quantity.ts';
import { conditionId } from '../../lib/units/ids.ts';
import { shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { minutes } from '../../lib/units/time.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { RAIN, bookOf, tradeOf } from '../backtest/markets.ts';
import { settingsFrom } from '../backtest/session.ts';
import { QUIET, cyclesOn, rainSession } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { Faults } from '../../lib/simulation/faults.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';

const TOLERANT: CycleSettings = { ...settingsFrom(), tolerance: LIVE_TOLERANCE };

const LATE = unknown<never>({
  kind: 'TIMEOUT',
  endpoint: 'any',
  detail: 'late',
  retryAfter: { kind: 'unspecified' },
});

/** What the wallet has more than the simulated venue says. */
type Off = { readonly cash?: string; readonly yes?: string };

const walletOff = ({ ports }: Session, { cash = '0', yes = '0' }: Off): Ports => {
  const fetchBalances: Ports['venue']['fetchBalances'] = async (tokens) =>
    mapObserved(await ports.venue.fetchBalances(tokens, new Set()), (read) => ({
      cash: plus(read.cash, usdc(cash)),
      shares: new Map([
        ...read.shares,
        [RAIN.yes, plus(read.shares.get(RAIN.yes) ?? ZERO_SHARES, shares(yes))],
      ]),
    }));
  return { ...ports, venue: { ...ports.venue, fetchBalances } };
};

// Runs cycles a minute apart on a wallet that differs.
const lived = async (
  session: Session,
  off: Off,
  { from, count, ports = session.ports }: { from: number; count: number; ports?: Ports },
): Promise<SavedCycle> => {
  const ends: SavedCycle[] = [];
  for (let minute = from; minute < from + count; minute += 1) {
    session.venue.apply(bookOf(RAIN, minute * 60, QUIET));
    const end = await session.cycle(walletOff({ ...session, ports }, off));
    if (end.kind !== 'saved') throw new Error(end.kind);
    ends.push(end);
    session.leaseClock.pass(minutes(1));
  }
  const last = ends.at(-1);
  if (last === undefined) throw new Error('no cycle ran');
  return last;
};

const running = async (settings: CycleSettings = TOLERANT): Promise<Session> => {
  const session = rainSession({ settings });
  await cyclesOn(session, 3);
  return session;
};

// Bought 100 YES, and what came of it is settled.
const holding = async (): Promise<Session> => {
  const session = await running();
  session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
  await cyclesOn(session, 7, { from: 3 });
  return session;
};

const corrections = async ({ store, state }: Session): Promise<readonly string[]> => {
  const read = await store.readEntries();
  if (!read.ok) throw new Error('no entries');
  const all = new Map(
    [...read.value, ...(await state()).outbox].map((entry) => [entry.sequence, entry]),
  );
  const books = rebuild([...all.values()]);
  if (!books.ok) throw new Error(JSON.stringify(books.error));
  expect(encodeLedger(books.value)).toBe(encodeLedger((await state()).ledger));
  return [...all.values()].flatMap((entry) => (entry.kind === 'correction' ? [entry.eventId] : []));
};

describe('a live wallet that differs from the books', () => {
  it.each([
    ['0.000001', 1],
    ['-0.000001', 1],
    ['0.009999', 1],
    ['0.01', 1],
    ['-0.01', 1],
  ])('by %s dollars for two cycles has it booked once, and trades on', async (cash, count) => {
    const session = await running();
    const first = await lived(session, { cash }, { from: 3, count: 1 });
    expect(first.record.reports).toEqual([]);
    const second = await lived(session, { cash }, { from: 4, count: 1 });
    expect(second.record.reports).toEqual([`dust booked: $${cash}`]);
    expect(session.messages()).toContain(`[EnterpriseOrchestrator] dust booked: $${cash}`);
    const { state, record } = await lived(session, { cash }, { from: 5, count: 4 });
    expect(state.ledger.cash).toBe(plus(usdc('10000'), usdc(cash)));
    expect(state.ledger.flows).toBe(state.ledger.cash);
    expect(record.tradingState).toBe('ACTIVE');
    expect(record.mismatches).toEqual([]);
    expect(await corrections(session)).toHaveLength(count);
  });

  it.each(['0.010001', '-0.010001'])('by %s dollars stops new risk, as ever', async (cash) => {
    const session = await running();
    const { record } = await lived(session, { cash }, { from: 3, count: 4 });
    expect(record.tradingState).toBe('REDUCE_ONLY');
    expect(await corrections(session)).toEqual([]);
  });

  it.each([
    ['0.01', []],
    ['-0.01', []],
    ['0.010001', ['market']],
    ['-0.010001', ['market']],
  ])('by %s shares halts: %j', async (yes, halted) => {
    const session = await holding();
    const { state } = await lived(session, { yes }, { from: 10, count: 3 });
    expect(
      state.risk.mismatches.filter((one) => one.halted).map(({ scope }) => scope.kind),
    ).toEqual(halted);
    expect(await corrections(session)).toHaveLength(halted.length === 0 ? 1 : 0);
  });

  it('by another amount each cycle has nothing booked', async () => {
    const session = await running();
    for (const [index, cash] of ['0.001', '0.002', '0.001', '0.002'].entries())
      await lived(session, { cash }, { from: 3 + index, count: 1 });
    expect(await corrections(session)).toEqual([]);
  });

  it.each(['fetchActivity', 'fetchFills', 'fetchOpenOrders', 'fetchUniverse'] as const)(
    'in two cycles with one between them whose %s failed has nothing booked',
    async (call) => {
      const session = await running();
      const { ports } = session;
      const blind = { ...ports, venue: { ...ports.venue, [call]: () => Promise.resolve(LATE) } };
      await lived(session, { cash: '0.001' }, { from: 3, count: 1 });
      const seen = await lived(session, { cash: '0.001' }, { from: 4, count: 1, ports: blind });
      expect(seen.state.dust).toEqual([]);
      await lived(session, { cash: '0.001' }, { from: 5, count: 1 });
      expect(await corrections(session)).toEqual([]);
    },
  );

  it('whose balances cannot be read has nothing booked', async () => {
    const session = await running();
    await lived(session, { cash: '0.001' }, { from: 3, count: 1 });
    session.venue.apply(bookOf(RAIN, 240, QUIET));
    const fetchBalances = () => Promise.resolve(LATE);
    await session.cycle({ ...session.ports, venue: { ...session.ports.venue, fetchBalances } });
    expect((await session.state()).dust).toEqual([]);
  });

  it('while one of its trades is not confirmed has nothing booked', async () => {
    const session = await running();
    session.venue.apply(tradeOf(RAIN, 179, { taker: 'SELL', price: '0.47', size: '6000' }));
    const { state } = await lived(session, { cash: '0.001' }, { from: 3, count: 1 });
    expect(state.ledger.pending.size).toBeGreaterThan(0);
    expect(state.dust).toEqual([]);
  });

  it('while the fate of an order is not known has nothing booked', async () => {
    const faults: Faults = ({ endpoint }) => (endpoint === 'postOrder' ? 'lost-before' : 'none');
    const session = rainSession({ settings: TOLERANT, faults });
    const { state } = await lived(session, { cash: '0' }, { from: 0, count: 3 });
    expect(state.intents.map(({ phase }) => phase.kind)).toContain('unknown');
    expect((await lived(session, { cash: '0.001' }, { from: 3, count: 1 })).state.dust).toEqual([]);
  });

  it('while a merge is on its way has nothing booked', async () => {
    const session = await running();
    session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
    session.venue.apply(tradeOf(RAIN, 150, { taker: 'BUY', price: '0.53', size: '6000' }));
    const chain = { submit: () => Promise.resolve({ kind: 'sent' as const }) };
    const ports = { ...session.ports, chain };
    const { state } = await lived(session, { cash: '0.001' }, { from: 3, count: 5, ports });
    expect(state.ledger.pending.size).toBe(0);
    expect(state.chainMoves).toHaveLength(1);
    expect(state.dust).toEqual([]);
    expect(await corrections(session)).toEqual([]);
  });

  // Simulated section 138653044398610.
  it('while the wallet shows what our books cannot take has nothing booked', async () => {
    const session = await running();
    const { ports } = session;
    const fetchActivity: Ports['venue']['fetchActivity'] = () => {
      const now = ports.clock.now();
      const condition = conditionId(`0x${'9'.repeat(64)}`);
      const payout = usdc('0.001');
      return Promise.resolve(
        known([{ kind: 'market-redemption', key: 'paid', at: now, condition, payout }], now),
      );
    };
    const shown = { ...ports, venue: { ...ports.venue, fetchActivity } };
    const { state } = await lived(session, { cash: '0.001' }, { from: 3, count: 4, ports: shown });
    expect(state.dust).toEqual([]);
    expect(await corrections(session)).toEqual([]);
  });

  it('has dust of a cycle that was not saved booked once', async () => {
    const session = await running();
    await lived(session, { cash: '0.001' }, { from: 3, count: 1 });
    session.venue.apply(bookOf(RAIN, 240, QUIET));
    const unsaved: Ports['beforeSave'] = () =>
      Promise.resolve({ ok: false, error: { kind: 'UNAVAILABLE', detail: 'the disk is full' } });
    const ports = walletOff(session, { cash: '0.001' });
    expect(await session.cycle({ ...ports, beforeSave: unsaved })).toMatchObject({
      kind: 'failed',
    });
    session.leaseClock.pass(minutes(1));
    await lived(session, { cash: '0.001' }, { from: 5, count: 3 });
    expect(await corrections(session)).toEqual(['dust|cash|2']);
  });
});

describe('a paper wallet that differs from the books', () => {
  it.each(['0.000001', '-0.000001'])('by %s dollars stops new risk, as ever', async (cash) => {
    const session = await running(settingsFrom());
    const { record, state } = await lived(session, { cash }, { from: 3, count: 4 });
    expect(record.tradingState).toBe('REDUCE_ONLY');
    expect(state.dust).toEqual([]);
    expect(await corrections(session)).toEqual([]);
  });

  it('by nothing has nothing booked', async () => {
    const session = await running(settingsFrom());
    const { record } = await lived(session, {}, { from: 3, count: 3 });
    expect(record.tradingState).toBe('ACTIVE');
    expect(await corrections(session)).toEqual([]);
    expect((await session.state()).ledger.flows).toBe(plus(usdc('10000'), ZERO_USDC));
  });
});
