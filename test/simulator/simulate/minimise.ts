// The fewest troubles with which a section still breaks the same guarantee in the same words, but
// for their numbers and ids. They are its last play, so what is told of them is what a play of them
// alone shows.

import { fewest } from './fewest.ts';
import { MINUTE_MS } from './minute.ts';
import type { Instant } from '../world/timeline.ts';
import type { Allowed } from '../weather/rolls.ts';
import type { SectionReport } from './section.ts';
import type { Violation } from './watch.ts';

/** What a section is played again with, and when it is too late for what it is played for. */
export type Again = { readonly allowed: Allowed; readonly until: Instant };

/** Plays the section again with some troubles only. */
export type PlayWith = (again: Again) => Promise<SectionReport>;

/** The ids of what went wrong, each once. */
export const idsOf = ({ troubles }: SectionReport): readonly string[] => [
  ...new Set(troubles.map(({ id }) => id)),
];

// With other troubles the same is broken a little earlier or later. What breaks nothing by then is
// not worth the rest of its section, which is most of its time.
const LATER_MS = MINUTE_MS;

// A checker has much to say: without numbers, names of markets among them, and ids it is known
// which of it this is.
const wordsOf = (violation: Violation): string =>
  `${violation.checker}: ${(violation.broken[0] ?? '').replace(/0x[0-9a-f]+|-?[0-9]+(?:\.[0-9]+)?/gi, '')}`;

const groupOf = (id: string): string => id.slice(0, id.indexOf('/'));

/**
 * Leaves out what is not needed. The answer is the last play in which the same was broken; it is
 * the given one where nothing could be left out. `plays` is how many plays it may take.
 */
export const minimised = async (
  broken: SectionReport,
  playWith: PlayWith,
  plays: number,
): Promise<SectionReport> => {
  const { violation } = broken;
  if (violation === null) return broken;
  let best = broken;
  const trial = async (some: readonly string[]): Promise<readonly string[] | null> => {
    const one = await playWith({ allowed: new Set(some), until: violation.at + LATER_MS });
    if (one.violation === null || wordsOf(one.violation) !== wordsOf(violation)) return null;
    best = one;
    return idsOf(one);
  };
  await fewest({ all: idsOf(broken), kindOf: groupOf, trial, trialsMax: plays });
  return best;
};
