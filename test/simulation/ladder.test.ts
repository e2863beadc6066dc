import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLadder } from '../../lib/simulation/ladder.ts';
import { createSortedLevels } from '../../lib/simulation/sorted-levels.ts';

describe('sorted levels', () => {
  it('hold what a plain map holds, in order of keys, after any changes', () => {
    const change = fc.tuple(
      fc.constantFrom<'set' | 'append'>('set', 'append'),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(3),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const levels = createSortedLevels();
        const plain = new Map<number, number>();
        for (const [how, key, size] of changes) {
          levels[how](key, size);
          if (size === 0) plain.delete(key);
          else plain.set(key, size);
        }
        const held = Array.from({ length: levels.length() }, (_, i) => [
          levels.keyAt(i),
          levels.sizeAt(i),
        ]);
        expect(held).toEqual([...plain].sort(([a], [b]) => a - b));
        for (let key = 0; key <= 13; key += 1) expect(levels.sizeOf(key)).toBe(plain.get(key) ?? 0);
      }),
      { numRuns: 2_000 },
    );
  });
  it('are zero outside of their range', () => {
    const levels = createSortedLevels();
    expect([levels.keyAt(0), levels.sizeAt(0), levels.sizeOf(5)]).toEqual([0, 0, 0]);
  });
});

describe('one side of a recorded book', () => {
  it('has no best key when it is empty or all of it is taken', () => {
    const ladder = createLadder();
    expect(ladder.bestKey()).toBe(0);
    ladder.set(480, 10);
    ladder.take(480, 10);
    expect(ladder.bestKey()).toBe(0);
  });
  it('remembers no more as taken than there is', () => {
    const ladder = createLadder();
    ladder.set(480, 10);
    ladder.take(480, 25);
    expect(ladder.taken()).toEqual(new Map([[480, 10]]));
    ladder.set(480, 12);
    expect(ladder.free()).toEqual([{ key: 480, size: 2 }]);
  });
  it('forgets what was taken of a level that is gone', () => {
    const ladder = createLadder();
    ladder.set(480, 10);
    ladder.take(480, 4);
    ladder.set(480, 0);
    expect(ladder.taken().size).toBe(0);
  });
});
