// The last line of an exploration, and what it must have had to judge.

import { describe, expect, it } from 'vitest';
import { figures, neverJudged } from './telling.ts';
import type { Explored } from './explore.ts';

const explored = (points: number, compared: number, settled = 0): Explored => ({
  ...{ scenario: 'merge', requests: 30, points, outcomes: 0, compared, settled, steps: 1 },
  findings: [],
  witnesses: new Map(),
});

const NO_COVERAGE = { died: [], instant: [], excepted: [], survived: [], unreached: [] };

describe('an exploration', () => {
  it.each([
    [99, { compared: 0, settled: 0 }, ''],
    [100, { compared: 1, settled: 1 }, ''],
    [100, { compared: 0, settled: 1 }, 'books beside those without a crash (G6)'],
    [100, { compared: 1, settled: 0 }, 'orders beside those of the venue, two cycles later (G5)'],
  ])('of %i points with %j misses: %s', (points, { compared, settled }, missing) => {
    const all = [explored(points, 0), explored(0, compared, settled)];
    const text = missing === '' ? '' : `NEVER JUDGED at ${String(points)} points: ${missing}`;
    expect(neverJudged(all).join()).toBe(text);
  });

  it('that looked at nothing says so, and not that nothing was compared', () => {
    expect(neverJudged([])).toEqual(['NO POINT WAS LOOKED AT: nothing was tried']);
  });

  it('says how many awaits it missed where it is complete, and nothing of that in a part', () => {
    const line = (isComplete: boolean): string =>
      figures([explored(9, 8)], NO_COVERAGE, { seconds: 1, isComplete });
    expect(line(true)).toContain(' compared=8 ');
    expect(line(true)).toContain(' missed=0 ');
    expect(line(false)).not.toContain('missed');
  });
});
