// What a long run should have put before the laws and has not: laws about orders and about whom to
// believe say nothing where no order was sent, or where all clocks were too far off.

import { EXCLUSIVE, SENT } from './section.ts';

// In so many operations each of them comes about thousands of times, whatever the seeds.
const OPERATIONS_ENOUGH = 10_000;

/** What of it is missing in a run, in a sentence. */
export const untriedIn = ({
  operations,
  counts,
}: {
  readonly operations: number;
  readonly counts: ReadonlyMap<string, number>;
}): readonly string[] => {
  if (operations === 0) return ['NOTHING WAS ASKED of the lock: no law was tried'];
  const missing = [EXCLUSIVE, SENT].filter((name) => !counts.has(name));
  if (operations < OPERATIONS_ENOUGH || missing.length === 0) return [];
  return [`NEVER JUDGED in ${String(operations)} operations: ${missing.join(', ')}`];
};
