// Keeps a long computation from growing for nothing. V8 gives short-lived values up to 128 MB as
// soon as some of them outlive a collection, and lets what outlived it lie until there is three
// times as much of it as is in use. A backtest of two days of twenty markets had a peak of 430 MB
// of which 47 were in use; three bands of the largest recorded set 480, and 65 in use.

import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

// Both halves together. With 2 MB collections take an eighth of the time, with 32 none that can be
// measured.
const YOUNG_MAX = 32_000_000;

// From here on it is collected at one and a half times of what is in use. A heap that stays below
// would only be collected more often: four times as often at 30 MB, for a tenth of all time.
const OLD_FREE = 60_000_000;
const OLD_GROWTH_PERCENT = 50;

const sizeOf = (space: 'new_space' | 'old_space'): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === space)?.space_size ?? 0;

// Sets a flag at the first look at which a space has a size.
const boundAt = (space: 'new_space' | 'old_space', size: number, flag: string): (() => void) => {
  let isBound = false;
  return () => {
    if (isBound || sizeOf(space) < size) return;
    setFlagsFromString(flag);
    isBound = true;
  };
};

/**
 * Gives what is to be called from time to time: from the first time on at which a space has its
 * size, the one for short-lived values grows no more, and the one for long-lived values stays close
 * to what is in use, in the whole process.
 */
export const heapBound = (): (() => void) => {
  const young = boundAt('new_space', YOUNG_MAX, '--semi-space-growth-factor=1');
  const growth = `--heap-growing-percent=${String(OLD_GROWTH_PERCENT)}`;
  const old = boundAt('old_space', OLD_FREE, growth);
  return () => {
    young();
    old();
  };
};
