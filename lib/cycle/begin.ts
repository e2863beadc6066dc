// The start of a cycle: the lease and the state, in one conditional write of the store.

import { plus } from '../units/quantity.ts';
import { after } from '../units/time.ts';
import { describeStoreError } from './describe-store-error.ts';
import { initialState } from './initial-state.ts';
import { withRecoveredMemory } from './recovered-memory.ts';
import { LEASE_LENGTH } from './settings.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { HeldLease } from '../execution/engine-lease.ts';
import type { StoreError } from '../ports/state-store.ts';
import type { CycleEnd } from './finish.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';

/** A cycle that may go on, or its early end. */
export type Begun =
  | { readonly kind: 'begun'; readonly state: PortfolioState; readonly held: HeldLease }
  | { readonly kind: 'ended'; readonly end: CycleEnd };

const ended = (ports: Ports, error: StoreError): Begun => {
  if (error.kind === 'LEASE_HELD') {
    ports.telemetry.metric({
      name: 'CycleSkipped',
      value: { kind: 'count', count: 1 },
      detail: null,
    });
    return { kind: 'ended', end: { kind: 'skipped', until: error.until } };
  }
  ports.telemetry.log({
    level: 'error',
    message: `[EnterpriseOrchestrator] No cycle, nothing traded: ${describeStoreError(error)}`,
    fields: {},
  });
  return { kind: 'ended', end: { kind: 'failed', error } };
};

/** Takes the lease and loads the state; a new portfolio gets an empty one. */
export const begin = async (ports: Ports, settings: CycleSettings): Promise<Begun> => {
  const now = ports.leaseClock.now();
  const monotonicEnd = plus(ports.leaseClock.monotonic(), LEASE_LENGTH);
  const acquired = await ports.store.acquire({
    identity: settings.identity,
    holder: ports.newInvocation(),
    now,
    end: after(now, LEASE_LENGTH),
  });
  if (!acquired.ok) return ended(ports, acquired.error);
  const { lease, state } = acquired.value;
  const loaded = state ?? initialState(settings.identity, ports.clock.now());
  return {
    kind: 'begun',
    state: withRecoveredMemory(loaded, settings.parameters.protect.noEntryAfterStop),
    held: { lease, monotonicEnd },
  };
};
