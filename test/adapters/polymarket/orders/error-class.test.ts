// The catalogue as a table: that nothing in it is dead, and that what is not in it proves nothing.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CATALOGUE,
  meaningOfAnswer,
  meaningOfText,
} from '../../../../lib/adapters/polymarket/orders/error-class.ts';

describe('the catalogue', () => {
  it('has no row that an earlier one hides', () => {
    const hidden = CATALOGUE.filter(([says], index) =>
      CATALOGUE.slice(0, index).some(([earlier]) => says.includes(earlier)),
    );
    expect(CATALOGUE.length).toBeGreaterThan(50);
    expect(hidden).toEqual([]);
  });

  it('is in lower case, as texts are compared', () => {
    expect(CATALOGUE.filter(([says]) => says !== says.toLowerCase())).toEqual([]);
  });

  it.each(CATALOGUE)('finds "%s" in any case and among other words', (says, meaning) => {
    expect(meaningOfText(`The venue: ${says.toUpperCase()} (1)`)).toEqual(meaning);
  });
});

describe('an answer', () => {
  it('of a server error proves nothing, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CATALOGUE),
        fc.integer({ min: 500, max: 599 }).filter((status) => status !== 503),
        ([says], status) => meaningOfAnswer(status, says).kind === 'unknown',
      ),
      { numRuns: 10_000 },
    );
  });

  it.each([
    [399, 'unknown'],
    [400, 'rejected'],
    [499, 'rejected'],
    [500, 'unknown'],
  ])('of status %i and an invalid signature is %s', (status, kind) => {
    expect(meaningOfAnswer(status, 'invalid signature').kind).toBe(kind);
  });

  it('that is in no catalogue proves nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const isKnown = CATALOGUE.some(([says]) => text.toLowerCase().includes(says));
        return isKnown || meaningOfText(text).kind === 'unknown';
      }),
      { numRuns: 10_000 },
    );
  });
});
