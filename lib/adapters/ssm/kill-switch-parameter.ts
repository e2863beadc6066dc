// The kill switch on AWS: a parameter that is read anew each time. Whoever can reach the console
// can stop the system, and a switch that somebody took away stops it as well.

import { readParameter } from './ssm-parameter.ts';
import type { KillSwitch, KillSwitchReading } from '../../domain/kill-switch.ts';
import type { KillSwitchPort } from '../../ports/kill-switch.ts';
import type { SsmParameter } from './ssm-parameter.ts';

const positionIn = (value: string): KillSwitch => {
  const word = value.trim();
  return word === 'off' || word === 'reduce-only' ? word : 'halt';
};

/**
 * Watches a parameter as the kill switch: `off`, `reduce-only` or `halt`. A missing one and any
 * other value are `halt`; what could not be read is a failed reading.
 */
export const parameterKillSwitch = (parameter: SsmParameter): KillSwitchPort => {
  const source = parameter.name;
  const read = (position: KillSwitch): KillSwitchReading => ({ kind: 'read', position, source });
  return {
    read: async () => {
      const reading = await readParameter(parameter, 'leave');
      switch (reading.kind) {
        case 'found':
          return read(positionIn(reading.value));
        case 'absent':
          return read('halt');
        case 'denied':
        case 'failed':
          return { kind: 'failed', source, detail: reading.cause };
      }
    },
  };
};
