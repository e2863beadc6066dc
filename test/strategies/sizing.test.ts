import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRiskSize, reductionSize, sizeOrNothing } from '../../lib/strategies/sizing.ts';
import { minus } from '../../lib/units/quantity.ts';
import { ratio, ratioPpm } from '../../lib/units/ratio.ts';
import { formatShares, shareMicros, shares, toLot, ZERO_SHARES } from '../../lib/units/shares.ts';

describe('new risk', () => {
  it('shrinks with the drawdown scale and rounds down to a lot', () => {
    expect(formatShares(newRiskSize(shares('33.33'), ratio('0.15')))).toBe('4.99');
  });

  it.each([
    ['4.99', '0'],
    ['5', '5'],
    ['5.01', '5.01'],
  ])('of %s against a minimum of 5 leaves %s', (size, expected) => {
    expect(formatShares(sizeOrNothing(shares(size), shares('5')))).toBe(expected);
  });
});

describe('a reduction', () => {
  const reduce = (wanted: string, available: string, held: string): string =>
    formatShares(
      reductionSize({
        wanted: shares(wanted),
        available: shares(available),
        held: shares(held),
        minimum: shares('5'),
      }),
    );

  it.each([
    ['nothing is wanted', '0', '20', '20', '0'],
    ['less than nothing is wanted', '-1', '20', '20', '0'],
    ['a rest above the minimum stays', '8', '20', '20', '8'],
    ['a rest of exactly the minimum stays', '15', '20', '20', '15'],
    ['the rest would be a lot below the minimum: all goes', '15.01', '20', '20', '20'],
    ['all is wanted', '20', '20', '20', '20'],
    ['more than all is wanted', '50', '50', '20', '20'],
    ['less than the minimum is wanted', '2', '20', '20', '5'],
    ['raising to the minimum would strand the rest: all goes', '2', '7', '7', '7'],
    ['all cannot go now: the minimum stays', '18', '18', '20', '15'],
    ['neither all nor leaving the minimum is possible', '7', '7', '8', '0'],
    ['only less than the minimum can go', '8', '4.99', '20', '0'],
    ['less than the minimum is held', '3', '3', '3', '0'],
    ['exactly the minimum is held', '1', '5', '5', '5'],
    ['a rest finer than a lot stays behind', '20', '20', '20.005', '20'],
  ])('when %s (wanted %s, available %s, held %s) is %s', (...row) => {
    const [, wanted, available, held, size] = row;
    expect(reduce(wanted, available, held)).toBe(size);
  });

  it('leaves nothing to sell or at least the minimum, and never exceeds its bounds', () => {
    const amount = fc.bigInt(0n, 60_000_000n).map(shareMicros);
    const minimum = fc.bigInt(1n, 1_000n).map((lots) => shareMicros(lots * 10_000n));
    fc.assert(
      fc.property(fc.record({ wanted: amount, available: amount, held: amount, minimum }), (b) => {
        const size = reductionSize(b);
        const rest = minus(b.held, size);
        expect(size).toBe(toLot(size, 'down'));
        if (size === ZERO_SHARES) return;
        expect(size >= b.minimum && size <= b.available && size <= b.held).toBe(true);
        expect(rest >= b.minimum || rest < shares('0.01')).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it('of a scale of one changes nothing but the lot', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), (micros) => {
        const size = shareMicros(micros);
        expect(newRiskSize(size, ratioPpm(1_000_000n))).toBe(toLot(size, 'down'));
      }),
      { numRuns: 10_000 },
    );
  });
});
