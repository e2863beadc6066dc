// The operator's switch, read without any cache.

import type { KillSwitchReading } from '../domain/kill-switch.ts';

/** Reads the kill switch; a failure is a reading too. */
export type KillSwitchPort = { readonly read: () => Promise<KillSwitchReading> };
