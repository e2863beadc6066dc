// The operator's halt, carried out before anything else and whether or not lease or state can be
// had.

import { cancelEverything } from './cancel.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { HaltOutcome } from './cancel.ts';
import type { Ports } from './ports.ts';

/** Says what a halt came to. */
export const describeHalt = (outcome: HaltOutcome): string => {
  switch (outcome.kind) {
    case 'verified':
      return 'all orders cancelled, none rests';
    case 'still-resting':
      return `${String(outcome.count)} orders still rest after cancel-all`;
    case 'unverified':
      return `cancel-all sent, not verified: ${outcome.detail}`;
  }
};

/** Cancels everything when the kill switch says halt. */
export const haltIfAsked = async (ports: Ports, reading: KillSwitchReading): Promise<void> => {
  if (reading.kind === 'failed' || reading.position !== 'halt') return;
  const outcome = await cancelEverything(ports.venue);
  ports.telemetry.log({
    level: outcome.kind === 'verified' ? 'warn' : 'error',
    message: `[RiskManager] Kill switch is halt: ${describeHalt(outcome)}`,
    fields: { source: reading.source },
  });
};
