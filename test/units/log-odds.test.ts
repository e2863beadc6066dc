import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logOddsOf, movedBy, probabilityAt } from '../../lib/units/log-odds.ts';
import { probability } from '../../lib/units/price.ts';

describe('log-odds', () => {
  it.each([
    [0.5, 0],
    [0.75, Math.log(3)],
    [0.25, -Math.log(3)],
  ])('of %s are %s', (p, expected) => {
    expect(logOddsOf(probability(p))).toBeCloseTo(expected, 14);
  });

  it('and back give the same probability', () => {
    const inner = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    fc.assert(
      fc.property(inner, (p) => {
        expect(probabilityAt(logOddsOf(probability(p)))).toBeCloseTo(p, 12);
      }),
      { numRuns: 10_000 },
    );
  });

  it('moved there and back change nothing', () => {
    const x = logOddsOf(probability(0.3));
    expect(movedBy(movedBy(x, 0.5), -0.5)).toBeCloseTo(x, 14);
  });

  it.each([
    [17, 1 - 1e-7],
    [1_000, 1 - 1e-7],
    [-17, 1e-7],
    [-1_000, 1e-7],
  ])('far out at %s stay a ten-millionth inside', (x, expected) => {
    const outermost = probabilityAt(movedBy(logOddsOf(probability(0.5)), x));
    expect(outermost).toBeCloseTo(expected, 9);
    expect(outermost > 0 && outermost < 1).toBe(true);
  });

  it('never fall when the log-odds rise', () => {
    const odds = fc.double({ min: -50, max: 50, noNaN: true });
    const half = logOddsOf(probability(0.5));
    fc.assert(
      fc.property(odds, odds, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(probabilityAt(movedBy(half, low)) <= probabilityAt(movedBy(half, high))).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});
