import { describe, expect, it } from 'vitest';
import { isBelowLot } from '../../lib/units/shares.ts';
import { RAIN, bookOf, gapOf, marketNamed, tradeOf, universeWith } from '../backtest/markets.ts';
import { openSession } from '../backtest/session.ts';
import { cycleOn, held } from './scene.ts';
import type { BookShape } from '../backtest/markets.ts';
import type { Session } from '../backtest/session.ts';

const SUN = marketNamed('sun');

// One tick wide, so that market making leaves it alone.
const tight = (bid: string, minute: number): BookShape => ({
  bid,
  ask: (Number(bid) + 0.01).toFixed(2),
  size: '4000',
  askSize: minute % 2 === 0 ? '4200' : '4000',
});

const bothOn = async (session: Session, minute: number, bid: string): Promise<void> => {
  session.venue.apply(bookOf(SUN, minute * 60, { bid: '0.48', ask: '0.52' }));
  await cycleOn(session, minute * 60, { shape: tight(bid, minute) });
};

// FF follows a print in one market and leaves it after an hour; a few thousandths of a share stay.
const withDust = async (): Promise<Session> => {
  const session = openSession({ universe: universeWith(RAIN, SUN) });
  for (let minute = 0; minute < 5; minute += 1) await bothOn(session, minute, '0.49');
  session.venue.apply(tradeOf(RAIN, 290, { taker: 'BUY', price: '0.54', size: '12000' }));
  for (let minute = 5; minute < 68; minute += 1) await bothOn(session, minute, '0.54');
  return session;
};

describe('less than a lot left of a position', () => {
  it('lets nothing hang on the book of its market', async () => {
    const session = await withDust();
    const [lot] = (await session.state()).ledger.lots.values();
    expect(lot === undefined ? 'nothing' : isBelowLot(lot.shares)).toBe(true);
    session.venue.apply(bookOf(SUN, 68 * 60, { bid: '0.48', ask: '0.52' }));
    session.venue.apply(gapOf(RAIN, 68 * 60));
    const blind = held(session, await session.saved());
    expect(blind.equity.kind).toBe('known');
    expect(blind.record.canceled).toEqual([]);
    expect(session.venue.openOrders().map(({ condition }) => condition)).toContain(SUN.condition);
  });

  it('counts as closed: the trade has won or lost', async () => {
    const { totals } = (await (await withDust()).state()).ledger;
    expect(totals.FF.wins + totals.FF.losses).toBe(1);
  });
});
