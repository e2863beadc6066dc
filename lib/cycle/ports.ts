// Everything a cycle can do to the world outside. The same cycle runs live, in paper, in backtests
// and under fault simulation; only these differ.

import type { NeededPast } from '../domain/needed-past.ts';
import type { ChainPort } from '../ports/chain.ts';
import type { Clock } from '../ports/clock.ts';
import type { KillSwitchPort } from '../ports/kill-switch.ts';
import type { Lease, StateStore, StoreError } from '../ports/state-store.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { Venue } from '../ports/venue.ts';
import type { InvocationId } from '../units/ids.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';

/** The ports of one portfolio. */
export type Ports = {
  readonly venue: Venue;
  readonly chain: ChainPort;
  readonly store: StateStore;
  readonly killSwitch: KillSwitchPort;
  /** The time of the market, which a tape may drive. */
  readonly clock: Clock;
  /** The time by which leases run, always the real one when processes compete. */
  readonly leaseClock: Clock;
  /** How long this process can still run; it will be ended then, whatever it does. */
  readonly timeLeft: () => DurationMs;
  readonly telemetry: Telemetry;
  readonly newInvocation: () => InvocationId;
  /**
   * Runs before each save: a simulated venue keeps its own state under the same fence here, as far
   * as it is needed still.
   */
  readonly beforeSave: (lease: Lease, past: NeededPast) => Promise<Result<null, StoreError>>;
};
