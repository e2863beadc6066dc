// Waiting for a block, on the real clock.

import { setTimeout as sleep } from 'node:timers/promises';
import { msOfDuration } from '../../units/time.ts';
import type { DurationMs } from '../../units/quantity.ts';

/** Lets real time pass. */
export const sleepFor = async (duration: DurationMs): Promise<void> => {
  await sleep(Number(msOfDuration(duration)));
};
