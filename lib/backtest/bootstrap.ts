// How far a sum over markets hangs on which markets they happened to be: they are drawn again, with
// repetition, many times, and the middle of what comes out is the interval. It knows nothing of
// markets that differ from all of these, so it is a lower bound of what is not known.

import { randomStream } from '../tape/generator/random.ts';

/** With fewer markets than these no interval is honest. */
export const MARKETS_MIN = 8;

const DRAWS = 2_000;
const TAIL = 0.05;

/** Nine of ten sums lie between these. */
export type Interval = { readonly low: number; readonly high: number };

/** Draws an interval of the sum; null where there are too few values. */
export const intervalOfSum = (values: readonly number[], seed: bigint): Interval | null => {
  const { length } = values;
  if (length < MARKETS_MIN) return null;
  const random = randomStream(seed, 'bootstrap');
  const sums = Array.from({ length: DRAWS }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < length; drawn += 1)
      sum += values[Math.floor(random.uniform() * length)] ?? 0;
    return sum;
  }).toSorted((a, b) => a - b);
  const at = (share: number): number => sums[Math.round(share * (DRAWS - 1))] ?? 0;
  return { low: at(TAIL), high: at(1 - TAIL) };
};
