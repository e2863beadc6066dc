// Dollars: text in, text out, to the micro.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDollars,
  formatUsdc,
  microsOfUsdc,
  parseUsdc,
  usdc,
  usdcMicros,
  ZERO_USDC,
} from '../../lib/units/usdc.ts';
import { anyUsdc, often } from './arbitraries.ts';

describe('dollars', () => {
  it('parse back what they format', () => {
    fc.assert(
      fc.property(anyUsdc, (amount) => {
        expect(parseUsdc(formatUsdc(amount))).toEqual({ ok: true, value: amount });
        expect(usdcMicros(microsOfUsdc(amount))).toBe(amount);
      }),
      often,
    );
  });

  it('refuse a thousands separator instead of reading the digits before it', () => {
    expect(parseUsdc('2,000')).toMatchObject({ ok: false, error: { text: '2,000' } });
  });

  it('throw on a literal that is none', () => {
    expect(() => usdc('1,0')).toThrow('1,0 is a dollar amount');
  });

  it.each([
    ['45.23', '$45.23'],
    ['-0.5', '-$0.50'],
    ['-0.001', '$0.00'],
    ['0.005', '$0.01'],
    ['1234567.891', '$1234567.89'],
  ])('show %s as %s', (text, shown) => {
    expect(formatDollars(usdc(text))).toBe(shown);
  });

  it('have a zero', () => {
    expect(ZERO_USDC).toBe(usdc('0'));
  });
});
