import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affordableShares } from '../../lib/strategies/affordable.ts';
import { averageCost } from '../../lib/strategies/holdings.ts';
import { buyLimit, inWords, sellLimit, takingOrder } from '../../lib/strategies/taking.ts';
import { takerFeeMax } from '../../lib/domain/fees.ts';
import { notional } from '../../lib/units/money.ts';
import { cents, formatPrice, price, priceMicros, tick } from '../../lib/units/price.ts';
import { plus } from '../../lib/units/quantity.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { formatShares, ORDER_LOT, shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { usdc, usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';
import { aMarket } from './books.ts';
import type { PriceMicros } from '../../lib/units/price.ts';

const text = (limit: PriceMicros | undefined): string =>
  limit === undefined ? 'none' : formatPrice(limit);

describe('a taking limit', () => {
  it.each([
    { reference: '0.505', step: '0.01', sell: '0.49', buy: '0.52' },
    { reference: '0.5', step: '0.01', sell: '0.48', buy: '0.52' },
    { reference: '0.5', step: '0.0025', sell: '0.48', buy: '0.52' },
    { reference: '0.501', step: '0.0025', sell: '0.4825', buy: '0.52' },
    { reference: '0.01', step: '0.001', sell: '0.001', buy: '0.03' },
    { reference: '0.99', step: '0.001', sell: '0.97', buy: '0.999' },
    { reference: '0.95', step: '0.1', sell: 'none', buy: '0.9' },
    { reference: '0.05', step: '0.1', sell: '0.1', buy: 'none' },
  ] as const)('two cents from $reference on $step is $sell or $buy', (row) => {
    const terms = { reference: price(row.reference), slippage: cents(2), tick: tick(row.step) };
    expect([text(sellLimit(terms)), text(buyLimit(terms))]).toEqual([row.sell, row.buy]);
  });

  it('is carried by an order that never rests', () => {
    const order = takingOrder(aMarket('a'), {
      outcome: 'NO',
      side: 'BUY',
      price: price('0.4'),
      size: shares('12'),
    });
    expect([order.timeInForce, order.liquidity, order.token]).toEqual(['FAK', 'may-take', 'a-no']);
    expect(inWords(order)).toBe('BUY 12 NO at 0.4');
  });
});

describe('what a sum buys', () => {
  const fee = { kind: 'taker', rate: ratio('0.07'), exponent: 1 } as const;

  it.each(['-1', '0', '0.000011'])('is nothing for %s dollars', (amount) => {
    expect(affordableShares(usdc(amount), price('0.5'), fee)).toBe(ZERO_SHARES);
  });

  it('pitfall 3: is counted in shares, not in dollars', () => {
    expect(formatShares(affordableShares(usdc('10.01'), price('0.25'), { kind: 'free' }))).toBe(
      '40.03',
    );
  });

  it('never costs more than the sum, and one lot more would', () => {
    const amounts = fc.bigInt({ min: 1n, max: 10_000_000_000n });
    const prices = fc.bigInt({ min: 1n, max: 999_999n });
    fc.assert(
      fc.property(amounts, prices, (micros, at) => {
        const limit = priceMicros(at);
        const size = affordableShares(usdcMicros(micros), limit, fee);
        const cost = (count: typeof size): typeof ZERO_USDC =>
          plus(notional(count, limit, 'up'), takerFeeMax(fee, count, limit));
        expect(cost(size) <= usdcMicros(micros)).toBe(true);
        // The fee of one share is rounded up to 10 micro-dollars: that much is given away a share.
        const slack = plus(notional(size, priceMicros(11n), 'up'), usdcMicros(20n));
        expect(plus(cost(plus(size, ORDER_LOT)), slack) >= usdcMicros(micros)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('an average cost', () => {
  it.each([
    ['100', '60', '0.6'],
    ['3', '1', '0.333333'],
    ['100', '0', '0.000001'],
    ['100', '-1', '0.000001'],
    ['1', '1', '0.999999'],
  ])('of %s shares for %s dollars is %s', (held, cost, average) => {
    expect(formatPrice(averageCost({ shares: shares(held), cost: usdc(cost) }))).toBe(average);
  });
});
