// The start of a cycle: the lease and the state, in one conditional write of the store.

import { imbalanceOf } from '../accounting/pnl.ts';
import { isZero, plus } from '../units/quantity.ts';
import { err } from '../units/result.ts';
import { after } from '../units/time.ts';
import { formatUsdc } from '../units/usdc.ts';
import { counted } from './counted.ts';
import { describeStoreError } from './describe-store-error.ts';
import { giveBack } from './give-back.ts';
import { initialState } from './initial-state.ts';
import { emptyOutbox } from './outbox.ts';
import { leaseLength } from './lease-length.ts';
import { withRecoveredMemory } from './recovered-memory.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { HeldLease } from '../execution/engine-lease.ts';
import type { Acquired, StoreError } from '../ports/state-store.ts';
import type { Result } from '../units/result.ts';
import type { CycleEnd } from './finish.ts';
import type { Emptied } from './outbox.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';
import type { Room } from './working.ts';

/** A cycle that may go on, or its early end. */
export type Begun =
  | {
      readonly kind: 'begun';
      readonly state: PortfolioState;
      readonly held: HeldLease;
      readonly room: Room;
    }
  | { readonly kind: 'ended'; readonly end: CycleEnd };

const ended = (ports: Ports, error: StoreError): Begun => {
  if (error.kind === 'LEASE_HELD') {
    ports.telemetry.metric(counted('CycleSkipped', 1));
    return { kind: 'ended', end: { kind: 'skipped', until: error.until } };
  }
  ports.telemetry.log({
    level: 'error',
    message: `[EnterpriseOrchestrator] No cycle, nothing traded: ${describeStoreError(error)}`,
    fields: {},
  });
  return { kind: 'ended', end: { kind: 'failed', error } };
};

// Each entry left the books in balance; what is off now was changed by somebody else.
const faultOf = ({ ledger }: PortfolioState): StoreError | null => {
  const off = imbalanceOf(ledger);
  const detail = `cash is ${formatUsdc(off)} off what the books add up to`;
  return isZero(off) ? null : { kind: 'CORRUPT', item: 'STATE', field: 'ledger.cash', detail };
};

const checkedState = async (
  ports: Ports,
  acquired: Acquired,
  loaded: PortfolioState,
): Promise<Result<Emptied, StoreError>> => {
  const fault = faultOf(loaded);
  return fault === null ? emptyOutbox(ports, acquired, loaded) : err(fault);
};

/** Takes the lease and loads the state; a new portfolio gets an empty one. */
export const begin = async (ports: Ports, settings: CycleSettings): Promise<Begun> => {
  const now = ports.leaseClock.now();
  const length = leaseLength(ports);
  const monotonicEnd = plus(ports.leaseClock.monotonic(), length);
  const acquired = await ports.store.acquire({
    identity: settings.identity,
    holder: ports.newInvocation(),
    now,
    end: after(now, length),
  });
  if (!acquired.ok) return ended(ports, acquired.error);
  const { lease, state } = acquired.value;
  const loaded = state ?? initialState(settings.identity, ports.clock.now());
  const checked = await checkedState(ports, acquired.value, loaded);
  if (!checked.ok) {
    await giveBack(ports, lease);
    return ended(ports, checked.error);
  }
  const { room, state: emptied } = checked.value;
  return {
    kind: 'begun',
    room,
    state: withRecoveredMemory(emptied, settings.parameters.protect.noEntryAfterStop),
    held: { lease, monotonicEnd },
  };
};
