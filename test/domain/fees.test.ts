// A fee that we compute is never below what the venue charges, and never more than a step above it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takerFee, takerFeeMax } from '../../lib/domain/fees.ts';
import { divide, parseDecimal } from '../../lib/units/fixed-point.ts';
import { complement, price } from '../../lib/units/price.ts';
import { parseRatio, ratio } from '../../lib/units/ratio.ts';
import { notional, sharesFor } from '../../lib/units/money.ts';
import { plus, sum } from '../../lib/units/quantity.ts';
import { parseShares, shares } from '../../lib/units/shares.ts';
import { microsOfUsdc, usdc, usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';
import { describeWithRecordings } from '../recordings.ts';
import { anyPrice, anySize, often } from '../units/arbitraries.ts';
import type { FeeSchedule } from '../../lib/domain/market.ts';

const schedule = (rate: string, exponent: 1 | 2): FeeSchedule => ({
  kind: 'taker',
  rate: ratio(rate),
  exponent,
});
const free: FeeSchedule = { kind: 'free' };
const anySchedule = fc.constantFrom(free, schedule('0.05', 1), schedule('0.25', 2));

describe('the taker fee', () => {
  it.each([
    ['0.05', 1, '100', '0.5', '1.25'],
    ['0.07', 1, '100', '0.5', '1.75'],
    ['0.25', 2, '100', '0.5', '1.5625'],
    ['0.25', 2, '100', '0.05', '0.05641'],
    ['0.05', 1, '0.01', '0.5', '0.00013'],
    ['0.04', 1, '0.000001', '0.01', '0.00001'],
    ['0', 1, '100', '0.5', '0'],
  ] as const)('at rate %s, exponent %s, of %s shares at %s is %s', (...row) => {
    const [rate, exponent, size, at, fee] = row;
    expect(takerFee(schedule(rate, exponent), shares(size), price(at))).toBe(usdc(fee));
  });

  it('of a free market and of no shares is nothing', () => {
    expect(takerFee(free, shares('100'), price('0.5'))).toBe(ZERO_USDC);
    expect(takerFee(schedule('0.05', 1), shares('0'), price('0.5'))).toBe(ZERO_USDC);
  });

  it('is the same for a price and its complement', () => {
    fc.assert(
      fc.property(anySchedule, anySize, anyPrice, (fees, size, p) => {
        expect(takerFee(fees, size, p)).toBe(takerFee(fees, size, complement(p)));
      }),
      often,
    );
  });

  it('is never higher at a better price than the largest fee of a BUY limit', () => {
    fc.assert(
      fc.property(anySchedule, anySize, anyPrice, anyPrice, (...[fees, size, a, b]) => {
        const [filled, limit] = a < b ? [a, b] : [b, a];
        expect(takerFee(fees, size, filled) <= takerFeeMax(fees, size, limit)).toBe(true);
      }),
      often,
    );
  });

  it('bounds the fees of money spent over many fills below the limit, their rounding apart', () => {
    const part = fc.record({ at: anyPrice, cents: fc.integer({ min: 1, max: 100_000 }) });
    fc.assert(
      fc.property(anySchedule, anyPrice, fc.array(part, { maxLength: 100 }), (...drawn) => {
        const [fees, limit, parts] = drawn;
        const within = parts.filter(({ at }) => at <= limit);
        const bought = within.map(({ at, cents }) => {
          const size = sharesFor(usdcMicros(BigInt(cents) * 10_000n), at, 'down');
          return { spent: notional(size, at, 'up'), fee: takerFee(fees, size, at) };
        });
        const spent = sum(
          ZERO_USDC,
          bought.map((one) => one.spent),
        );
        const paid = sum(
          ZERO_USDC,
          bought.map((one) => one.fee),
        );
        const size = sharesFor(spent, limit, 'up');
        const steps = usdcMicros(BigInt(within.length) * 10n);
        expect(paid <= plus(takerFeeMax(fees, size, limit), steps)).toBe(true);
      }),
      often,
    );
  });

  it.each([
    ['0.05', 1, '0.5', '2.5'],
    ['0.05', 1, '0.9', '4.5'],
    ['0.25', 2, '0.5', '1.85187'],
    ['0.25', 2, '0.1', '0.2025'],
  ] as const)('of 100 shares at rate %s^%s and limit %s is at most %s', (...row) => {
    const [rate, exponent, limit, most] = row;
    const max = takerFeeMax(schedule(rate, exponent), shares('100'), price(limit));
    expect(max).toEqual(usdc(most));
  });
});

type Vector = {
  readonly contracts: number;
  readonly price: number;
  readonly rate: number;
  readonly exponent: number;
  readonly fee: number;
};

const exponentOf = (value: number): 1 | 2 => (value === 1 ? 1 : 2);

// The venue's vectors are not rounded: our fee is the vector rounded up to the fifth decimal.
const roundedUp = (fee: number): bigint => {
  const exact = parseDecimal(fee.toFixed(12), 12);
  return exact.ok ? divide(exact.value, 10n ** 7n, 'up') * 10n : -1n;
};

describeWithRecordings('sdk-vectors', (folder) => {
  it('agree with the fee in every vector of the venue', () => {
    const text = readFileSync(join(folder, 'fees.json'), 'utf8');
    const { platform_fee: vectors } = JSON.parse(text) as { platform_fee: readonly Vector[] };
    const compared = vectors.map((vector) => {
      const rate = parseRatio(String(vector.rate));
      const size = parseShares(String(vector.contracts));
      if (!rate.ok || !size.ok) return [vector, 'unreadable'];
      const exponent = exponentOf(vector.exponent);
      const at = price(String(vector.price));
      const ours = takerFee({ kind: 'taker', rate: rate.value, exponent }, size.value, at);
      return [microsOfUsdc(ours), roundedUp(vector.fee)];
    });
    expect(compared).toHaveLength(10);
    expect(compared.filter(([ours, venue]) => ours !== venue)).toEqual([]);
  });
});
