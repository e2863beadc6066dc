import { describe, expect, it } from 'vitest';
import { leftText, longWork } from '../../lib/cli/long-work.ts';

describe('the time that is left', () => {
  it.each([
    [-1, ''],
    [0, ''],
    [499, ''],
    [500, ', 1 s left'],
    [119_400, ', 119 s left'],
    [120_000, ', 2 min left'],
  ])('of %i ms is said as "%s"', (ms, text) => {
    expect(leftText(ms)).toBe(text);
  });

  it('is not guessed at the beginning of work, and not said at its end', () => {
    const lines: string[] = [];
    const say = longWork('Work', (line) => lines.push(line), 0);
    say(0.01, 1_999);
    say(0.01, 2_000);
    say(0.5, 4_000);
    say(1, 6_000);
    expect(lines).toEqual([
      '[Keel]   1 % · Work',
      '[Keel]  50 % · Work · about 4 s left',
      '[Keel] 100 % · Work',
    ]);
  });
});
