// The ports of a paper session: the simulated venue for the market, a store for the state, and the
// time of the tape.

import { UNHURRIED } from '../cycle/lease-length.ts';
import { createPaperChain } from '../simulation/paper-chain.ts';
import { createPaperVenue } from '../simulation/paper-venue.ts';
import { invocationId } from '../units/ids.ts';
import { durationMs, msOfEpoch } from '../units/time.ts';
import type { Ports } from '../cycle/ports.ts';
import type { NeededPast } from '../domain/needed-past.ts';
import type { Clock } from '../ports/clock.ts';
import type { KillSwitchPort } from '../ports/kill-switch.ts';
import type { PaperStore, StateStore } from '../ports/state-store.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { Faults } from '../simulation/faults.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';

/** What a paper session is made of. */
export type PaperParts = {
  readonly venue: SimulatedVenue;
  readonly faults: Faults;
  readonly store: StateStore & PaperStore;
  readonly killSwitch: KillSwitchPort;
  readonly telemetry: Telemetry;
  /** The clock of leases: the real one when processes compete, else the tape's. */
  readonly leaseClock: Clock;
  /** Names this process among the holders of leases. */
  readonly name: string;
  /** Wraps the venue's own state with what a later session must find again. */
  readonly checkpoint: (past: NeededPast) => string;
};

/** The clock that the tape drives. */
export const tapeClock = (venue: Pick<SimulatedVenue, 'now'>): Clock => ({
  now: venue.now,
  monotonic: () => durationMs(msOfEpoch(venue.now())),
});

/** Puts the ports of a paper session together. */
export const paperPorts = (parts: PaperParts): Ports => {
  let invocations = 0;
  return {
    venue: createPaperVenue(parts.venue, parts.faults),
    chain: createPaperChain(parts.venue),
    store: parts.store,
    killSwitch: parts.killSwitch,
    clock: tapeClock(parts.venue),
    leaseClock: parts.leaseClock,
    timeLeft: UNHURRIED,
    telemetry: parts.telemetry,
    newInvocation: () => {
      invocations += 1;
      return invocationId(`${parts.name}-${String(invocations)}`);
    },
    beforeSave: (lease, past) => parts.store.savePaper(lease, parts.checkpoint(past)),
  };
};
