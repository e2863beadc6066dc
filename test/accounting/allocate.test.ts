// Money divided by shares stays whole.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../lib/accounting/allocate.ts';
import { sum } from '../../lib/units/quantity.ts';
import { shareMicros } from '../../lib/units/shares.ts';
import { microsOfUsdc, usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';

const RUNS = { numRuns: 10_000 };

const amountAndWeights = fc.record({
  micros: fc.bigInt(-1_000_000_000n, 1_000_000_000n),
  weights: fc.array(fc.bigInt(1n, 1_000_000_000n), { minLength: 1, maxLength: 6 }),
});

const parts = (micros: bigint, weights: readonly bigint[]): readonly bigint[] =>
  allocate(usdcMicros(micros), weights, shareMicros).map(({ amount }) => microsOfUsdc(amount));

describe('an amount divided among shares', () => {
  it('adds up to itself', () => {
    fc.assert(
      fc.property(amountAndWeights, ({ micros, weights }) => {
        const amounts = allocate(usdcMicros(micros), weights, shareMicros);
        expect(
          sum(
            ZERO_USDC,
            amounts.map(({ amount }) => amount),
          ),
        ).toBe(usdcMicros(micros));
      }),
      RUNS,
    );
  });

  it('gives no part a whole micro too much or too little', () => {
    fc.assert(
      fc.property(amountAndWeights, ({ micros, weights }) => {
        const whole = weights.reduce((total, weight) => total + weight, 0n);
        parts(micros, weights).forEach((part, index) => {
          const error = part * whole - micros * (weights[index] ?? 0n);
          expect(error > -whole && error < whole).toBe(true);
        });
      }),
      RUNS,
    );
  });

  it('keeps the order of its parts', () => {
    expect(parts(10n, [1n, 2n, 4n])).toEqual([1n, 3n, 6n]);
  });

  it('cannot be divided among no shares', () => {
    expect(() => parts(10n, [])).toThrow('there are shares to divide an amount by');
  });
});
