// One side of a recorded book, and what we took out of it that the recording does not know of.

import { amountOf, keyOf } from './micros.ts';
import { createSortedLevels } from './sorted-levels.ts';
import type { Level } from '../domain/book.ts';
import type { Direction } from './micros.ts';
import type { SortedLevels } from './sorted-levels.ts';

/** A level of one side. Unit: key in 10^-6 dollar, size in 10^-6 share. */
export type KeyedLevel = { readonly key: number; readonly size: number };

/** One side of a recorded book. The highest key is the best. */
export type Ladder = {
  /** Sets the recorded size at a key; zero removes the level. */
  readonly set: (key: number, size: number) => void;
  /** Replaces the whole side by levels that come best first, or in any other order. */
  readonly replace: (direction: Direction, levels: readonly Level[]) => void;
  /** The recorded size at a key, zero where there is no level. */
  readonly recordedAt: (key: number) => number;
  /** The best recorded key, zero on an empty side. */
  readonly recordedBest: () => number;
  /** All recorded levels, best first. */
  readonly recorded: () => readonly KeyedLevel[];
  /** The best key with something left, zero when nothing is. */
  readonly bestKey: () => number;
  /** What is left to match, best level first. */
  readonly free: () => readonly KeyedLevel[];
  /** What is left to match of a share of each level, best level first. */
  readonly freeWithin: (shareOf: (size: number) => number) => readonly KeyedLevel[];
  /** Remembers that we took some of a level. */
  readonly take: (key: number, size: number) => void;
  /** What we took and the recording still shows, by key. */
  readonly taken: () => ReadonlyMap<number, number>;
};

// Levels best first, with what each of them comes to; those that come to nothing are left out.
const listed = (levels: SortedLevels, sizeOf: (index: number) => number): readonly KeyedLevel[] => {
  const found: KeyedLevel[] = [];
  for (let index = levels.length() - 1; index >= 0; index -= 1) {
    const size = sizeOf(index);
    if (size > 0) found.push({ key: levels.keyAt(index), size });
  }
  return found;
};

/**
 * Makes an empty side. What we took stays taken while the recording shows the level: it comes back
 * only as size that the recording adds, or after the level has shrunk below what we took.
 */
export const createLadder = (): Ladder => {
  const levels = createSortedLevels();
  const taken = new Map<number, number>();

  const setTaken = (key: number, size: number): void => {
    if (size > 0) taken.set(key, size);
    else taken.delete(key);
  };
  const takenAt = (index: number): number =>
    taken.size === 0 ? 0 : (taken.get(levels.keyAt(index)) ?? 0);
  const freeAt = (index: number): number => levels.sizeAt(index) - takenAt(index);
  const freeWithin: Ladder['freeWithin'] = (shareOf) =>
    listed(levels, (index) => shareOf(levels.sizeAt(index)) - takenAt(index));

  return {
    set: (key, size) => {
      levels.set(key, size);
      if (taken.size > 0) setTaken(key, Math.min(taken.get(key) ?? 0, size));
    },
    replace: (direction, replacing) => {
      levels.clear();
      for (let index = replacing.length - 1; index >= 0; index -= 1) {
        const level = replacing[index];
        if (level !== undefined) levels.append(keyOf(direction, level.price), amountOf(level.size));
      }
      for (const [key, size] of taken) setTaken(key, Math.min(size, levels.sizeOf(key)));
    },
    recordedAt: levels.sizeOf,
    recordedBest: () => levels.keyAt(levels.length() - 1),
    recorded: () => listed(levels, levels.sizeAt),
    bestKey: () => {
      let index = levels.length() - 1;
      while (index >= 0 && freeAt(index) <= 0) index -= 1;
      return levels.keyAt(index);
    },
    free: () => freeWithin((size) => size),
    freeWithin,
    take: (key, size) => setTaken(key, Math.min(levels.sizeOf(key), (taken.get(key) ?? 0) + size)),
    taken: () => taken,
  };
};
