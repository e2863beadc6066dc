// How far a backtest is and how long it will still take, on standard error and not too often.

import { msOfDuration, msOfEpoch } from '../units/time.ts';
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

const secondsText = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  return seconds < 60 ? `${String(seconds)} s` : `${String(Math.ceil(seconds / 60))} min`;
};

/** Says how far the work is, at most every five seconds. */
export const backtestProgress = (
  { runs, start, end }: Work,
  write: (line: string) => void,
  clock: Pick<Clock, 'monotonic'>,
): BacktestProgress => {
  const now = (): number => Number(msOfDuration(clock.monotonic()));
  const begun = now();
  let said = begun;
  const span = Math.max(1, Number(msOfEpoch(end) - msOfEpoch(start)));
  return (run, name, at) => {
    const time = now();
    if (time - said < SAID_EVERY_MS) return;
    said = time;
    const done = Math.min(1, Number(msOfEpoch(at) - msOfEpoch(start)) / span);
    const share = (run + done) / runs;
    const left = share > 0 ? ((time - begun) * (1 - share)) / share : 0;
    const percent = String(Math.floor(share * 100)).padStart(3);
    write(`[Keel] ${percent} % · ${name} · about ${secondsText(left)} left`);
  };
};
