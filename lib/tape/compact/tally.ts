// Counting what goes into a compact tape.

import { msOfEpoch, epochMs } from '../../units/time.ts';
import { problemCounts } from '../problem-counts.ts';
import type { TapeEvent, TapeProblem } from '../../domain/tape-event.ts';
import type { EpochMs } from '../../units/time.ts';
import type { RowCounts, TapeEnd } from './description.ts';

/** Counts events and problems. */
export type TapeTally = {
  readonly event: (event: TapeEvent) => void;
  readonly problem: (problem: TapeProblem) => void;
  readonly block: () => void;
  /** What was counted; the end is the later of the given one and the last event. */
  readonly end: (end: EpochMs) => TapeEnd;
  readonly rows: () => number;
};

type Column = keyof RowCounts;

const columnOf = ({ kind }: TapeEvent): Column => {
  switch (kind) {
    case 'book':
      return 'books';
    case 'level':
      return 'levels';
    case 'trade':
      return 'trades';
    case 'tick':
    case 'status':
    case 'gap':
    case 'alive':
      return 'others';
  }
};

/** Starts counting from nothing. */
export const tapeTally = (): TapeTally => {
  const rows: Record<Column, number> = { books: 0, levels: 0, trades: 0, others: 0 };
  const problems = problemCounts();
  let blocks = 0;
  let last = epochMs(0n);
  return {
    event: (event) => {
      rows[columnOf(event)] += 1;
      if (msOfEpoch(event.at) > msOfEpoch(last)) last = event.at;
    },
    problem: problems.note,
    block: () => {
      blocks += 1;
    },
    end: (end) => ({
      end: end > last ? end : last,
      blocks,
      rows: { ...rows },
      problems: problems.counts(),
    }),
    rows: () => rows.books + rows.levels + rows.trades + rows.others,
  };
};
