import { describe, expect, it } from 'vitest';
import { createCursor, TAPE_START } from '../../lib/simulation/cursor.ts';
import type { TapePosition } from '../../lib/simulation/cursor.ts';

const progress = (acted: TapePosition, times: readonly number[]): readonly string[] => {
  const cursor = createCursor(acted);
  return times.map(cursor.note);
};

describe('a place in a tape', () => {
  it('makes every event new that comes after it', () => {
    expect(progress(TAPE_START, [1, 1, 2])).toEqual(['new', 'new', 'new']);
  });
  it('tells events of one instant apart by their number', () => {
    expect(progress({ at: 5, count: 2 }, [4, 5, 5, 5, 6])).toEqual([
      'replayed',
      'replayed',
      'caught-up',
      'new',
      'new',
    ]);
  });
  it('is passed at once by a tape that starts later', () => {
    expect(progress({ at: 5, count: 2 }, [9])).toEqual(['new']);
  });
  it('is not moved by an event out of order, which is not acted on', () => {
    const cursor = createCursor(TAPE_START);
    expect([9, 8].map(cursor.note)).toEqual(['new', 'replayed']);
    expect(cursor.position()).toEqual({ at: 9, count: 1 });
  });
});
