import { describe, expect, it } from 'vitest';
import { minus } from '../../lib/units/quantity.ts';
import { parseUsdc, usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { RAIN, bookOf, marketNamed, tradeOf, universeWith } from '../backtest/markets.ts';
import { settingsFrom } from '../backtest/session.ts';
import { QUIET, cycleOn, cyclesOn, held, rainSession } from './scene.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';
import type { UsdcMicros } from '../../lib/units/quantity.ts';

const LOWERED = settingsFrom({ MAX_EXPOSURE_PER_MARKET_USD: '20' });

// 100 YES bought for $48 under a limit of $100 a market.
const withPosition = async (): Promise<Session> => {
  const session = rainSession();
  await cyclesOn(session, 3);
  session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
  await cycleOn(session, 180);
  return session;
};

const exposureOf = ({ record }: SavedCycle): UsdcMicros => {
  const amount = parseUsdc(record.exposure);
  return amount.ok ? amount.value : ZERO_USDC;
};

// Cycles under the lowered limit; the law about limits is broken by the change itself at first.
const underLowered = async (session: Session, seconds: readonly number[]): Promise<SavedCycle> => {
  let last: SavedCycle | null = null;
  for (const second of seconds) {
    session.venue.apply(bookOf(RAIN, second, QUIET));
    last = await session.saved(LOWERED);
    session.leaseClock.pass(session.settings.cycle);
  }
  if (last === null) throw new Error('no cycle was run');
  return last;
};

describe('a limit that was lowered below what is held', () => {
  it('cancels at once what would breach it', async () => {
    const session = await withPosition();
    const { record } = await underLowered(session, [240]);
    expect(record.canceled.map(({ reason }) => reason)).toContain(
      'would breach: market rain exposure $96.00 over $20.00',
    );
    expect(session.venue.openOrders().filter(({ side }) => side === 'BUY')).toEqual([]);
  });

  it('makes ICC sell down to nine tenths of it, within two cycles', async () => {
    const session = await withPosition();
    await underLowered(session, [240, 300]);
    const end = await underLowered(session, [360]);
    expect(exposureOf(end)).toBe(usdc('18'));
    const sold = session.records.flatMap(({ orders }) =>
      orders.filter(({ strategy, result }) => strategy === 'ICC' && result === 'matched'),
    );
    expect(sold).toMatchObject([{ side: 'SELL', outcome: 'YES', timeInForce: 'FAK' }]);
  });

  it('realizes the sale on the lots of the strategy that owned them', async () => {
    const session = await withPosition();
    const { state } = await underLowered(session, [240, 300, 360]);
    expect([...state.ledger.lots.values()].map(({ strategy }) => strategy)).toEqual(['MM']);
    expect(state.ledger.totals.ICC.realized).toBe(ZERO_USDC);
  });

  it('is never exceeded again', async () => {
    const session = await withPosition();
    await underLowered(session, [240, 300, 360]);
    for (let minute = 7; minute < 30; minute += 1) {
      const end = await underLowered(session, [minute * 60]);
      expect(minus(usdc('20'), exposureOf(end)) >= ZERO_USDC).toBe(true);
    }
  });
});

describe('a market that ends within a day', () => {
  it('gets no order that adds, and its position is only reduced', async () => {
    const ending = marketNamed('rain', {
      end: { kind: 'at', at: bookOf(RAIN, 24 * 3_600 + 170, QUIET).at },
    });
    const session = rainSession({ universe: universeWith(ending) });
    await cyclesOn(session, 3);
    session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
    for (let minute = 3; minute < 10; minute += 1) {
      session.venue.apply(bookOf(ending, minute * 60, QUIET));
      held(session, await session.saved());
      session.leaseClock.pass(session.settings.cycle);
      const bids = session.venue.openOrders().filter(({ side }) => side === 'BUY');
      expect(bids).toEqual([]);
    }
  });
});
