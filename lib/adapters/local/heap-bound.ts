// Keeps a long computation from growing for nothing. V8 gives short-lived values up to 128 MB as
// soon as some of them outlive a collection, and then lets what outlived it lie as long as there is
// memory. A backtest of two days of twenty markets had a peak of 430 MB of which 47 were in use.

import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

// Both halves together. With 2 MB collections take an eighth of the time, with 32 none that can be
// measured.
const YOUNG_MAX = 32_000_000;

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0;

/**
 * Gives what is to be called from time to time: from the first time on at which the space for
 * short-lived values has its size it grows no more, in the whole process.
 */
export const youngSpaceBound = (): (() => void) => {
  let isBound = false;
  return () => {
    if (isBound || youngBytes() < YOUNG_MAX) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    isBound = true;
  };
};
