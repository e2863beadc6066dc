// Generated time goes in steps of one second. Everything that changes by itself changes once a
// step; orders arrive at any millisecond in between.

/** One step. Unit: ms. */
export const STEP_MS = 1_000;

const MINUTE_MS = 60_000;

/** One step. Unit: minute. */
export const STEP_MINUTES = STEP_MS / MINUTE_MS;

/** How often something happens a step that happens so often a minute. */
export const perStep = (perMinute: number): number => perMinute * STEP_MINUTES;
