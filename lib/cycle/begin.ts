// The start of a cycle: the lease and the state, in one conditional write of the store.

import { plus } from '../units/quantity.ts';
import { after } from '../units/time.ts';
import { initialState } from './initial-state.ts';
import { LEASE_LENGTH } from './settings.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { SignalKey } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
import type { HeldLease } from '../execution/engine-lease.ts';
import type { StoreError } from '../ports/state-store.ts';
import type { CycleEnd } from './finish.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';

/** A cycle that may go on, or its early end. */
export type Begun =
  | { readonly kind: 'begun'; readonly state: PortfolioState; readonly held: HeldLease }
  | { readonly kind: 'ended'; readonly end: CycleEnd };

// A crash after the journal loses the memory of that cycle, but not its intents: their signals are
// used up all the same.
const withSignalsOfIntents = (state: PortfolioState): PortfolioState => {
  const used = state.intents.flatMap(({ signal, journaledAt }): [SignalKey, EpochMs][] =>
    signal.kind === 'signal' ? [[signal.key, journaledAt]] : [],
  );
  const usedSignals = new Map([...used, ...state.memory.usedSignals]);
  return { ...state, memory: { ...state.memory, usedSignals } };
};

const describe = (error: StoreError): string => {
  const { kind, ...numbers } = error;
  return `${kind}: ${Object.entries(numbers)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(' ')}`;
};

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
    message: `[EnterpriseOrchestrator] No cycle, nothing traded: ${describe(error)}`,
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
    state: withSignalsOfIntents(loaded),
    held: { lease, monotonicEnd },
  };
};
