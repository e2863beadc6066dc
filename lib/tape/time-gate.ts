// One digit wrong in a timestamp throws a row years away, and the clock of whoever reads the tape
// with it. A recording has no silences of days, so such a row counts as damaged.

const JUMP_MAX_MS = 24 * 3_600_000;

/** Takes the times of the rows of one file one by one, and refuses jumps of more than a day. */
export type TimeGate = (ms: number) => boolean;

/** Starts a gate that lets the first time pass. */
export const timeGate = (): TimeGate => {
  let last: number | undefined;
  return (ms) => {
    if (last !== undefined && Math.abs(ms - last) > JUMP_MAX_MS) return false;
    last = ms;
    return true;
  };
};
