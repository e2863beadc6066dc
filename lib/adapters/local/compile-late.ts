// Keeps a long computation from being compiled for nothing. V8 makes its best machine code of
// whatever was called a few thousand times, on a thread beside; in a cycle hundreds of functions
// come to that, most of which never earn it back. Callbacks lose that code with every collection
// of long-lived values, and are then compiled anew. It was 39 % of all processor time of a backtest
// of three hours, and what one thread of a sweep spends on it another one lacks.

import { setFlagsFromString } from 'node:v8';

// The rule of V8 is 3,000. Of twelve hours of twenty markets, 30,000 saved 2 % of the processor
// time, 100,000 8 % and 300,000 4 %; of three hours 11 % and 18 % for the first two. The loops that
// play a tape get there within its first seconds.
const CALLS_MIN = 100_000;

/** From now on only what is called very often gets the best machine code, in the whole process. */
export const compileLate = (): void => {
  setFlagsFromString(`--invocation-count-for-turbofan=${String(CALLS_MIN)}`);
};
