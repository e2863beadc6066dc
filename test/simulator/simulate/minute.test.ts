// How an invocation ends is judged as well: an error of the function itself is a bug, but none of
// the guarantees, and must not pass for one that a checker has seen.

import { describe, expect, it } from 'vitest';
import { callNow, CYCLE } from './minute.ts';
import type { Invoked } from '../world/lambda.ts';
import type { Section } from './minute.ts';

type Reported = readonly [checker: string, broken: readonly string[]];

const reportedAfter = async (end: Invoked): Promise<readonly Reported[]> => {
  const reports: Reported[] = [];
  await callNow({
    world: { timeline: { now: () => 0 }, invoke: () => Promise.resolve(end) },
    storm: { clockAhead: () => 0 },
    watch: { report: (...one: Reported) => void reports.push(one) },
    listen: () => undefined,
    ends: new Map(),
    cycles: 0,
  } as unknown as Section);
  return reports;
};

const answered = (answer: object): Invoked => ({ kind: 'returned', answer });

describe('an invocation', () => {
  it.each([
    ['throws', { kind: 'threw', error: new Error('no such lot') }, 'threw no such lot'],
    [
      'ends with a broken invariant',
      answered({ kind: 'failed', cause: 'INVARIANT_BROKEN' }),
      'failed INVARIANT_BROKEN',
    ],
  ] as const)('that %s is told under a name of its own', async (_, end, words) => {
    expect(await reportedAfter(end)).toEqual([[CYCLE, [`the function ${words}`]]]);
  });

  it.each([
    ['was saved', answered({ kind: 'saved' })],
    ['could not reach its store', answered({ kind: 'failed', cause: 'UNAVAILABLE' })],
    ['was killed', { kind: 'killed', cause: 'timeout' }],
  ] as const)('that %s is no error of its own', async (_, end) => {
    expect(await reportedAfter(end)).toEqual([]);
  });
});
