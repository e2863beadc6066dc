// The dead man's switch: once a beat was accepted, further ones have to follow, each with the id
// that the last one was given, or every open order is cancelled.
//
// Source: the venue's heartbeat page, read 2026-11-22: 10 s of silence, looked at every 5 s.

const SILENCE_MAX_MS = 10_000;
const SWEEP_EVERY_MS = 5_000;

/** The switch of an account. */
export type Heartbeat = {
  /** Takes a beat; gives the id of the next one, and whether this one was expected. */
  readonly beat: (id: string, now: number) => { readonly next: string; readonly isValid: boolean };
  /** Tells whether the orders are due to be cancelled, once. */
  readonly isSilent: (now: number) => boolean;
};

const sweepAfter = (deadline: number): number =>
  Math.ceil(deadline / SWEEP_EVERY_MS) * SWEEP_EVERY_MS;

/** Makes a switch that is not armed. */
export const createHeartbeat = (seed: string): Heartbeat => {
  let expected = '';
  let beats = 0;
  let last: number | null = null;
  return {
    beat: (id, now) => {
      if (id !== expected) return { next: expected, isValid: false };
      beats += 1;
      expected = `${seed}-heartbeat-${beats}`;
      last = now;
      return { next: expected, isValid: true };
    },
    isSilent: (now) => {
      if (last === null || now < sweepAfter(last + SILENCE_MAX_MS)) return false;
      last = null;
      expected = '';
      return true;
    },
  };
};
