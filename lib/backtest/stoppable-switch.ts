// The kill switch of a session: it says halt when the session ends, so that the last cycle cancels
// everything by the same path as an operator's halt.

import type { KillSwitchPort } from '../ports/kill-switch.ts';

/** What such a halt says it comes from. */
export const END_OF_SESSION = 'the end of the session';

/** A kill switch that can also be thrown from inside. */
export type StoppableSwitch = KillSwitchPort & { readonly stop: () => void };

/** Puts a session's own stop in front of the operator's switch. */
export const stoppable = (operator: KillSwitchPort): StoppableSwitch => {
  let stopped = false;
  return {
    stop: () => {
      stopped = true;
    },
    read: () =>
      stopped
        ? Promise.resolve({ kind: 'read', position: 'halt', source: END_OF_SESSION })
        : operator.read(),
  };
};
