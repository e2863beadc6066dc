// The small laws of the plain values: categories, refusals, fills, observations.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATEGORIES, CATEGORY_TAGS, categoryOf } from '../../lib/domain/category.ts';
import { fairPriceOf } from '../../lib/domain/fair-price.ts';
import { fillKey } from '../../lib/domain/fill.ts';
import { known, mapObserved, unknown } from '../../lib/domain/observed.ts';
import { formatRefusal } from '../../lib/domain/refusal.ts';
import { conditionId, orderId, tradeId } from '../../lib/units/ids.ts';
import { epochMs } from '../../lib/units/time.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { VenueError } from '../../lib/domain/venue-outcome.ts';

describe('the category of an event', () => {
  it.each([
    [['recurring', 'crypto', '5m'], 'crypto'],
    [['politics', 'geopolitics', 'venezuela', 'world'], 'geopolitics'],
    [['Sports', 'mlb'], 'sports'],
    [['highest-temperature', 'weather'], 'weather'],
    [['hide-from-new'], 'other'],
    [[], 'other'],
  ])('tagged %j is %s', (tags, category) => {
    expect(categoryOf(tags)).toBe(category);
  });

  it('is one of the list and does not depend on the order of the tags', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CATEGORY_TAGS, 'all', 'world')), (tags) => {
        expect(CATEGORIES).toContain(categoryOf(tags));
        expect(categoryOf(tags)).toBe(categoryOf(tags.toReversed()));
      }),
    );
  });
});

describe('a refusal', () => {
  it('is its code with its numbers, in their order', () => {
    const numbers = [
      ['scope', 'market'],
      ['limit', '200'],
    ] as const;
    expect(formatRefusal({ code: 'EXPOSURE_LIMIT', numbers })).toBe(
      'EXPOSURE_LIMIT: scope=market limit=200',
    );
  });

  it('is its code alone where there is no number', () => {
    expect(formatRefusal({ code: 'SIDE_OWNED', numbers: [] })).toBe('SIDE_OWNED');
  });
});

describe('a fill', () => {
  it('is told apart by trade and order, since an order appears in many trades', () => {
    const keys = [
      fillKey({ trade: tradeId('t1'), order: orderId('o1') }),
      fillKey({ trade: tradeId('t1'), order: orderId('o2') }),
      fillKey({ trade: tradeId('t2'), order: orderId('o1') }),
    ];
    expect(new Set(keys).size).toBe(3);
  });
});

describe('an observation', () => {
  const error: VenueError = {
    kind: 'TIMEOUT',
    endpoint: '/books',
    detail: 'no answer in 5 s',
    retryAfter: { kind: 'unspecified' },
  };

  it('that is known is mapped and keeps its time', () => {
    expect(mapObserved(known(2, epochMs(7n)), (value) => value * 2)).toEqual({
      kind: 'known',
      value: 4,
      at: epochMs(7n),
    });
  });

  it('that is unknown stays unknown, never empty and never zero', () => {
    const missing: Observed<readonly string[]> = unknown(error);
    expect(mapObserved(missing, (values) => values.length)).toEqual({ kind: 'unknown', error });
  });
});

describe('the fair price of a market', () => {
  it('that was not asked for is invalid, never a default', () => {
    const missing = { kind: 'invalid', cause: 'missing' };
    expect(fairPriceOf(new Map(), conditionId('0xc'))).toEqual(missing);
  });

  it('is the one that was estimated', () => {
    const thin = { kind: 'invalid', cause: 'thin' } as const;
    expect(fairPriceOf(new Map([[conditionId('0xc'), thin]]), conditionId('0xc'))).toBe(thin);
  });
});
