// Shares: no size may lose a hundredth on its way through text and lots.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { negate, plus } from '../../lib/units/quantity.ts';
import {
  formatShares,
  isBelowLot,
  microsOfShares,
  ORDER_LOT,
  parseShares,
  shareMicros,
  shares,
  toLot,
  ZERO_SHARES,
} from '../../lib/units/shares.ts';
import { anyShares, often } from './arbitraries.ts';

describe('shares', () => {
  it('keep every size from 0.01 to 1,000 in steps of 0.01', () => {
    const changed: string[] = [];
    for (let cents = 1; cents <= 100_000; cents += 1) {
      const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
      const size = shares(text);
      const isKept =
        microsOfShares(size) === BigInt(cents) * 10_000n &&
        toLot(size, 'down') === size &&
        toLot(size, 'up') === size &&
        Number(formatShares(size)) === Number(text);
      if (!isKept) changed.push(text);
    }
    expect(changed).toEqual([]);
  });

  it('parse back what they format', () => {
    fc.assert(
      fc.property(anyShares, (size) => {
        expect(parseShares(formatShares(size))).toEqual({ ok: true, value: size });
      }),
      often,
    );
  });

  it('refuse more than 6 decimals', () => {
    expect(parseShares('1.0000001')).toMatchObject({ ok: false });
  });

  it('throw on a literal that is none', () => {
    expect(() => shares('many')).toThrow('many is a share amount');
  });

  it.each([
    [9_999n, 0n, 10_000n],
    [10_000n, 10_000n, 10_000n],
    [10_001n, 10_000n, 20_000n],
  ])('%s micro-shares are %s in whole lots, %s when rounded up', (micros, down, up) => {
    expect(toLot(shareMicros(micros), 'down')).toBe(shareMicros(down));
    expect(toLot(shareMicros(micros), 'up')).toBe(shareMicros(up));
  });

  it('lie less than one lot above their whole lots', () => {
    fc.assert(
      fc.property(anyShares, (size) => {
        const lots = toLot(size, 'down');
        expect(lots <= size && size < plus(lots, ORDER_LOT)).toBe(true);
      }),
    );
  });

  it.each([
    ['0.009999', true],
    ['0.01', false],
    ['0.010001', false],
  ])('of %s, either way, are too few for an order: %s', (size, tooFew) => {
    expect([isBelowLot(shares(size)), isBelowLot(negate(shares(size)))]).toEqual([tooFew, tooFew]);
  });

  it('have a zero', () => {
    expect(ZERO_SHARES).toBe(shares('0'));
  });
});
