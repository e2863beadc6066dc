import { describe, expect, it } from 'vitest';
import { decideMarketMaking } from '../../lib/strategies/market-making.ts';
import { formatPrice } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { aMarket } from './books.ts';
import { PARAMETERS } from './parameters.ts';
import { bothBooks, position, viewOf } from './views.ts';
import type { Strategy } from '../../lib/domain/order.ts';
import type { Outcome } from '../../lib/domain/market.ts';
import type { Position } from '../../lib/domain/position.ts';

const market = aMarket('a');
const OFF = { ...PARAMETERS, mm: { ...PARAMETERS.mm, mode: 'off' as const } };

const lot = (strategy: Strategy, outcome: Outcome, count: string): Position => {
  const cost = (Number(count) / 2).toString();
  const lots = [{ strategy, shares: shares(count), cost: usdc(cost) }];
  return position(market, outcome, { shares: count, cost, lots });
};

const quotes = (positions: readonly Position[], params = PARAMETERS): readonly string[] =>
  decideMarketMaking(
    viewOf({
      markets: [market],
      books: bothBooks(market, { bid: '0.46', ask: '0.54' }),
      positions,
      changes: { drawdownScale: ratio('0.15') },
    }),
    params,
  ).desired.map(
    ({ order }) =>
      `${order.side} ${order.outcome} ${formatShares(order.size)} @ ${formatPrice(order.price)}`,
  );

describe('inventory that another strategy has hedged', () => {
  it('is not taken back: that would open the opposite bet', () => {
    const hedged = [lot('MM', 'YES', '100'), lot('Protect', 'NO', '100')];
    expect(quotes(hedged, OFF)).toEqual([]);
  });

  it('is new risk where it is sold all the same, and scaled by drawdown', () => {
    const hedged = [lot('MM', 'YES', '100'), lot('Protect', 'NO', '100')];
    expect(quotes(hedged)).toEqual(['SELL YES 15 @ 0.52']);
  });

  // Five shares are the minimum of an order, and what is left of the lot is no smaller.
  it.each([
    ['95.01', []],
    ['95', ['SELL YES 5 @ 0.52']],
    ['94.99', ['SELL YES 5.01 @ 0.52']],
    ['0', ['SELL YES 100 @ 0.52']],
  ])('in part, by %s of 100, goes out as far as it is a bet', (hedge, wanted) => {
    const positions = [lot('MM', 'YES', '100'), ...(hedge === '0' ? [] : [lot('FF', 'NO', hedge)])];
    expect(quotes(positions, OFF)).toEqual(wanted);
  });

  it('goes out no further than its own lot, however large the whole position is', () => {
    const lots = [
      { strategy: 'FF', shares: shares('60'), cost: usdc('30') },
      { strategy: 'MM', shares: shares('30'), cost: usdc('15') },
    ] as const;
    const shared = position(market, 'YES', { shares: '90', cost: '45', lots });
    expect(quotes([shared], OFF)).toEqual(['SELL YES 30 @ 0.52']);
  });
});
