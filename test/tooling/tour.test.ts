import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './temporary-tree.ts';
import { stopCount, tourFaults } from './tour-faults.ts';

const row = (number: number, name = 'a', words = 'it happens'): string =>
  `| ${String(number)} | \`lib/a.ts\` | \`${name}\` | ${words} |`;

const tourOf = (count: number): string =>
  Array.from({ length: count }, (_, index) => row(index + 1)).join('\n');

const SOURCE = 'const b: Check = 1;\nexport const a = b;\n';

describe('a tour', () => {
  it.each([
    ['of no stop', tourOf(0), ['0 stops']],
    ['of one stop', tourOf(1), []],
    ['of ten stops', tourOf(10), []],
    ['of eleven stops', tourOf(11), ['11 stops']],
    ['that names a second function', row(1, 'a', 'it happens (`b`)'), []],
    ['that names a function which is not exported', row(1, 'b'), ['lib/a.ts does not export b']],
    [
      'that names a second function which is not there',
      row(1, 'a', 'it (`c`)'),
      ['lib/a.ts does not define c'],
    ],
  ])('%s has the right faults', (_what, guide, faults) => {
    expect(tourFaults(guide, () => SOURCE)).toEqual(faults);
  });

  it('of a file that does not exist is found', () => {
    expect(tourFaults(row(1), () => undefined)).toEqual(['lib/a.ts does not exist']);
  });
});

describe('the tour in CONTRIBUTING.md', () => {
  const guide = readFileSync(join(projectRoot, 'CONTRIBUTING.md'), 'utf8');
  const sourceOf = (path: string): string | undefined => {
    const file = join(projectRoot, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };

  it('has as many stops as its heading says, and each names what is there', () => {
    expect(guide).toContain('## A tour in ten stops\n');
    expect(stopCount(guide)).toBe(10);
    expect(tourFaults(guide, sourceOf)).toEqual([]);
  });
});
