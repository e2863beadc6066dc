// Waiting on the real clock.

import { setTimeout as sleep } from 'node:timers/promises';

/** Lets real time pass; nothing or less is no wait at all. */
export const wait = async (ms: number): Promise<void> => {
  if (ms > 0) await sleep(ms);
};
