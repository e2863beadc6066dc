// On which lots a change of shares falls.

import { describe, expect, it } from 'vitest';
import { distribute, ownFirst } from '../../lib/accounting/distribute.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, fill, MARKETS, opened } from './scenario.ts';
import type { Strategy } from '../../lib/domain/order.ts';

const [rain] = MARKETS;
const { lots } = after(
  opened(),
  fill({ trade: 'a', strategy: 'MM', size: '10' }),
  fill({ trade: 'b', strategy: 'FF', size: '5' }),
  fill({ trade: 'c', strategy: 'MM', market: 'snow', size: '10' }),
);
const place = { condition: rain.condition, token: rain.yes, outcome: 'YES' } as const;

describe('shares that a strategy sold', () => {
  it.each<[string, readonly (readonly [Strategy, string])[]]>([
    ['9', [['MM', '-9']]],
    ['10', [['MM', '-10']]],
    [
      '11',
      [
        ['MM', '-10'],
        ['FF', '-1'],
      ],
    ],
    [
      '15',
      [
        ['MM', '-10'],
        ['FF', '-5'],
      ],
    ],
    [
      '16',
      [
        ['MM', '-10'],
        ['FF', '-5'],
        ['MM', '-1'],
      ],
    ],
  ])('%s of them, are its own, then those of the others, then missing', (size, expected) => {
    const sold = { place: { ...place, strategy: 'MM' }, shares: shares(`-${size}`) } as const;
    const parts = distribute(lots, sold, ownFirst('MM'));
    expect(parts.map((part) => [part.place.strategy, part.shares])).toEqual(
      expected.map(([strategy, part]) => [strategy, shares(part)]),
    );
  });
});

describe('the order of lots', () => {
  it.each<[Strategy, readonly Strategy[]]>([
    ['ICC', ['ICC', 'Protect', 'MM', 'FF']],
    ['FF', ['FF', 'ICC', 'Protect', 'MM']],
  ])('of %s has each strategy once, its own first', (strategy, order) => {
    expect(ownFirst(strategy)).toEqual(order);
  });
});
