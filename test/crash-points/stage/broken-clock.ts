// A rule of ours that breaks, or a bug, wherever a cycle looks at the clock next: between its own
// steps, where nothing catches anything.

import { syncBuiltinESMExports } from 'node:module';
import { invariant } from '../../../lib/units/invariant.ts';
import { currentProcess } from '../../simulator/world/process.ts';

let told: (() => bigint) | null = null;

/** Makes a clock that was broken and that nobody has looked at whole again. */
export const mendClock = (): void => {
  if (told === null) return;
  process.hrtime.bigint = told;
  told = null;
  syncBuiltinESMExports();
};

/** Breaks the monotonic clock for whoever looks at it next. */
export const breakClock = (what: 'rule' | 'bug'): void => {
  const clock: { bigint: () => bigint } = process.hrtime;
  const whole = clock.bigint;
  told = whole;
  clock.bigint = () => {
    if (currentProcess() === undefined) return whole();
    mendClock();
    invariant(what === 'bug', 'the clock is a clock');
    throw new TypeError('clock is not a function');
  };
  syncBuiltinESMExports();
};
