// The fewest troubles with which a section still breaks the same guarantee: halves, quarters and so
// on of them are left out, and stay out where it is broken without them.

import type { Allowed } from '../weather/dice.ts';
import type { SectionReport } from './section.ts';

/** Plays the section again with some troubles only. */
export type PlayWith = (allowed: Allowed) => Promise<SectionReport>;

const idsOf = ({ troubles }: SectionReport): readonly string[] => [
  ...new Set(troubles.map(({ id }) => id)),
];

/**
 * Leaves out what is not needed. The answer is the last play that broke the same guarantee; it is
 * the given one where nothing could be left out. `plays` is how many plays it may take.
 */
export const minimised = async (
  broken: SectionReport,
  playWith: PlayWith,
  plays: number,
): Promise<SectionReport> => {
  let best = broken;
  let left = plays;
  for (let size = Math.ceil(idsOf(best).length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < idsOf(best).length && left > 0; ) {
      const tried = idsOf(best).toSpliced(from, size);
      left -= 1;
      const one = await playWith(new Set(tried));
      if (one.violation?.checker === broken.violation?.checker) best = one;
      else from += size;
    }
  }
  return best;
};
