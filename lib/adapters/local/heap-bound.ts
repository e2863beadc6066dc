// Keeps a long computation from growing for nothing. V8 gives short-lived values up to 128 MB as
// soon as some of them outlive a collection, and lets what outlived it lie until there is three
// times as much of it as is in use. A backtest of two days of twenty markets had a peak of 430 MB
// of which 47 were in use; three bands of the largest recorded set 480, and 65 in use.

import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

// Both halves together. With 2 MB collections take an eighth of the time, with 32 none that can be
// measured.
const YOUNG_MAX = 32_000_000;

// Above what is in use. Between 50 and 100 no difference in time can be measured.
const OLD_GROWTH_PERCENT = 50;

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0;

/**
 * Keeps the space for long-lived values close to what is in use, in the whole process, and gives
 * what is to be called from time to time: from the first time on at which the space for short-lived
 * values has its size it grows no more.
 */
export const heapBound = (): (() => void) => {
  setFlagsFromString(`--heap-growing-percent=${String(OLD_GROWTH_PERCENT)}`);
  let isBound = false;
  return () => {
    if (isBound || youngBytes() < YOUNG_MAX) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    isBound = true;
  };
};
