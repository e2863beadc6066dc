import { describe, expect, it } from 'vitest';
import { minutes } from '../../lib/units/time.ts';
import { RAIN, tradeOf } from '../backtest/markets.ts';
import { settingsFrom } from '../backtest/session.ts';
import { cycleOn, rainSession } from './scene.ts';
import type { OrderRecord } from '../../lib/domain/cycle-record.ts';
import type { BookShape } from '../backtest/markets.ts';
import type { Opening, SavedCycle, Session } from '../backtest/session.ts';

// Sizes change from minute to minute, so that the market is known to move a little.
const around = (bid: string, ask: string, minute: number): BookShape => ({
  bid,
  ask,
  askSize: minute % 2 === 0 ? '1200' : '1000',
});

const quietMinute = (session: Session, minute: number): Promise<SavedCycle> =>
  cycleOn(session, minute * 60, { shape: around('0.48', '0.52', minute) });

const fallenMinute = (session: Session, minute: number): Promise<SavedCycle> =>
  cycleOn(session, minute * 60, { shape: around('0.42', '0.46', minute) });

// 100 YES bought at 0.48 half a minute before the sixth cycle.
const withPosition = async (opening: Partial<Opening> = {}): Promise<Session> => {
  const session = rainSession(opening);
  for (let minute = 0; minute < 5; minute += 1) await quietMinute(session, minute);
  session.venue.apply(tradeOf(RAIN, 270, { taker: 'SELL', price: '0.47', size: '6000' }));
  return session;
};

const exitsIn = ({ record }: SavedCycle): readonly OrderRecord[] =>
  record.orders.filter(({ strategy }) => strategy === 'Protect');

describe('a price that falls below the stop', () => {
  it('is acted on at the second valid book, not at the first', async () => {
    const session = await withPosition();
    const first = await fallenMinute(session, 5);
    expect(exitsIn(first)).toEqual([]);
    const second = await fallenMinute(session, 6);
    expect(exitsIn(second)).toMatchObject([
      { side: 'SELL', outcome: 'YES', size: '100', timeInForce: 'FAK', result: 'matched' },
    ]);
  });

  it('closes the position and books the loss with the strategy that made it', async () => {
    const session = await withPosition();
    await fallenMinute(session, 5);
    await fallenMinute(session, 6);
    const { state } = await fallenMinute(session, 7);
    expect(state.ledger.lots.size).toBe(0);
    expect(state.ledger.totals.MM).toMatchObject({ wins: 0, losses: 1 });
  });

  it('sells what market making had offered, in one cycle with its cancel', async () => {
    const session = await withPosition();
    await quietMinute(session, 5);
    expect(session.venue.openOrders().map(({ side }) => side)).toContain('SELL');
    const ends = [];
    for (const minute of [6, 7, 8, 9]) ends.push(await fallenMinute(session, minute));
    expect(ends.flatMap(exitsIn).map(({ result }) => result)).toEqual(['matched']);
    expect(ends.at(-1)?.record.positions).toEqual([]);
  });

  it('keeps market making from buying the same back for a quarter of an hour', async () => {
    const session = await withPosition();
    for (const minute of [5, 6]) await fallenMinute(session, minute);
    const buysYes = ({ record }: SavedCycle): boolean =>
      record.orders.some(({ side, outcome }) => side === 'BUY' && outcome === 'YES');
    for (let minute = 7; minute < 21; minute += 1)
      expect(buysYes(await fallenMinute(session, minute))).toBe(false);
    expect(buysYes(await fallenMinute(session, 21))).toBe(true);
  });

  it('is no stop while the fall is within its distance', async () => {
    const session = await withPosition();
    for (const minute of [5, 6, 7, 8])
      expect(
        exitsIn(await cycleOn(session, minute * 60, { shape: around('0.47', '0.49', minute) })),
      ).toEqual([]);
  });
});

describe('a stop whose shares are not settled', () => {
  const slow = {
    venueSettings: { delays: { minedAfter: minutes(4), confirmedAfter: minutes(5) } },
  };

  it('hedges by buying the other outcome, and the sets are merged when they can be', async () => {
    const session = await withPosition(slow);
    await fallenMinute(session, 5);
    const { record } = await fallenMinute(session, 6);
    expect(record.orders).toMatchObject([
      { strategy: 'Protect', side: 'BUY', outcome: 'NO', size: '100', result: 'matched' },
      { strategy: 'MM' },
    ]);
    for (let minute = 7; minute < 14; minute += 1) await fallenMinute(session, minute);
    expect(session.records.flatMap(({ chain }) => chain)).toEqual(['merge rain: sent']);
    expect((await session.state()).ledger.lots.size).toBe(0);
  });

  it('waits where hedging is off', async () => {
    const settings = settingsFrom({ STRATEGY_PRESET: 'conservative', MAX_SLIPPAGE_CENTS: '2' });
    const session = await withPosition({ ...slow, settings });
    for (const minute of [5, 6, 7]) {
      const end = await fallenMinute(session, minute);
      expect(exitsIn(end).filter(({ side }) => side === 'BUY')).toEqual([]);
    }
  });
});

describe('a trade that fails to settle', () => {
  it('is taken back from the books', async () => {
    const session = await withPosition({ venueSettings: { fateOf: () => 'fails' } });
    const { state } = await quietMinute(session, 5);
    expect(state.ledger.lots.size).toBe(0);
    expect(state.ledger.cash).toBe(state.ledger.flows);
  });

  it('is counted while it is retried', async () => {
    const session = await withPosition({
      venueSettings: {
        fateOf: () => 'retries',
        delays: { minedAfter: minutes(1), confirmedAfter: minutes(2) },
      },
    });
    const { record } = await quietMinute(session, 5);
    expect(record.positions).toEqual([{ token: 'rain-yes', shares: '100' }]);
    for (const minute of [6, 7, 8, 9]) await quietMinute(session, minute);
    const { state } = await quietMinute(session, 10);
    expect(state.ledger.pending.size).toBe(0);
  });
});
