// When cycles really start: a schedule that fires a little late, a process that must be loaded
// first, and beats on which nothing comes at all.

import { randomStream } from '../tape/generator/random.ts';
import { AT_ONCE, atItsWorst, drawing } from './delay.ts';
import type { Delay } from './delay.ts';

/** Tells how long after its beat a cycle starts, or that it is skipped. Unit: ms. */
export type Cadence = { readonly delayAt: (due: number) => number | 'skipped' };

/** What becomes of the beat. */
export type CadenceSettings = {
  /** From the beat to the start of a loaded process. */
  readonly start: Delay;
  /** What loading the process adds. */
  readonly coldStart: Delay;
  /** Without a cycle for this long the process is gone. Unit: ms. */
  readonly idleMs: number;
  /** The share of beats on which no cycle comes. */
  readonly skipRate: number;
};

/** Every cycle starts on its beat. */
export const PUNCTUAL: Cadence = { delayAt: () => 0 };

/** The settings of such a cadence. */
export const PUNCTUAL_SETTINGS: CadenceSettings = {
  start: AT_ONCE,
  coldStart: AT_ONCE,
  idleMs: Infinity,
  skipRate: 0,
};

/**
 * A function that a schedule starts every minute. Why these: a schedule of EventBridge promises the
 * minute and fires within seconds of it; loading takes less than a second and most of it is the
 * platform's; a function is thrown away after some minutes without work. None of it was measured on
 * an account; a backtest that hangs on it says so by what it changes between its bands.
 */
export const SCHEDULED: CadenceSettings = {
  start: { kind: 'log-normal', medianMs: 500, p95Ms: 2_000 },
  coldStart: { kind: 'log-normal', medianMs: 700, p95Ms: 1_500 },
  idleMs: 300_000,
  skipRate: 0.001,
};

/** The same with everything as slow as one time in twenty. */
export const worstCadence = (settings: CadenceSettings): CadenceSettings => ({
  ...settings,
  start: atItsWorst(settings.start),
  coldStart: atItsWorst(settings.coldStart),
});

/** Draws the starts of cycles by a seed. */
export const cadenceOf = (settings: CadenceSettings, seed: bigint): Cadence => {
  const random = randomStream(seed, 'cadence');
  const startMs = drawing(settings.start, random);
  const coldMs = drawing(settings.coldStart, random);
  let latest = -Infinity;
  return {
    delayAt: (due) => {
      if (settings.skipRate > 0 && random.chance(settings.skipRate)) return 'skipped';
      const isCold = due - latest >= settings.idleMs;
      latest = due;
      return startMs() + (isCold ? coldMs() : 0);
    },
  };
};
