// The arithmetic under every amount: exact, rounded only as told, decimal text in and out.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  divide,
  formatDecimal,
  formatFixed,
  parseDecimal,
  roundEstimate,
  toMultiple,
} from '../../lib/units/fixed-point.ts';
import { anyBigint, anyRounding, often, positiveBigint } from './arbitraries.ts';

describe('divide', () => {
  it.each([
    [7n, 2n, 'up', 4n],
    [7n, 2n, 'down', 3n],
    [-7n, 2n, 'up', -3n],
    [-7n, 2n, 'down', -4n],
    [6n, 2n, 'up', 3n],
    [-6n, 2n, 'down', -3n],
    [0n, 5n, 'up', 0n],
    [-1n, 1_000_000n, 'up', 0n],
    [-1n, 1_000_000n, 'down', -1n],
  ] as const)('%s / %s rounded %s is %s', (...[dividend, divisor, rounding, quotient]) => {
    expect(divide(dividend, divisor, rounding)).toBe(quotient);
  });

  it.each([0n, -1n])('throws on the divisor %s', (divisor) => {
    expect(() => divide(1n, divisor, 'up')).toThrow('a divisor is positive');
  });

  it('rounds towards an infinity, never by a whole, whatever the sign', () => {
    fc.assert(
      fc.property(anyBigint, positiveBigint, (dividend, divisor) => {
        const below = dividend - divide(dividend, divisor, 'down') * divisor;
        const above = divide(dividend, divisor, 'up') * divisor - dividend;
        expect(below >= 0n && below < divisor && above >= 0n && above < divisor).toBe(true);
      }),
      often,
    );
  });
});

describe('toMultiple', () => {
  it.each([
    [12_345n, 5_000n, 'down', 10_000n],
    [12_345n, 5_000n, 'up', 15_000n],
    [-12_345n, 5_000n, 'down', -15_000n],
    [-12_345n, 5_000n, 'up', -10_000n],
    [7_500n, 2_500n, 'up', 7_500n],
  ] as const)('%s in steps of %s rounded %s is %s', (...[value, step, rounding, multiple]) => {
    expect(toMultiple(value, step, rounding)).toBe(multiple);
  });

  it('rounds a multiple to itself', () => {
    fc.assert(
      fc.property(anyBigint, positiveBigint, anyRounding, (value, step, rounding) => {
        const once = toMultiple(value, step, rounding);
        expect(toMultiple(once, step, rounding)).toBe(once);
      }),
      often,
    );
  });
});

describe('roundEstimate', () => {
  it.each([
    [1.5, 'up', 2n],
    [1.5, 'down', 1n],
    [-1.5, 'up', -1n],
    [-1.5, 'down', -2n],
    [0, 'up', 0n],
    [0.000123 * 1_000_000, 'up', 123n],
    [0.57 * 100, 'down', 57n],
    [57.000_001, 'up', 58n],
    [56.999_999, 'down', 56n],
  ] as const)('%d rounded %s is %s', (estimate, rounding, whole) => {
    expect(roundEstimate(estimate, rounding)).toBe(whole);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'throws on %d',
    (estimate) => {
      expect(() => roundEstimate(estimate, 'down')).toThrow('an estimate is finite');
    },
  );
});

describe('decimal text', () => {
  it.each([
    ['0', 0n],
    ['-0', 0n],
    ['2000', 2_000_000_000n],
    ['0.5', 500_000n],
    ['-0.000001', -1n],
    ['2.01', 2_010_000n],
    ['007', 7_000_000n],
    ['1.500000000', 1_500_000n],
  ])('reads %s', (text, micros) => {
    expect(parseDecimal(text, 6)).toEqual({ ok: true, value: micros });
  });

  it.each([
    '',
    '2,000',
    '1e3',
    '+1',
    ' 1',
    '1 ',
    '1\n',
    '.5',
    '5.',
    '0x10',
    '1_000',
    '--1',
    'NaN',
    'Infinity',
    '0.0000001',
    '١',
    '1'.repeat(31),
  ])('refuses %j', (text) => {
    const allowed = 'a plain decimal with at most 6 decimals, like 2000 or 0.5';
    expect(parseDecimal(text, 6)).toEqual({
      ok: false,
      error: { kind: 'MALFORMED_DECIMAL', text, allowed },
    });
  });

  it.each([
    [99, true],
    [100, true],
    [101, false],
  ])('of %i characters is a number: %s', (length, isNumber) => {
    expect(parseDecimal('0.1'.padEnd(length, '0'), 6).ok).toBe(isNumber);
  });

  // Looking for zeros at its end took seconds, and minutes for the longest answer that is read.
  it('refuses a number of a million digits without looking at all of them', () => {
    const text = `0.${'0'.repeat(1_000_000)}1`;
    expect(parseDecimal(text, 6)).toMatchObject({ ok: false });
  });

  it('parses back what it formats', () => {
    fc.assert(
      fc.property(anyBigint, fc.integer({ min: 0, max: 12 }), (value, decimals) => {
        expect(parseDecimal(formatDecimal(value, decimals), decimals)).toEqual({ ok: true, value });
      }),
      often,
    );
  });

  it('formats the shortest text', () => {
    fc.assert(
      fc.property(anyBigint, (value) => {
        expect(formatDecimal(value, 6)).toMatch(/^(?!-0$)-?(0|[1-9]\d*)(\.\d{0,5}[1-9])?$/);
      }),
      often,
    );
  });
});

describe('formatFixed', () => {
  it.each([
    [1_234_567n, 2, '1.23'],
    [1_235_000n, 2, '1.24'],
    [-1_235_000n, 2, '-1.24'],
    [4_999n, 2, '0.00'],
    [-4_999n, 2, '0.00'],
    [-5_000n, 2, '-0.01'],
    [999_999n, 2, '1.00'],
    [1_500_000n, 0, '2'],
    [-1_499_999n, 0, '-1'],
    [-1n, 6, '-0.000001'],
  ] as const)('shows %s micros with %d decimals as %s', (value, shown, text) => {
    expect(formatFixed(value, 6, shown)).toBe(text);
  });

  it.each([-1, 7])('throws when asked for %d of 6 decimals', (shown) => {
    expect(() => formatFixed(1n, 6, shown)).toThrow('shown decimals lie within the kept ones');
  });

  it('is never further from the value than half of the last shown digit', () => {
    fc.assert(
      fc.property(anyBigint, fc.integer({ min: 0, max: 6 }), (value, shown) => {
        const read = parseDecimal(formatFixed(value, 6, shown), 6);
        const distance = read.ok ? (read.value - value) * 2n : undefined;
        const step = 10n ** BigInt(6 - shown);
        expect(distance !== undefined && distance <= step && distance >= -step).toBe(true);
      }),
      often,
    );
  });
});
