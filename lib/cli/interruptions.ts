// Ctrl-C: the first asks the session to end after the running cycle, the second ends it at once.

import { EXIT } from './output.ts';

/** Watches for Ctrl-C and polite termination. */
export type Interruptions = { readonly requested: () => boolean; readonly forget: () => void };

/** Starts watching; `notify` is called at the first request. */
export const interruptions = (notify: () => void): Interruptions => {
  let requested = false;
  const onSignal = (): void => {
    if (requested) process.exit(EXIT.failed);
    requested = true;
    notify();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    requested: () => requested,
    forget: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
};
