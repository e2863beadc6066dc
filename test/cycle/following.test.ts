import { describe, expect, it } from 'vitest';
import { minutes } from '../../lib/units/time.ts';
import { RAIN, bookOf, tradeOf } from '../backtest/markets.ts';
import { cycleOn, rainSession, resting } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { OrderRecord } from '../../lib/domain/cycle-record.ts';
import type { BookShape } from '../backtest/markets.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';

// One tick wide, so that market making leaves it alone.
const tight = (bid: number, minute = 0): BookShape => ({
  bid: bid.toFixed(2),
  ask: (bid + 0.01).toFixed(2),
  size: '4000',
  askSize: minute % 2 === 0 ? '4200' : '4000',
});

const flowOrders = ({ record }: SavedCycle): readonly OrderRecord[] =>
  record.orders.filter(({ strategy }) => strategy === 'FF');

// Five quiet minutes, then one taker buys for $6,480 and the price moves up by 5 cents.
const followed = async (): Promise<{ session: Session; entry: SavedCycle }> => {
  const session = rainSession();
  for (let minute = 0; minute < 5; minute += 1)
    await cycleOn(session, minute * 60, { shape: tight(0.49, minute) });
  session.venue.apply(tradeOf(RAIN, 290, { taker: 'BUY', price: '0.54', size: '12000' }));
  const entry = await cycleOn(session, 300, { shape: tight(0.54) });
  return { session, entry };
};

describe('a large print with a move', () => {
  it('is followed once, by an order that takes within the slippage', async () => {
    const { session, entry } = await followed();
    expect(flowOrders(entry)).toMatchObject([
      { side: 'BUY', outcome: 'YES', timeInForce: 'FAK', price: '0.56', result: 'matched' },
    ]);
    expect(flowOrders(await cycleOn(session, 360, { shape: tight(0.54) }))).toEqual([]);
  });

  it('has the balance of what it took refreshed in the cycle after it, and not later', async () => {
    const { session } = await followed();
    const { ports } = session;
    const doubts: (readonly string[])[] = [];
    const fetchBalances: Ports['venue']['fetchBalances'] = (tokens, doubted) => {
      doubts.push([...doubted]);
      return ports.venue.fetchBalances(tokens, doubted);
    };
    for (const second of [360, 420, 480]) {
      session.venue.apply(bookOf(RAIN, second, tight(0.54)));
      await session.cycle({ ...ports, venue: { ...ports.venue, fetchBalances } });
      session.leaseClock.pass(minutes(1));
    }
    expect(doubts).toEqual([[RAIN.yes], [], []]);
  });

  it.each([
    ['its profit', [0.55, 0.6], 'take-profit'],
    ['its stop', [0.51], 'stop'],
  ])('is left by %s', async (_how, bids, why) => {
    const { session } = await followed();
    const orders: OrderRecord[] = [];
    for (const [index, bid] of bids.entries())
      orders.push(...flowOrders(await cycleOn(session, 360 + index * 60, { shape: tight(bid) })));
    expect(orders[0]).toMatchObject({ side: 'SELL', outcome: 'YES', result: 'matched' });
    expect(orders[0]?.reason).toContain(why);
  });

  it('is left by time after an hour, not before', async () => {
    const { session } = await followed();
    for (let minute = 6; minute < 65; minute += 1)
      expect(flowOrders(await cycleOn(session, minute * 60, { shape: tight(0.55) }))).toEqual([]);
    const [exit] = flowOrders(await cycleOn(session, 65 * 60, { shape: tight(0.55) }));
    expect(exit?.reason).toContain('time');
  });

  it('is left at once where market making quotes the same side', async () => {
    const { session } = await followed();
    const wide: BookShape = { bid: '0.53', ask: '0.56', size: '4000' };
    for (let minute = 6; minute < 65; minute += 1)
      await cycleOn(session, minute * 60, { shape: wide });
    expect(resting(session).filter((order) => order.startsWith('BUY'))).toHaveLength(2);
    const exits = flowOrders(await cycleOn(session, 65 * 60, { shape: wide }));
    expect(exits).toMatchObject([{ side: 'SELL', outcome: 'YES', result: 'matched' }]);
    const after = await cycleOn(session, 66 * 60, { shape: wide });
    expect(flowOrders(after)).toEqual([]);
    expect(resting(session).filter((order) => order.startsWith('BUY'))).toHaveLength(2);
  });
});
