// Factors: exact to a millionth, applied with a rounding that is always named.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minus } from '../../lib/units/quantity.ts';
import {
  formatRatio,
  ONE,
  parseRatio,
  ppmOf,
  ratio,
  ratioFromEstimate,
  ratioOf,
  ratioPpm,
  scale,
  ZERO_RATIO,
} from '../../lib/units/ratio.ts';
import { microsOfUsdc, usdc, usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';
import { anyBigint, anyRounding, anyUsdc, often, positiveBigint } from './arbitraries.ts';

describe('factors', () => {
  it('parse back what they format', () => {
    fc.assert(
      fc.property(anyBigint.map(ratioPpm), (factor) => {
        expect(parseRatio(formatRatio(factor))).toEqual({ ok: true, value: factor });
      }),
      often,
    );
  });

  it('refuse what is no decimal', () => {
    expect(parseRatio('25%')).toMatchObject({ ok: false, error: { text: '25%' } });
  });

  it('throw on a literal that is none', () => {
    expect(() => ratio('half')).toThrow('half is a ratio');
  });

  it('of one and zero keep and erase every amount', () => {
    fc.assert(
      fc.property(anyUsdc, anyRounding, (amount, rounding) => {
        expect(scale(amount, ONE, rounding)).toBe(amount);
        expect(scale(amount, ZERO_RATIO, rounding)).toBe(ZERO_USDC);
      }),
    );
  });

  it.each([
    ['0.000001', '0.5', 'up', 1n],
    ['0.000001', '0.5', 'down', 0n],
    ['-0.000001', '0.5', 'up', 0n],
    ['-0.000001', '0.5', 'down', -1n],
    ['200', '0.9', 'down', 180_000_000n],
  ] as const)('%s times %s rounded %s is %s micros', (...[amount, factor, rounding, micros]) => {
    expect(microsOfUsdc(scale(usdc(amount), ratio(factor), rounding))).toBe(micros);
  });

  it('differ by at most one micro between the two roundings', () => {
    fc.assert(
      fc.property(anyUsdc, positiveBigint.map(ratioPpm), (amount, factor) => {
        const gap = minus(scale(amount, factor, 'up'), scale(amount, factor, 'down'));
        expect([0n, 1n]).toContain(microsOfUsdc(gap));
      }),
      often,
    );
  });

  it.each([
    ['10', '40', 'down', '0.25'],
    ['1', '3', 'down', '0.333333'],
    ['1', '3', 'up', '0.333334'],
    ['-1', '3', 'down', '-0.333334'],
    ['-1', '3', 'up', '-0.333333'],
  ] as const)('%s of %s rounded %s is %s', (...[part, whole, rounding, factor]) => {
    expect(ratioOf(usdc(part), usdc(whole), rounding)).toBe(ratio(factor));
  });

  it.each(['0', '-1'])('have no whole of %s', (whole) => {
    expect(() => ratioOf(usdc('1'), usdc(whole), 'up')).toThrow('a divisor is positive');
  });

  it('never exceed the part they were taken from when both are rounded down', () => {
    fc.assert(
      fc.property(positiveBigint, positiveBigint, (part, whole) => {
        const [a, b] = [usdcMicros(part), usdcMicros(whole)];
        expect(scale(b, ratioOf(a, b, 'down'), 'down') <= a).toBe(true);
      }),
      often,
    );
  });

  it.each([
    [0.1, 'up', '0.1'],
    [0.1, 'down', '0.1'],
    [0.123_456_7, 'up', '0.123457'],
    [0.123_456_7, 'down', '0.123456'],
    [-0.123_456_7, 'down', '-0.123457'],
  ] as const)('from the estimate %d rounded %s are %s', (estimate, rounding, factor) => {
    expect(ratioFromEstimate(estimate, rounding)).toBe(ratio(factor));
  });

  it('come back from the estimate they are read as', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), anyRounding, (ppm, rounding) => {
        expect(ppmOf(ratioFromEstimate(ppm / 1_000_000, rounding))).toBe(BigInt(ppm));
      }),
      often,
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_VALUE])(
    'throw on the estimate %d',
    (estimate) => {
      expect(() => ratioFromEstimate(estimate, 'down')).toThrow('an estimate is finite');
    },
  );
});
