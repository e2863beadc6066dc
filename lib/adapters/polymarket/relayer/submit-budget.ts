// The relayer takes 25 batches a minute of all of us together with one key. What would exceed that
// is not sent at all, so that the answer to an important one is never "too many".

import { compare, minus } from '../../../units/quantity.ts';
import { minutes } from '../../../units/time.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { DurationMs } from '../../../units/quantity.ts';

/**
 * The most batches within any minute: 25, the published limit.
 * Source: the venue's rate limits, read 2026-11-22.
 */
export const SUBMITS_MAX = 25;

const WINDOW = minutes(1);

/** Takes one batch from the budget, unless it is used up. */
export type SubmitBudget = () => boolean;

/** Opens a budget that nothing has been taken from. */
export const createSubmitBudget = (clock: Clock): SubmitBudget => {
  let taken: readonly DurationMs[] = [];
  return () => {
    const now = clock.monotonic();
    taken = taken.filter((at) => compare(minus(now, at), WINDOW) < 0);
    if (taken.length >= SUBMITS_MAX) return false;
    taken = [...taken, now];
    return true;
  };
};
