// The operator's switch as the configuration names it: files of this machine, a parameter in SSM,
// or both. Whatever place is strictest counts.

import { fileKillSwitch } from '../adapters/local/file-kill-switch.ts';
import { parameterKillSwitch } from '../adapters/ssm/kill-switch-parameter.ts';
import { ssmClient } from '../adapters/ssm/ssm-parameter.ts';
import { strictest } from '../domain/kill-switch.ts';
import { seconds } from '../units/time.ts';
import type { KillSwitchSource } from '../config/config.ts';
import type { KillSwitchPort } from '../ports/kill-switch.ts';
import type { DurationMs } from '../units/quantity.ts';

/**
 * How long one read of the switch may take. It stands before every placing request, so it bounds
 * how old a decision is when it is sent; SSM answers in tens of milliseconds.
 */
const DEADLINE: DurationMs = seconds(2);

const openOne = (source: KillSwitchSource): KillSwitchPort =>
  source.kind === 'file'
    ? fileKillSwitch([source.path])
    : parameterKillSwitch({ client: ssmClient(), name: source.name, deadline: DEADLINE });

/** Opens all places where a switch may be. */
export const openKillSwitch = ([first, ...others]: readonly [
  KillSwitchSource,
  ...KillSwitchSource[],
]): KillSwitchPort => {
  const [one, rest] = [openOne(first), others.map(openOne)];
  return {
    read: async () => {
      const [reading, ...readings] = await Promise.all([
        one.read(),
        ...rest.map((port) => port.read()),
      ]);
      return strictest(reading, ...readings);
    },
  };
};
