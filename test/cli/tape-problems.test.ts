import { describe, expect, it } from 'vitest';
import { problemLog } from '../../lib/cli/tape-problems.ts';
import type { TapeProblem } from '../../lib/domain/tape-event.ts';

const problem = (line: number, kind: TapeProblem['kind'] = 'malformed'): TapeProblem => ({
  kind,
  file: 'game.csv',
  line,
  rows: 2,
  detail: 'odd',
});

describe('the log of problems', () => {
  it.each([
    [2, 2, []],
    [3, 3, []],
    [4, 3, ['1 more; only the first 3 stand here']],
    [9, 3, ['6 more; only the first 3 stand here']],
  ])('of %i problems keeps %i where 3 are the most, and says so', (found, kept, more) => {
    const log = problemLog(() => undefined, 3);
    for (let line = 1; line <= found; line++) log.report(problem(line));
    const whole = Array.from(
      { length: kept },
      (_, i) => `malformed: game.csv:${String(i + 1)}: odd`,
    );
    expect(log.lines()).toEqual([...whole, ...more]);
    expect(log.summary()).toEqual([
      `[Tape] malformed: ${String(2 * found)} rows in ${String(found)} places`,
    ]);
  });

  it('shows three of each kind', () => {
    const shown: string[] = [];
    const log = problemLog((line) => void shown.push(line));
    for (let line = 1; line <= 5; line++) {
      log.report(problem(line));
      log.report(problem(line, 'gap'));
    }
    expect(shown.filter((line) => line.startsWith('[Tape] malformed: '))).toHaveLength(3);
    expect(shown.filter((line) => line.startsWith('[Tape] gap: '))).toHaveLength(3);
    expect(log.lines()).toHaveLength(10);
  });
});
