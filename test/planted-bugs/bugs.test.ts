// The bugs are planted into sources that change: here it shows which of them needs another place.

import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { timesFound } from './bug.ts';
import { BUGS } from './bugs.ts';

const PROJECT = resolve(import.meta.dirname, '../..');

describe('the planted bugs', () => {
  it.each(BUGS.map((one) => [one.name, one] as const))(
    '%s: its places are there once',
    (_, one) => {
      expect(one.edits.map((edit) => timesFound(PROJECT, edit))).toEqual(one.edits.map(() => 1));
      for (const { from, to } of one.edits) expect(to).not.toBe(from);
    },
  );

  it('are at least 25, each by its own name, 8 of them from the first implementation', () => {
    expect(BUGS.length).toBeGreaterThanOrEqual(25);
    expect(new Set(BUGS.map(({ name }) => name)).size).toBe(BUGS.length);
    const pitfalls = new Set(BUGS.flatMap(({ pitfall }) => pitfall ?? []));
    expect(pitfalls.size).toBeGreaterThanOrEqual(8);
  });
});
