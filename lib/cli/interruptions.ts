// Ctrl-C: the first asks the session to end after the running cycle, the second ends it at once.
// Where the terminal is gone, or whoever read the log, nobody sees any more what is traded: the
// session ends as after the first Ctrl-C, and never at once, since orders may rest.

import { EXIT } from './output.ts';

/** Watches for Ctrl-C, polite termination and the end of the terminal. */
export type Interruptions = { readonly requested: () => boolean; readonly forget: () => void };

/** Starts watching; `notify` is called at the first request. */
export const interruptions = (notify: () => void): Interruptions => {
  let requested = false;
  const request = (): void => {
    if (requested) return;
    requested = true;
    notify();
  };
  const onSignal = (): void => {
    if (requested) process.exit(EXIT.failed);
    request();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', request);
  // What is printed after the end has nobody to read it either, so these two stay.
  process.stdout.on('error', request);
  process.stderr.on('error', request);
  return {
    requested: () => requested,
    forget: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
      process.off('SIGHUP', request);
    },
  };
};
