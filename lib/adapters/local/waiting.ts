// Waiting on the real clock, or no longer than others need who wait for nothing.

import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises';

// How long somebody who asks for the end may have to wait for it.
const SLICE_MS = 100;

/** Lets real time pass, or less of it when somebody asks for the end. */
export const waitUnless = async (isAsked: () => boolean, ms: number): Promise<void> => {
  const end = Date.now() + ms;
  for (let left = ms; left > 0 && !isAsked(); left = end - Date.now())
    await sleep(Math.min(left, SLICE_MS));
};

/** Lets everything run that waits for nothing. */
export const turnOfLoop = async (): Promise<void> => {
  await immediate();
};
