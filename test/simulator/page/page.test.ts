// The page of a long run adds up what its runs have printed, and nothing that was broken.

import { describe, expect, it } from 'vitest';
import { overlapIn, pageOf } from './page.ts';
import { partOnPage } from './earlier.ts';
import { partIn } from './range.ts';
import type { Part } from './range.ts';

const LINES = [
  'first seed: 100',
  'family calm: 2 sections, 400 cycles, 30 orders, 5 fills',
  'family whale: 1 sections, 200 cycles, 10 orders, 2 fills',
  'fault dynamo GetItem 500: 2',
  'fault dynamo GetItem lost after: 1',
  'fault post 503 post-only mode: only post-only o before: 4',
  'fault refusal 502 <html>Bad gateway</html>: 5',
  'fault yield: 3',
];

const figuresOf = (seeds: string, violations = 0): string =>
  `simulate: seeds=${seeds} cycles=600 days=0.4 orders=40 taken=39 fills=7 rests=3 twins=5 ` +
  `compared=1200 faults=10 kinds=4 violations=${String(violations)} seconds=9 cycles/s=66.7`;

const logOf = (seeds: string): string => [...LINES, figuresOf(seeds)].join('\n');

const part = (seeds: string): Part => {
  const read = partIn(logOf(seeds));
  if (!read.ok) throw new Error(read.error);
  return read.value;
};

describe('what a run printed', () => {
  it('is read with its seeds, its families and its kinds', () => {
    const { ranges, families, kinds } = part('100..102');
    expect(ranges).toMatchObject([
      { first: 100n, last: 102n, days: 0.4, figures: { cycles: 600, compared: 1_200 } },
    ]);
    expect(families.get('calm')).toEqual({ sections: 2, cycles: 400, orders: 30, fills: 5 });
    expect([...kinds]).toEqual([
      ['dynamo GetItem 500', 2],
      ['dynamo GetItem lost after', 1],
      ['post 503 post-only mode: only post-only o before', 4],
      ['refusal 502 <html>Bad gateway</html>', 5],
      ['yield', 3],
    ]);
  });

  it.each([
    ['first seed: 100', 'has no last line of simulate'],
    [figuresOf('100..102', 1), 'has 1 violations'],
    ['simulate: violations=0', 'names no seeds'],
    ['simulate: seeds=none violations=0', 'names no seeds'],
    [`NEVER JUDGED in 9: books\n${figuresOf('100..102')}`, 'says NEVER JUDGED in 9: books'],
  ])('is refused: %s', (log, error) => {
    expect(partIn(log)).toEqual({ ok: false, error });
  });
});

describe('the page of a long run', () => {
  it('adds up its ranges, in the order of their seeds', () => {
    const page = pageOf('abc1234', [part('200..202'), part('100..102')]);
    expect(page).toContain(
      '1,200 cycles of fresh seeds on commit `abc1234`, 1 simulated days\nof 6',
    );
    expect(page.indexOf('| 100..102 | 600 | 0.4 | 40 |')).toBeLessThan(page.indexOf('| 200..202'));
    expect(page).toContain('Together 1,200 cycles, 0.8 market days, 80 orders,\n14 fills');
    expect(page).toContain('| calm | 4 | 800 | 60 | 10 |');
    expect(page).toContain('| `dynamo GetItem` | 6 | 500: 4; lost after: 2 |');
    expect(page).toContain('| `post` | 8 | 503 post-only mode: only post-only o before: 8 |');
    expect(page).toContain('| `refusal 502` | 10 | \\<html>Bad gateway\\</html>: 10 |');
    expect(page).toContain('| `yield` | 6 | -: 6 |');
  });

  it('goes on where it was left, on the same commit', () => {
    const [first, second] = [part('100..102'), part('200..202')];
    const earlier = partOnPage(pageOf('abc1234', [first]), 'abc1234');
    expect(earlier).toEqual({ ok: true, value: first });
    const page = pageOf('abc1234', [first, second]);
    expect(partOnPage(page, 'def5678')).toEqual({ ok: false, error: 'is not of commit def5678' });
    const again = partOnPage(page, 'abc1234');
    expect(pageOf('abc1234', again.ok ? [again.value] : [])).toBe(page);
  });

  it.each([
    [['100..102', '103..105'], null],
    [['103..105', '100..102'], null],
    [['100..102', '102..105'], 'seed 102 is in two ranges'],
    [['100..110', '104..105'], 'seed 104 is in two ranges'],
  ])('is made of ranges %j: %s', (seeds, overlap) => {
    expect(overlapIn(seeds.map(part))).toBe(overlap);
  });
});
