import { describe, expect, it } from 'vitest';
import { minimumSize } from '../../lib/domain/minimum-size.ts';
import { price } from '../../lib/units/price.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';

describe('the smallest size', () => {
  it('is the minimum of the market for a post-only order, whatever its price', () => {
    const size = minimumSize(shares('5'), { price: price('0.01'), liquidity: 'post-only' });
    expect(formatShares(size)).toBe('5');
  });

  it.each([
    ['0.25', '5'],
    ['0.2', '5'],
    ['0.19', '5.27'],
    ['0.01', '100'],
  ])('is at least a dollar for an order that may take at %s', (limit, expected) => {
    const size = minimumSize(shares('5'), { price: price(limit), liquidity: 'may-take' });
    expect(formatShares(size)).toBe(expected);
  });

  it('is a whole lot even where the market says otherwise', () => {
    const size = minimumSize(shares('5.001'), { price: price('0.5'), liquidity: 'post-only' });
    expect(formatShares(size)).toBe('5.01');
  });
});
