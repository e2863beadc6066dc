// A survivor is excused by its own line only, and an excuse for nobody is called out.

import { describe, expect, it } from 'vitest';
import { scoreOf, tallyOf } from './score.ts';
import { judge, survivorIn } from './survivors.ts';
import type { Survivor } from './survivors.ts';

const source = ['const a = 1;', 'const b = a > 1', '  ? a : 2;'].join('\n');
const at = (line: number, column: number) => ({ line, column });
const mutant = { location: { start: at(2, 11), end: at(2, 16) }, replacement: 'a >= 1' };
const file = 'lib/units/b.ts';
const survivor: Survivor = survivorIn(file, source, mutant);

describe('a mutant', () => {
  it('is known by its line as it would read', () => {
    const [was, reads] = ['const b = a > 1', 'const b = a >= 1'];
    expect(survivor).toEqual({ file, line: 2, was, reads });
  });

  it('of several lines is known by what they become', () => {
    const whole = { location: { start: at(2, 11), end: at(3, 10) }, replacement: 'true' };
    const [was, reads] = ['const b = a > 1 ? a : 2;', 'const b = true;'];
    expect(survivorIn(file, source, whole)).toEqual({ file, line: 2, was, reads });
  });
});

describe('an explanation', () => {
  const because = (...lines: readonly string[]) => [{ reason: 'r', mutants: { [file]: lines } }];

  it.each([
    ['none', [survivor], because(), [survivor], []],
    ['its own', [survivor], because(survivor.reads), [], []],
    ['one for two', [survivor, survivor], because(survivor.reads), [survivor], []],
    ['another line', [survivor], because('b'), [survivor], [`${file}: b`]],
    ['no survivor', [], because('b'), [], [`${file}: b`]],
    [
      'another file',
      [survivor],
      [{ reason: 'r', mutants: { 'lib/c.ts': [survivor.reads] } }],
      [survivor],
      [`lib/c.ts: ${survivor.reads}`],
    ],
  ])('%s excuses what it names', (...[, survivors, explanations, unexplained, outdated]) => {
    expect(judge(survivors, explanations)).toEqual({ unexplained, outdated });
  });
});

describe('a score', () => {
  it('counts what was noticed among all that could be', () => {
    const noticed = ['Killed', 'Killed', 'Timeout'] as const;
    const others = ['Survived', 'NoCoverage', 'Ignored', 'RuntimeError'] as const;
    const tally = tallyOf([...noticed, ...others].map((status) => ({ status })));
    expect(tally).toEqual({ killed: 2, timeout: 1, survived: 1, nocoverage: 1 });
    expect(scoreOf(tally)).toBe(60);
  });

  it('of no mutants is nothing', () => {
    expect(scoreOf(tallyOf([]))).toBe(0);
  });
});
