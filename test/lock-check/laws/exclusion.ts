// Mutual exclusion, where clocks differ by no more than the margin of a lease: no two holders
// believe at one time, each by its own clocks, that they hold the lock; and while an order is on
// its way nobody else takes it.

import { linesOf } from '../history.ts';
import type { History, LineOf, Told, Violation } from '../history.ts';
import type { Instant } from '../timeline.ts';
import type { Step } from './replay.ts';

/** The laws of one holder at a time. */
export const EXCLUSION = {
  belief: 'no two holders believe that they hold the lock',
  sends: 'nobody takes the lock while an order is on its way',
  journalled: 'an order leaves after its intent was journalled under its lease',
} as const;

type Belief = {
  readonly process: string;
  readonly fence: number;
  readonly from: Instant;
  readonly to: Instant;
};

type Holding = {
  readonly process: string;
  readonly lease: Told;
  readonly from: Instant;
  readonly to: Instant;
};

// A lease is believed in while both clocks of its holder say so; a clock that is set changes that.
const beliefsOf = (
  { process, lease, from, to }: Holding,
  clocks: readonly LineOf<'clock'>[],
): readonly Belief[] =>
  clocks.flatMap(({ at, wall, monotonic }, index) => {
    const next = clocks[index + 1]?.at ?? Infinity;
    const start = Math.max(from, at);
    const end = Math.min(to, next, lease.end - wall, lease.monotonicEnd - monotonic);
    return start < end ? [{ process, fence: lease.fence, from: start, to: end }] : [];
  });

const holdingsOf = (history: History): readonly Holding[] => {
  const invokes = new Map(linesOf(history, 'invoke').map((one) => [one.op, one]));
  const leaves = linesOf(history, 'leave');
  return linesOf(history, 'end').flatMap(({ op, at, ending }) => {
    const process = invokes.get(op)?.process;
    if (process === undefined || ending.phase !== 'ok' || ending.lease === null) return [];
    const { lease } = ending;
    const left = leaves.find((one) => one.process === process && one.fence === lease.fence);
    return [{ process, lease, from: at, to: left?.at ?? Infinity }];
  });
};

const overlapping = (beliefs: readonly Belief[]): readonly Violation[] => {
  const sorted = beliefs.toSorted((a, b) => a.from - b.from);
  const violations: Violation[] = [];
  let longest: Belief | undefined;
  for (const one of sorted) {
    if (longest !== undefined && one.fence !== longest.fence && one.from < longest.to) {
      const detail =
        `${longest.process} with fence ${longest.fence} believes for ` +
        `${longest.to - one.from} ms more when ${one.process} has fence ${one.fence}`;
      violations.push({ law: EXCLUSION.belief, at: one.from, detail });
    }
    if (longest === undefined || one.to > longest.to) longest = one;
  }
  return violations;
};

const takenMeanwhile = (history: History, steps: readonly Step[]): readonly Violation[] =>
  linesOf(history, 'send').flatMap(({ at, until, process, fence, intent }) => {
    const taken = steps.find(
      ({ commit, operation }) =>
        operation.kind === 'acquire' &&
        commit.at > at &&
        commit.at <= until &&
        commit.fence > fence,
    );
    if (taken === undefined) return [];
    const { commit } = taken;
    const detail = `${intent} of ${process}, fence ${fence}, meets fence ${commit.fence}`;
    return [{ law: EXCLUSION.sends, at: commit.at, detail }];
  });

const sentUnwritten = (history: History, steps: readonly Step[]): readonly Violation[] =>
  linesOf(history, 'send').flatMap(({ at, fence, intent }) => {
    const isWritten = steps.some(
      ({ commit, operation }) =>
        operation.kind === 'journal' &&
        operation.fence === fence &&
        commit.at <= at &&
        operation.intents.includes(intent),
    );
    return isWritten ? [] : [{ law: EXCLUSION.journalled, at, detail: `${intent} was not` }];
  });

/** Judges a history as far as its clocks allow. */
export const judgeExclusion = (history: History, steps: readonly Step[]): readonly Violation[] => {
  const unwritten = sentUnwritten(history, steps);
  if (history.clocks === 'any') return unwritten;
  const clocks = Map.groupBy(linesOf(history, 'clock'), ({ process }) => process);
  const beliefs = holdingsOf(history).flatMap((one) =>
    beliefsOf(one, clocks.get(one.process) ?? []),
  );
  return [...unwritten, ...overlapping(beliefs), ...takenMeanwhile(history, steps)];
};
