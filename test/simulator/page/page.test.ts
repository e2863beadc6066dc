// The page of a long run adds up what its runs have printed, and nothing that was broken.

import { describe, expect, it } from 'vitest';
import { overlapIn, pageOf } from './page.ts';
import { rangeIn } from './range.ts';
import type { Range } from './range.ts';

const LINES = [
  'first seed: 100',
  'family calm: 2 sections, 400 cycles, 30 orders, 5 fills',
  'family whale: 1 sections, 200 cycles, 10 orders, 2 fills',
  'fault dynamo GetItem 500: 2',
  'fault dynamo GetItem lost after: 1',
  'fault post 503 post-only mode: only post-only o before: 4',
  'fault yield: 3',
];

const figuresOf = (seeds: string, violations = 0): string =>
  `simulate: seeds=${seeds} cycles=600 days=0.4 orders=40 taken=39 fills=7 rests=3 twins=5 ` +
  `compared=1200 faults=10 kinds=4 violations=${String(violations)} seconds=9 cycles/s=66.7`;

const logOf = (seeds: string): string => [...LINES, figuresOf(seeds)].join('\n');

const range = (seeds: string): Range => {
  const read = rangeIn(logOf(seeds));
  if (!read.ok) throw new Error(read.error);
  return read.value;
};

describe('what a run printed', () => {
  it('is read with its seeds, its families and its kinds', () => {
    const { first, last, figures, families, kinds } = range('100..102');
    expect([first, last, figures.cycles, figures.compared]).toEqual([100n, 102n, 600, 1_200]);
    expect(families.get('calm')).toEqual({ sections: 2, cycles: 400, orders: 30, fills: 5 });
    expect([...kinds]).toEqual([
      ['dynamo GetItem 500', 2],
      ['dynamo GetItem lost after', 1],
      ['post 503 post-only mode: only post-only o before', 4],
      ['yield', 3],
    ]);
  });

  it.each([
    ['first seed: 100', 'has no last line of simulate'],
    [figuresOf('100..102', 1), 'has 1 violations'],
    ['simulate: violations=0', 'names no seeds'],
  ])('is refused: %s', (log, error) => {
    expect(rangeIn(log)).toEqual({ ok: false, error });
  });
});

describe('the page of a long run', () => {
  it('adds up its ranges, in the order of their seeds', () => {
    const page = pageOf('abc1234', [range('200..202'), range('100..102')]);
    expect(page).toContain(
      '1,200 cycles of fresh seeds on commit `abc1234`, 1 simulated days\nof 6',
    );
    expect(page.indexOf('| 100..102 | 600 | 0.4 | 40 |')).toBeLessThan(page.indexOf('| 200..202'));
    expect(page).toContain('Together 1,200 cycles, 0.8 market days, 80 orders,\n14 fills');
    expect(page).toContain('| calm | 4 | 800 | 60 | 10 |');
    expect(page).toContain('| `dynamo GetItem` | 6 | 500: 4; lost after: 2 |');
    expect(page).toContain('| `post` | 8 | 503 post-only mode: only post-only o before: 8 |');
    expect(page).toContain('| `yield` | 6 | -: 6 |');
  });

  it.each([
    [['100..102', '103..105'], null],
    [['103..105', '100..102'], null],
    [['100..102', '102..105'], 'seed 102 is in two ranges'],
    [['100..110', '104..105'], 'seed 104 is in two ranges'],
  ])('is made of ranges %j: %s', (seeds, overlap) => {
    expect(overlapIn(seeds.map(range))).toBe(overlap);
  });
});
