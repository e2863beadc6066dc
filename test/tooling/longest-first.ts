// In which order test files run. Without results of an earlier run, vitest goes by size, which says
// little about files that start processes: the longest one came last, and a core stood still.

import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The files that take the longest, as measured, longest first. */
export const LONGEST: readonly string[] = [
  'test/chaos/chaos.test.ts',
  'test/risk/gate-laws.test.ts',
  'test/cdk/alarms/asset.test.ts',
  'test/cli/bad-state.test.ts',
  'test/adapters/dynamo/aws-client.test.ts',
  'test/lock-check/lock-check.test.ts',
  'test/functions/watchdog/handler.test.ts',
  'test/e2e/rehearsal.test.ts',
  'test/functions/timeouts.test.ts',
  'test/cdk/alarms/asset-healthy.test.ts',
  'test/cli/sweep.test.ts',
  'test/cli/session.test.ts',
  'test/cli/doctor.test.ts',
  'test/cli/interrupt.test.ts',
  'test/functions/cycles.test.ts',
  'test/backtest/kept-past.test.ts',
];

/** The rank of a file: the longest first, then what has a process of its own, then the rest. */
export const rankOf = (path: string, isIsolated: boolean): number => {
  const rank = LONGEST.findIndex((name) => path.endsWith(`/${name}`));
  return rank < 0 ? LONGEST.length + (isIsolated ? 0 : 1) : rank;
};

const rankOfFile = ({ moduleId, project }: TestSpecification): number =>
  rankOf(moduleId, project.config.isolate);

/** Sorts by rank; in each, the way of vitest holds. */
// eslint-disable-next-line no-restricted-syntax -- vitest makes one with `new`
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOfFile(a) - rankOfFile(b));
  }
}
