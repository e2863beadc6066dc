// How far a backtest is and how long it will still take, on standard error and not too often.

import { msOfDuration } from '../units/time.ts';
import { leftMs, workLine } from './long-work.ts';
import { shareOf } from './progress.ts';
import type { Clock } from '../ports/clock.ts';
import type { EpochMs } from '../units/time.ts';

/** All the work there is: as many runs over a span of tape. */
export type Work = {
  readonly runs: number;
  readonly start: EpochMs;
  readonly end: EpochMs;
};

/** Told how far one of the runs is on its tape. */
export type BacktestProgress = (run: number, name: string, at: EpochMs) => void;

const SAID_EVERY_MS = 5_000;

/** Says how far the work is, at most every five seconds. */
export const backtestProgress = (
  { runs, start, end }: Work,
  write: (line: string) => void,
  clock: Pick<Clock, 'monotonic'>,
): BacktestProgress => {
  const now = (): number => Number(msOfDuration(clock.monotonic()));
  const begun = now();
  let said = begun;
  return (run, name, at) => {
    const time = now();
    if (time - said < SAID_EVERY_MS) return;
    said = time;
    const share = (run + shareOf({ start, end }, at)) / runs;
    write(workLine(name, share, leftMs(time - begun, share)));
  };
};
