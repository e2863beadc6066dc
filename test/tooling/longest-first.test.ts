// The longest files go first; a name that is not there any more would put nothing first.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LONGEST, rankOf } from './longest-first.ts';
import { projectRoot } from './temporary-tree.ts';

describe('the order of test files', () => {
  it.each(LONGEST)('names a file that there is, once: %s', (name) => {
    expect(existsSync(join(projectRoot, name))).toBe(true);
    expect(LONGEST.filter((one) => one === name)).toHaveLength(1);
  });

  it('begins with the longest, and ends with those that share a process', () => {
    const [first = '', second = ''] = LONGEST;
    const ranks = [
      rankOf(`/keel/${first}`, true),
      rankOf(`/keel/${second}`, false),
      rankOf('/keel/test/a.test.ts', true),
      rankOf('/keel/test/b.test.ts', false),
    ];
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBe(ranks.length);
  });
});
