// Sizes are whole lots, and never more than what they stand for.

import { describe, expect, it } from 'vitest';
import { largestFitting, withoutResidue } from '../../lib/risk/sizes.ts';
import { shares } from '../../lib/units/shares.ts';

describe('the largest size that fits', () => {
  it.each([
    ['1', '5', '1'],
    ['1.009999', '5', '1'],
    ['5', '5', '5'],
    ['5.01', '5', '5'],
    ['700', '5.019999', '5.01'],
    ['700', '0.01', '0.01'],
    ['700', '0.009999', '0'],
    ['0', '5', '0'],
  ])('up to %s, where %s fits, is %s', (limit, most, expected) => {
    const fitting = largestFitting(shares(limit), (size) => size <= shares(most));
    expect(fitting).toBe(shares(expected));
  });
});

describe('what a sale leaves', () => {
  it.each([
    ['10', '10.009999', '10'],
    ['10', '10.01', '5.01'],
    ['10', '14.999999', '9.99'],
    ['10', '15', '10'],
    ['3', '4', '0'],
    ['4', '-1', '4'],
  ])('is less than a lot or at least 5: of %s beside %s are sold %s', (size, unpaired, sold) => {
    expect(withoutResidue(shares(size), shares(unpaired), shares('5'))).toBe(shares(sold));
  });
});
