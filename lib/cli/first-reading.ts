// A tape that is read several times tells its problems each time; they are one recording's all the
// same, and count once.

import type { Tape, TapeProblem } from '../domain/tape-event.ts';

/** What was wrong while a tape was read for the first time. */
export type FirstReading = {
  /** Hears of a problem; of those of later readings it forgets. */
  readonly report: (problem: TapeProblem) => void;
  /** The same tape, whose readings are counted. */
  readonly counted: (tape: Tape) => Tape;
};

/** Passes the problems of the first reading on. */
export const firstReading = (tell: (problem: TapeProblem) => void): FirstReading => {
  let readings = 0;
  return {
    report: (problem) => {
      if (readings <= 1) tell(problem);
    },
    counted: (tape) => ({
      ...tape,
      events: () => {
        readings += 1;
        return tape.events();
      },
      columns: tape.columns && {
        ...tape.columns,
        blocks: () => {
          readings += 1;
          return tape.columns?.blocks() ?? ReadableStream.from([]);
        },
      },
    }),
  };
};
