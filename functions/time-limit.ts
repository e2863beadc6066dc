// A bound on everything that a function does: its requests end some seconds before its time is
// over, and whatever comes of that, an end of its own is told before the platform would kill it.

import { waitUnless } from '../lib/adapters/local/waiting.ts';

/** How long a run has, and what it comes to when it does not end in time. */
export type TimeLimit<T> = {
  /** What is left of the invocation, in milliseconds. */
  readonly leftMs: number;
  readonly late: T;
};

// What it takes to tell an end after the last request was broken off.
const TO_TELL_MS = 4_000;
// What it takes to write lines and to answer.
const TO_ANSWER_MS = 1_500;

/** Runs something that gets a signal before the time is over, and is not waited for after it. */
export const withinTime = async <T>(
  { leftMs, late }: TimeLimit<T>,
  run: (end: AbortSignal) => Promise<T>,
): Promise<T> => {
  let isOver = false;
  const lateEnd = async (): Promise<T> => {
    await waitUnless(() => isOver, leftMs - TO_ANSWER_MS);
    return late;
  };
  try {
    return await Promise.race([
      run(AbortSignal.timeout(Math.max(0, leftMs - TO_TELL_MS))),
      lateEnd(),
    ]);
  } finally {
    isOver = true;
  }
};
