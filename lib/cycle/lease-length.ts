// How long a lease lasts. A process that will be ended at a known time needs none that goes on for
// long beyond it: what it leaves behind is free again soon after.

import { plus, smaller } from '../units/quantity.ts';
import { LEASE_LENGTH, LEASE_MARGIN } from './settings.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Ports } from './ports.ts';

/** The time left of a process that nobody ends: more than any lease takes. */
export const UNHURRIED = (): DurationMs => LEASE_LENGTH;

/** The length of a lease that is taken now. */
export const leaseLength = ({ timeLeft }: Pick<Ports, 'timeLeft'>): DurationMs =>
  smaller(plus(timeLeft(), LEASE_MARGIN), LEASE_LENGTH);
