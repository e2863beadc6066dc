// A page size that makes every read of a feed a URL of its own, which no cache on the way has seen.

import { msOfEpoch } from '../../units/time.ts';
import type { Clock } from '../../ports/clock.ts';

// Feeds are cached for up to 300 s by their URL, so each read asks for another page size. A size
// comes back after 400 s where reads of one feed are 4 s apart.
const SIZES = { least: 900, count: 100, everyMs: 4_000n };

/** Makes page sizes, each of them another one than those before. */
export const createPageSizes = (clock: Clock): (() => string) => {
  let last = 0n;
  return () => {
    const slot = msOfEpoch(clock.now()) / SIZES.everyMs;
    last = slot > last ? slot : last + 1n;
    return String(SIZES.least + Number(last % BigInt(SIZES.count)));
  };
};
