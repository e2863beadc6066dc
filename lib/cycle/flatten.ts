// Leaving every position at an operator's word: what it would do, looked at without a lease, and
// the cycles that do it. They are cycles like all others, under the same risk manager, but for what
// is decided: sales that lower exposure, and nothing else.

import { exitsOf } from '../strategies/flatten.ts';
import { invocationId } from '../units/ids.ts';
import { viewOf } from './judging.ts';
import { lookAndAccount } from './look.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { KillSwitchPort } from '../ports/kill-switch.ts';
import type { Exit } from '../strategies/flatten.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';

/** The same settings for cycles that leave every position. */
export const flattening = (settings: CycleSettings): CycleSettings => ({
  ...settings,
  purpose: 'flatten',
});

/** The operator's switch, under which nothing may add exposure whatever it says. */
export const reduceOnly = (operator: KillSwitchPort): KillSwitchPort => ({
  read: async () => {
    const reading = await operator.read();
    return reading.kind === 'read' && reading.position === 'off'
      ? { ...reading, position: 'reduce-only' }
      : reading;
  },
});

/**
 * Says how each position would be left now. It reads the venue and writes nothing, and needs no
 * lease: what it says may have changed by the time of the cycle.
 */
export const previewFlatten = async (
  ports: Ports,
  settings: CycleSettings,
  state: PortfolioState,
): Promise<readonly Exit[]> => {
  const lease = {
    holder: invocationId('preview'),
    fence: 0,
    version: 0,
    end: ports.leaseClock.now(),
  };
  const quiet = { ...ports, telemetry: { log: () => undefined, metric: () => undefined } };
  const working = await lookAndAccount(quiet, settings, {
    state,
    held: { lease, monotonicEnd: ports.leaseClock.monotonic() },
    room: { kind: 'none', bytes: 0, bytesMax: 0 },
    killSwitch: await ports.killSwitch.read(),
  });
  return exitsOf(viewOf(working, settings));
};
