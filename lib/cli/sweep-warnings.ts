// What must be known beside a sweep's numbers, for people and for programs alike.

import type { RunResult } from '../sweep/sweep-run.ts';

/** Says that runs ended early, and why the first of them did; null where none did. */
export const earlyEnds = (results: ReadonlyMap<string, RunResult>): string | null => {
  const failures = [...results.values()].flatMap(({ key, bands }) => {
    const failed = bands.find(({ failure }) => failure !== null);
    return failed === undefined ? [] : [`${key}, ${failed.name}: ${failed.failure ?? ''}`];
  });
  const [first] = failures;
  return first === undefined
    ? null
    : `${String(failures.length)} of ${String(results.size)} runs ended early, ` +
        `since a cycle failed; the first is ${first}`;
};
