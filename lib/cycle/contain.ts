// A broken invariant must neither leave orders at the venue that nobody looks after nor come back
// every minute: everything is cancelled, and the state remembers that only reducing orders may
// follow until a person has looked. This is the one place of the cycle that catches anything; what
// is no broken invariant goes on its way.

import { withBrokenRule } from '../risk/integrity.ts';
import { brokenStatement } from '../units/invariant.ts';
import { after } from '../units/time.ts';
import { cancelEverything } from './cancel.ts';
import { counted } from './counted.ts';
import { describeStoreError } from './describe-store-error.ts';
import { giveBack } from './give-back.ts';
import { describeHalt } from './halt.ts';
import { initialState } from './initial-state.ts';
import { leaseLength } from './lease-length.ts';
import { neededPast } from './needed-past.ts';
import type { Acquired, Lease, StoreError } from '../ports/state-store.ts';
import type { Result } from '../units/result.ts';
import type { CycleEnd } from './finish.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';

// The lease is taken anew: then the state is the one that the store holds, with every intent that
// this cycle has journalled, whether or not it had saved before it broke.
const acquired = (ports: Ports, { identity }: CycleSettings) => {
  const now = ports.leaseClock.now();
  const end = after(now, leaseLength(ports));
  return ports.store.acquire({ identity, holder: ports.newInvocation(), now, end });
};

const savedWith = async (
  ports: Ports,
  { lease, state: stored }: Acquired,
  { identity, statement }: Pick<CycleSettings, 'identity'> & { readonly statement: string },
): Promise<Result<unknown, StoreError>> => {
  const now = ports.clock.now();
  const state = stored ?? initialState(identity, now);
  const past = neededPast({ loaded: state, state, settled: [] });
  const prepared = await ports.beforeSave(lease, past);
  if (!prepared.ok) return prepared;
  const risk = withBrokenRule(state.risk, statement, now);
  return ports.store.save(lease, { state: { ...state, risk }, lease: { kind: 'release' } });
};

const remember = async (
  ports: Ports,
  settings: CycleSettings,
  statement: string,
): Promise<Result<unknown, StoreError>> => {
  const taken = await acquired(ports, settings);
  if (!taken.ok) return taken;
  const saved = await savedWith(ports, taken.value, { identity: settings.identity, statement });
  if (!saved.ok) await giveBack(ports, taken.value.lease);
  return saved;
};

const alarm = ({ telemetry }: Ports, text: string): void =>
  telemetry.log({ level: 'error', message: `[RiskManager] ${text}`, fields: {} });

const contain = async (
  ports: Ports,
  settings: CycleSettings,
  { lease, statement }: { readonly lease: Lease | null; readonly statement: string },
): Promise<CycleEnd> => {
  alarm(
    ports,
    `Invariant broken: ${statement}. Only reducing orders may follow until \`session reset\``,
  );
  ports.telemetry.metric(counted('InvariantBroken', 1));
  const halt = await cancelEverything(ports.venue);
  alarm(ports, `Invariant broken: ${describeHalt(halt)}`);
  if (lease !== null) await giveBack(ports, lease);
  const remembered = await remember(ports, settings, statement);
  if (!remembered.ok)
    alarm(ports, `Broken invariant not remembered: ${describeStoreError(remembered.error)}`);
  return { kind: 'failed', error: { kind: 'INVARIANT_BROKEN', statement } };
};

/** Runs a part of a cycle, which may hold a lease, and contains an invariant that breaks in it. */
export const containing = (
  ports: Ports,
  settings: CycleSettings,
  part: { readonly lease: Lease | null; readonly run: () => Promise<CycleEnd> },
): Promise<CycleEnd> =>
  part.run().catch((error: unknown) => {
    const statement = brokenStatement(error);
    if (statement === null) throw error;
    return contain(ports, settings, { lease: part.lease, statement });
  });
