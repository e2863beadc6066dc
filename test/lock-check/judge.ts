// The checker: all laws of the lock, held against one history.

import { linesOf } from './history.ts';
import { judgeExclusion } from './laws/exclusion.ts';
import { replay } from './laws/replay.ts';
import { judgeWords } from './laws/words.ts';
import type { History, Violation } from './history.ts';

/** The law that the lock of a dead holder becomes free. */
export const FREE_IN_THE_END = 'whoever waits long enough gets the lock';

const stuck = (history: History): readonly Violation[] => {
  const invokes = linesOf(history, 'invoke');
  const acquires = invokes.filter(({ operation }) => operation.kind === 'acquire');
  const last = acquires.at(-1);
  const end = linesOf(history, 'end').find(({ op }) => op === last?.op);
  return end?.ending.phase === 'ok'
    ? []
    : [{ law: FREE_IN_THE_END, at: last?.at ?? 0, detail: JSON.stringify(end?.ending ?? null) }];
};

/** Lists every law that a history breaks. Its last wish for the lock comes after all else. */
export const judge = (history: History): readonly Violation[] => {
  const { steps, violations } = replay(history);
  return [
    ...violations,
    ...judgeWords(history, steps),
    ...judgeExclusion(history, steps),
    ...stuck(history),
  ];
};
