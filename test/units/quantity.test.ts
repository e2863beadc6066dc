// The arithmetic of amounts of one unit: the integers' own laws, with the unit kept.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compare,
  isNegative,
  isPositive,
  isZero,
  larger,
  magnitude,
  minus,
  negate,
  plus,
  smaller,
  sum,
  sumOf,
  times,
} from '../../lib/units/quantity.ts';
import { microsOfUsdc, usdc, usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';
import { anyUsdc, often } from './arbitraries.ts';

const one = usdc('1');
const loss = usdc('-2.5');

describe('amounts of one unit', () => {
  it('add and subtract without a remainder', () => {
    fc.assert(
      fc.property(anyUsdc, anyUsdc, (a, b) => {
        expect(minus(plus(a, b), b)).toBe(a);
        expect(plus(a, b)).toBe(plus(b, a));
        expect(plus(a, negate(a))).toBe(ZERO_USDC);
      }),
      often,
    );
  });

  it('are multiplied by repeated addition', () => {
    expect(times(loss, 3n)).toBe(usdc('-7.5'));
    expect(times(loss, 0n)).toBe(ZERO_USDC);
  });

  it('sum up from a start, in any order', () => {
    fc.assert(
      fc.property(anyUsdc, fc.array(anyUsdc), (start, amounts) => {
        expect(sum(start, amounts)).toBe(sum(start, amounts.toReversed()));
        expect(sum(start, amounts)).toBe(amounts.reduce((a, b) => plus(a, b), start));
      }),
    );
  });

  it('sum up out of things as out of a list of them', () => {
    fc.assert(
      fc.property(anyUsdc, fc.array(anyUsdc), (start, amounts) => {
        const things = amounts.map((amount) => ({ amount }));
        expect(sumOf(start, things, ({ amount }) => amount)).toBe(sum(start, amounts));
      }),
    );
  });

  it('sum up to the start when there are none', () => {
    expect(sum(one, [])).toBe(one);
  });

  it.each([
    [usdcMicros(-1n), false, false, true],
    [usdcMicros(0n), true, false, false],
    [usdcMicros(1n), false, true, false],
  ])('know the sign of %s', (...[amount, zero, positive, negative]) => {
    expect([isZero(amount), isPositive(amount), isNegative(amount)]).toEqual([
      zero,
      positive,
      negative,
    ]);
  });

  it.each([
    [loss, one, loss, one, -1],
    [one, loss, loss, one, 1],
    [one, one, one, one, 0],
  ])('compare %s with %s', (...[a, b, less, more, order]) => {
    expect([smaller(a, b), larger(a, b), compare(a, b)]).toEqual([less, more, order]);
  });

  it('are sorted by compare as the compiler lets them be compared', () => {
    fc.assert(
      fc.property(anyUsdc, anyUsdc, (a, b) => {
        expect(compare(a, b) < 0).toBe(a < b);
        expect(compare(a, b) === 0).toBe(a === b);
      }),
    );
  });

  it('have a magnitude without sign', () => {
    fc.assert(
      fc.property(anyUsdc, (amount) => {
        expect(microsOfUsdc(magnitude(amount)) >= 0n).toBe(true);
        expect([amount, negate(amount)]).toContain(magnitude(amount));
      }),
    );
  });
});
