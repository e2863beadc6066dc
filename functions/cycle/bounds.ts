// The time of an invocation. AWS ends a process in the middle of whatever it does, so each part of
// it ends by itself before that: first what talks to the venue, then the answer to the caller.

import { minus, plus, smaller } from '../../lib/units/quantity.ts';
import { durationMs, msOfDuration, seconds } from '../../lib/units/time.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { TimeLeft } from './trading.ts';

/**
 * How long before the end all requests to venue, relayer and node are ended. Why 7 s: a move on
 * chain goes on looking for 6 s and stops no sooner, and a second is enough to save. Nothing is
 * placed in the last 17 s, so that a placing request has its whole time: one that was broken off
 * could arrive after the save has given the lease back.
 */
export const REQUESTS_END: DurationMs = seconds(7);

/** How long before the end an answer is given, whatever still runs. */
export const ANSWER_BEFORE: DurationMs = seconds(1);

/**
 * What must be left for another cycle. Why 22 s: nothing is placed in the last 17 s, and a cycle
 * has read and decided in 5 s on a slow day.
 */
export const CYCLE_TIME_MIN: DurationMs = seconds(22);

/** What AWS tells a function of its end. */
export type Deadline = { readonly getRemainingTimeInMillis: () => number };

/** The time left by the clock that says less; one that is set back adds nothing. */
export const timeLeftOf = (deadline: Deadline, clock: Clock): TimeLeft => {
  const told = (): DurationMs =>
    durationMs(BigInt(Math.floor(deadline.getRemainingTimeInMillis())));
  const monotonicEnd = plus(clock.monotonic(), told());
  return () => smaller(told(), minus(monotonicEnd, clock.monotonic()));
};

/** Calls when no more than this is left, unless it is called off before. */
export const whenLeft = (timeLeft: TimeLeft, left: DurationMs, act: () => void): (() => void) => {
  const wait = Number(msOfDuration(minus(timeLeft(), left)));
  const timer = setTimeout(act, Math.max(0, wait));
  return () => clearTimeout(timer);
};
