// How long a session waits after a cycle, so that the time of its tape passes at the speed that was
// asked for.

import { elapsed, msOfDuration } from '../units/time.ts';
import type { EpochMs } from '../units/time.ts';
import type { Speed } from './start-options.ts';

/** A moment on the tape, and the real time at which it came. */
export type Moment = { readonly onTape: EpochMs; readonly real: EpochMs };

/**
 * The milliseconds to wait for `now` to be real time after `before` at a speed: what passed on the
 * tape over the factor, less what has passed already. A session that was held up goes on from where
 * it is and does not hurry to make up for it, and a clock that was set back adds no wait.
 */
export const pauseMs = (speed: Speed, before: Moment, now: Moment): number => {
  if (speed.kind === 'as-fast-as-possible') return 0;
  const due = Number(msOfDuration(elapsed(before.onTape, now.onTape))) / speed.factor;
  const took = Number(msOfDuration(elapsed(before.real, now.real)));
  return Math.min(due, Math.max(0, due - took));
};
