// How a tape is read, whatever it is kept in: what becomes of problems, and what the user says of
// its markets.

import type { TapeProblem } from '../domain/tape-event.ts';
import type { Overrides } from './assume.ts';

/** How a tape is read. */
export type TapeOptions = {
  /** Whether reading goes on after a problem, or ends with it. */
  readonly onProblem: 'go-on' | 'stop';
  /** Is told each problem, anew on every reading. */
  readonly report: (problem: TapeProblem) => void;
  readonly assume: Overrides;
};

/** One reading of a tape: where problems go, and whether it goes on. */
export type Reading = {
  readonly tell: (problem: TapeProblem) => void;
  readonly isOver: () => boolean;
};

/** Starts a reading: it is over with the first problem where it is told to stop at problems. */
export const startReading = ({ onProblem, report }: TapeOptions): Reading => {
  let over = false;
  const tell = (problem: TapeProblem): void => {
    if (over) return;
    report(problem);
    over = onProblem === 'stop';
  };
  return { tell, isOver: () => over };
};
