import { describe, expect, it } from 'vitest';
import { withBreaks } from '../../lib/report/gaps.ts';

const breaksIn = (times: readonly number[]): readonly number[] =>
  withBreaks(times).flatMap((step) => (step.kind === 'break' ? [step.at] : []));

describe('a series of moments', () => {
  it.each([
    ['at five steps', [0, 60, 120, 420, 480], []],
    ['a second beyond', [0, 60, 120, 421, 480], [180]],
    ['twice', [0, 60, 120, 1_000, 1_060, 1_120, 5_000], [180, 1_180]],
  ])('is broken one usual step after the last look %s', (_where, times, breaks) => {
    expect(breaksIn(times)).toEqual(breaks);
  });

  it.each([[[]], [[5]], [[5, 5]]])('is whole where it is %j', (times) => {
    expect(breaksIn(times)).toEqual([]);
    expect(withBreaks(times)).toHaveLength(times.length);
  });
});
