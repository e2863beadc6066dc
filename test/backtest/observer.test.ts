import { describe, expect, it } from 'vitest';
import { followFills, HORIZON_MS } from '../../lib/backtest/markouts.ts';
import { countPlaced } from '../../lib/backtest/placed-orders.ts';
import { orderId, tradeId } from '../../lib/units/ids.ts';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { ZERO_USDC } from '../../lib/units/usdc.ts';
import { at, orderOf, START } from '../simulation/fixtures.ts';
import type { Outcome, Side } from '../../lib/domain/market.ts';
import type { Fill } from '../../lib/domain/fill.ts';

const fillOf = (
  side: Side,
  outcome: Outcome,
  terms: readonly [ms: number, price: string],
): Fill => {
  const order = orderOf({ side, outcome, price: terms[1], size: '10' });
  return {
    trade: tradeId('t'),
    order: orderId('o'),
    condition: order.condition,
    token: order.token,
    outcome,
    side,
    price: price(terms[1]),
    size: shares('10'),
    role: 'maker',
    fee: ZERO_USDC,
    status: 'MATCHED',
    matchedAt: at(terms[0]),
  };
};

describe('a markout', () => {
  it.each<[Side, Outcome, readonly [paid: string, cents: string]]>([
    ['BUY', 'YES', ['0.4', '10.0000']],
    ['SELL', 'YES', ['0.6', '10.0000']],
    ['BUY', 'NO', ['0.4', '10.0000']],
    ['SELL', 'NO', ['0.6', '10.0000']],
    ['BUY', 'YES', ['0.52', '-2.0000']],
    ['SELL', 'NO', ['0.45', '-5.0000']],
  ])('of a %s of %s with the mid at a half, price and cents %j', (side, outcome, [paid, cents]) => {
    const followed = followFills();
    followed.add(fillOf(side, outcome, [0, paid]), 'MM');
    followed.look(START + HORIZON_MS['10s'], () => 500_000);
    expect(followed.rows()[0]).toMatchObject({ horizon: '10s', fills: 1, meanCents: cents });
  });
  it('is looked at exactly when its time has come, and never before', () => {
    const followed = followFills();
    followed.add(fillOf('BUY', 'YES', [0, '0.4']), 'MM');
    expect(followed.next()).toBe(START + 10_000);
    followed.look(START + 9_999, () => 0);
    expect(followed.next()).toBe(START + 10_000);
    followed.look(START + 10_000, () => 500_000);
    expect(followed.next()).toBe(START + 60_000);
    followed.look(START + 300_000, () => 500_000);
    expect(followed.next()).toBe(Infinity);
  });
  it('of a market without a mid counts as unknown, as one does whose time did not come', () => {
    const followed = followFills();
    followed.add(fillOf('BUY', 'YES', [0, '0.4']), 'FF');
    followed.look(START + 10_000, () => null);
    expect(followed.rows()).toEqual(
      (['10s', '60s', '5min'] as const).map((horizon) => ({
        strategy: 'FF',
        horizon,
        fills: 0,
        unknown: 1,
        meanCents: null,
        dollars: null,
      })),
    );
  });
  it('weighs fills by their size and adds up their dollars', () => {
    const followed = followFills();
    followed.add(fillOf('BUY', 'YES', [0, '0.4']), 'MM');
    followed.add({ ...fillOf('BUY', 'YES', [1, '0.7']), size: shares('30') }, 'MM');
    followed.look(START + 10_001, () => 500_000);
    expect(followed.rows()[0]).toMatchObject({ meanCents: '-12.5000', dollars: '-5.000000' });
  });
});

describe('queue statistics', () => {
  const placed = (id: string, ahead: number | null) => ({
    id: orderId(id),
    order: orderOf({ side: 'BUY', price: '0.4', size: '10' }),
    strategy: 'MM' as const,
    at: 0,
    ahead,
  });
  const SHARE = 1_000_000;

  it('tell orders that were filled whole, in part and not at all', () => {
    const counted = countPlaced();
    for (const id of ['whole', 'part', 'none', 'none-either']) counted.add(placed(id, 100 * SHARE));
    counted.fill(orderId('whole'), { size: 4 * SHARE, at: 20_000 });
    counted.fill(orderId('whole'), { size: 6 * SHARE, at: 50_000 });
    counted.fill(orderId('part'), { size: 9 * SHARE, at: 40_000 });
    counted.settle(new Set([orderId('none')]));
    const statistics = counted.statistics();
    expect(statistics).toMatchObject({ placed: 4, filled: 1, partly: 1, fillRate: '0.5000' });
    expect(Number(statistics.medianAheadShares)).toBeCloseTo(100, -1);
    expect(Number(statistics.medianSecondsToFill)).toBeGreaterThan(18);
    expect(Number(statistics.medianSecondsToFill)).toBeLessThan(42);
  });
  it('leave out what nobody sees, and know nothing of nothing', () => {
    const counted = countPlaced();
    expect(counted.statistics()).toMatchObject({ placed: 0, fillRate: null });
    counted.add(placed('unseen', null));
    counted.fill(orderId('stranger'), { size: 1, at: 1 });
    expect(counted.statistics()).toMatchObject({ placed: 1, medianAheadShares: null });
  });
});
