// The real clocks of the machine.

import { hrtime } from 'node:process';
import { durationMs, epochMs } from '../../units/time.ts';
import type { Clock } from '../../ports/clock.ts';

const NANOS_A_MILLI = 1_000_000n;

/** Wall clock and monotonic clock of this machine. */
export const systemClock: Clock = {
  now: () => epochMs(BigInt(Date.now())),
  monotonic: () => durationMs(hrtime.bigint() / NANOS_A_MILLI),
};
