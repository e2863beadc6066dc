// What a holder is told has to be true: what is called done was done, what is called lost is lost
// and stays undone from then on, and what is read is what was written last.

import { linesOf } from '../history.ts';
import { isSeen } from './replay.ts';
import type { Ending, History, LineOf, Violation } from '../history.ts';
import type { Lock, Step } from './replay.ts';

/** The laws on what holders are told. */
export const WORDS = {
  done: 'what is called done was done',
  lost: 'only what has gone is called lost',
  over: 'what was refused does not happen later',
  read: 'what is read is what was written last',
} as const;

type Told = {
  readonly invoke: LineOf<'invoke'>;
  readonly end: LineOf<'end'>;
  /** The steps of this very operation. */
  readonly own: readonly Step[];
  /** All steps that this answer may know of. */
  readonly before: readonly Step[];
};

type Broken = readonly (readonly [law: string, detail: string])[];

const lastOf = (steps: readonly Step[]): Lock | undefined => steps.at(-1)?.after;

// The lock may have changed while the operation was on its way.
const statesDuring = ({ invoke, before }: Told): readonly (Lock | undefined)[] => {
  const from = before.findLastIndex(({ commit }) => commit.at < invoke.at);
  return [before[from]?.after, ...before.slice(from + 1).map(({ after }) => after)];
};

const told = (one: Told, ending: Ending & { phase: 'ok' }): Broken => {
  const { invoke, own } = one;
  const { operation } = invoke;
  const { seen, lease } = ending;
  if (operation.kind === 'release') return [];
  if (operation.kind === 'peek') {
    const isTrue = seen !== null && statesDuring(one).some((lock) => isSeen(seen, lock));
    return isTrue ? [] : [[WORDS.read, `peek showed ${JSON.stringify(seen)}`]];
  }
  if (own.length === 0) return [[WORDS.done, `${operation.kind} is done, and was not`]];
  if (operation.kind !== 'acquire')
    return operation.kind === 'save' && own.length > 1
      ? [[WORDS.done, 'a save was done twice']]
      : [];
  const taken = own.find(({ after }) => after.fence === lease?.fence);
  if (taken === undefined) return [[WORDS.done, `fence ${String(lease?.fence)} was never given`]];
  const isTrue = seen !== null && isSeen(seen, taken.after);
  return isTrue ? [] : [[WORDS.read, `the lease came with ${JSON.stringify(seen)}`]];
};

// A wish that was refused may be granted later, to nobody: its lease runs out unused.
const refused = (one: Told, error: string): Broken => {
  const { invoke, end, own, before } = one;
  const { operation } = invoke;
  if (operation.kind === 'acquire') {
    const mine = own.map(({ after }) => after.fence);
    const isTrue = statesDuring(one).some(
      (lock) => lock?.isHeld === true && !mine.includes(lock.fence),
    );
    return isTrue ? [] : [[WORDS.lost, `${error}, and nobody else had the lease`]];
  }
  if (operation.kind === 'peek') return [[WORDS.read, `peek failed: ${error}`]];
  const isLate = own.some(({ commit }) => commit.at > end.at);
  const late: Broken = isLate ? [[WORDS.over, `${operation.kind} took place after ${error}`]] : [];
  const lock = lastOf(before);
  const isMine = lock?.isHeld === true && lock.fence === operation.fence && lock.version > 0;
  return isMine && operation.kind !== 'paper'
    ? [...late, [WORDS.lost, `${operation.kind} ended with ${error}, and the lease was held`]]
    : late;
};

const brokenBy = (one: Told): Broken => {
  const { ending } = one.end;
  if (ending.phase === 'ok') return told(one, ending);
  return ending.phase === 'fail' ? refused(one, ending.error) : [];
};

/** Judges what holders were told. */
export const judgeWords = (history: History, steps: readonly Step[]): readonly Violation[] => {
  const invokes = new Map(linesOf(history, 'invoke').map((one) => [one.op, one]));
  return linesOf(history, 'end').flatMap((end) => {
    const invoke = invokes.get(end.op);
    if (invoke === undefined) return [];
    const own = steps.filter(({ commit }) => commit.op === end.op);
    const before = steps.filter(({ commit }) => commit.at <= end.at);
    return brokenBy({ invoke, end, own, before }).map(([law, detail]) => ({
      law,
      at: end.at,
      detail: `op ${end.op} of ${invoke.process}: ${detail}`,
    }));
  });
};
