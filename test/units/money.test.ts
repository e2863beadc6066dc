// Price times shares is money: rounded against us by name, and exact on the venue's own grid.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faceValue, notional, payoutOf, sharesFor, sharesWorth } from '../../lib/units/money.ts';
import { complement, price, toGrid } from '../../lib/units/price.ts';
import { minus, plus } from '../../lib/units/quantity.ts';
import { ONE, ratio, ZERO_RATIO } from '../../lib/units/ratio.ts';
import { shareMicros, shares, toLot } from '../../lib/units/shares.ts';
import { microsOfUsdc, usdc, usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';
import { anyPrice, anyRounding, anySize, anyTick, often, positiveBigint } from './arbitraries.ts';

describe('notional', () => {
  it.each([
    ['100', '0.56', 'up', '56'],
    ['21.04', '0.0056', 'up', '0.117824'],
    ['0.000001', '0.5', 'up', '0.000001'],
    ['0.000001', '0.5', 'down', '0'],
    ['-0.000001', '0.5', 'down', '-0.000001'],
    ['-0.000001', '0.5', 'up', '0'],
  ] as const)('of %s shares at %s rounded %s is %s', (...[size, at, rounding, money]) => {
    expect(notional(shares(size), price(at), rounding)).toBe(usdc(money));
  });

  it('needs no rounding for whole lots on the grid', () => {
    fc.assert(
      fc.property(anySize, anyPrice, anyTick, (size, p, step) => {
        const at = toGrid(p, step, 'down') ?? price('0.5');
        const lots = toLot(size, 'down');
        expect(notional(lots, at, 'up')).toBe(notional(lots, at, 'down'));
      }),
      often,
    );
  });

  it('of both outcomes adds up to the face value', () => {
    fc.assert(
      fc.property(anySize, anyPrice, (size, p) => {
        const both = plus(notional(size, p, 'up'), notional(size, complement(p), 'down'));
        expect(both).toBe(faceValue(size));
      }),
      often,
    );
  });
});

describe('the shares that a sum buys', () => {
  it.each([
    ['5', '0.55', 'down', '9.090909'],
    ['5', '0.55', 'up', '9.09091'],
    ['1', '0.25', 'down', '4'],
  ] as const)('%s dollars at %s rounded %s are %s', (...[sum, at, rounding, size]) => {
    expect(sharesFor(usdc(sum), price(at), rounding)).toBe(shares(size));
  });

  it('never cost more than the sum when rounded down', () => {
    fc.assert(
      fc.property(positiveBigint.map(usdcMicros), anyPrice, (sum, p) => {
        expect(notional(sharesFor(sum, p, 'down'), p, 'up') <= sum).toBe(true);
      }),
      often,
    );
  });

  it('cost at least the sum when rounded up, and less than one micro-share more', () => {
    fc.assert(
      fc.property(positiveBigint.map(usdcMicros), anyPrice, (sum, p) => {
        const size = sharesFor(sum, p, 'up');
        expect(notional(size, p, 'down') >= sum).toBe(true);
        expect(notional(minus(size, shareMicros(1n)), p, 'down') < sum).toBe(true);
      }),
      often,
    );
  });
});

describe('payouts', () => {
  it('are a dollar a share for winners, nothing for losers, both halves of a split', () => {
    const held = shares('10.01');
    expect(payoutOf(held, ONE, 'down')).toBe(usdc('10.01'));
    expect(payoutOf(held, ZERO_RATIO, 'down')).toBe(ZERO_USDC);
    expect(payoutOf(held, ratio('0.5'), 'down')).toBe(usdc('5.005'));
  });

  it('lie between nothing and the face value', () => {
    fc.assert(
      fc.property(anySize, fc.integer({ min: 0, max: 1_000_000 }), anyRounding, (size, ppm, r) => {
        const payout = payoutOf(size, ratio(String(ppm / 1_000_000)), r);
        expect(payout >= ZERO_USDC && payout <= faceValue(size)).toBe(true);
      }),
    );
  });

  it('of a dollar a share turn money into shares and back', () => {
    fc.assert(
      fc.property(anySize, (size) => {
        expect(sharesWorth(faceValue(size))).toBe(size);
        expect(microsOfUsdc(faceValue(sharesWorth(usdc('7.25'))))).toBe(7_250_000n);
      }),
    );
  });
});
