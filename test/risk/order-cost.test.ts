import { describe, expect, it } from 'vitest';
import { buyCostMax, sharesMovedMax } from '../../lib/risk/order-cost.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { order } from './books.ts';
import type { FeeSchedule } from '../../lib/domain/market.ts';

const POLITICS: FeeSchedule = { kind: 'taker', rate: ratio('0.04'), exponent: 1 };

describe('the most a BUY can cost', () => {
  it('is its limit price where it is post-only', () => {
    expect(buyCostMax(order('A BUY YES 100 @ 0.4'), shares('100'), POLITICS)).toBe(usdc('40'));
  });

  it('includes the fee rate on all of its money where it may take', () => {
    const taking = order('A BUY YES 100 @ 0.4', { liquidity: 'may-take' });
    expect(buyCostMax(taking, shares('100'), POLITICS)).toBe(usdc('41.6'));
  });

  it('includes it at a limit above one half too, since it may fill far below', () => {
    const taking = order('A BUY YES 100 @ 0.9', { liquidity: 'may-take' });
    expect(buyCostMax(taking, shares('100'), POLITICS)).toBe(usdc('93.6'));
  });

  it('is the face value where it may take at an unknown fee', () => {
    const taking = order('A BUY YES 100 @ 0.4', { liquidity: 'may-take' });
    expect(buyCostMax(taking, shares('100'), undefined)).toBe(usdc('100'));
  });

  it('rounds a fraction of a micro-dollar up', () => {
    expect(buyCostMax(order('A BUY YES 1 @ 0.4'), shares('0.000001'), POLITICS)).toBe(
      usdc('0.000001'),
    );
  });
});

describe('the most shares that an order moves', () => {
  it('are those that the next whole micro-dollar buys', () => {
    const one = order('A BUY YES 1 @ 0.4', { timeInForce: 'FAK', liquidity: 'may-take' });
    expect(sharesMovedMax(one, shares('0.000001'))).toBe(shares('0.01'));
  });

  it.each([
    ['A BUY YES 100 @ 0.4', 'GTC', '100'],
    ['A BUY YES 100 @ 0.4', 'GTD', '100'],
    ['A SELL YES 100 @ 0.4', 'FAK', '100'],
    ['A SELL YES 100 @ 0.4', 'FOK', '100'],
    ['A BUY YES 100 @ 0.4', 'FAK', '400000'],
    ['A BUY YES 100 @ 0.4', 'FOK', '400000'],
  ] as const)('%s %s: %s', (text, timeInForce, expected) => {
    const one = order(text, { timeInForce, liquidity: 'may-take' });
    expect(sharesMovedMax(one, one.size)).toBe(shares(expected));
  });
});
