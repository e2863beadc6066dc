// What a holder can do with a lease, each as one operation of the history. A lease stays usable
// here after its end and after its loss: the store has to refuse it, whoever holds it.

import { initialState } from '../../lib/cycle/initial-state.ts';
import { invocationId, orderId } from '../../lib/units/ids.ts';
import { epochMs } from '../../lib/units/time.ts';
import { INTENT } from '../adapters/rich-state.ts';
import { NOTHING_TOLD } from './process.ts';
import type { PortfolioIdentity, PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { Lease } from '../../lib/ports/state-store.ts';
import type { Seen, Told } from './history.ts';
import type { Holder } from './process.ts';

/** A lease with what its holder knows. */
export type Grip = {
  lease: Lease;
  monotonicEnd: number;
  /** The save that it was loaded from, or that it made last. */
  token: number;
  /** What stands in the state by all that is known, and what was ever heard of. */
  intents: readonly string[];
  readonly known: Set<string>;
};

/** How a use of a lease ended: what is in doubt is not used again, as in a cycle. */
export type Use = 'done' | 'refused' | 'in doubt';

const useOf = (result: {
  readonly ok: boolean;
  readonly error?: { readonly kind: string };
}): Use => {
  if (result.ok) return 'done';
  return result.error?.kind === 'UNAVAILABLE' ? 'in doubt' : 'refused';
};

const seenIn = (state: PortfolioState | null): Seen => ({
  token: state?.cycle ?? 0,
  intents: state?.intents.map(({ id }): string => id) ?? [],
});

const told = ({ lease, monotonicEnd }: Pick<Grip, 'lease' | 'monotonicEnd'>): Told => ({
  fence: lease.fence,
  end: Number(lease.end),
  monotonicEnd,
});

const EMPTY = (identity: PortfolioIdentity): PortfolioState => initialState(identity, epochMs(0n));

/** A wish for the lease. */
export type Wish = {
  readonly identity: PortfolioIdentity;
  readonly id: string;
  /** Unit: ms. */
  readonly length: number;
};

/** Tries to take the lease. */
export const take = async (holder: Holder, wish: Wish): Promise<Grip | null> => {
  const { clocks } = holder;
  const [now, monotonicEnd] = [clocks.wall(), clocks.monotonic() + wish.length];
  const acquired = await holder.ask({
    operation: { kind: 'acquire', holder: wish.id },
    call: (store) =>
      store.acquire({
        identity: wish.identity,
        holder: invocationId(wish.id),
        now: epochMs(BigInt(now)),
        end: epochMs(BigInt(now + wish.length)),
      }),
    told: ({ lease, state }) => ({ seen: seenIn(state), lease: told({ lease, monotonicEnd }) }),
  });
  if (!acquired.ok) return null;
  const { lease, state } = acquired.value;
  const { token, intents } = seenIn(state);
  return { lease, monotonicEnd, token, intents, known: new Set(intents) };
};

/** Writes an intent down. */
export const journal = async (holder: Holder, grip: Grip, id: string): Promise<Use> => {
  const { fence } = grip.lease;
  grip.known.add(id);
  const result = await holder.ask({
    operation: { kind: 'journal', fence, intents: [id] },
    call: (store) => store.journal(grip.lease, [{ ...INTENT, id: orderId(id) }]),
    told: NOTHING_TOLD,
  });
  if (result.ok) grip.intents = [...grip.intents, id];
  return useOf(result);
};

/** What a save is to be. */
export type Saving = {
  readonly identity: PortfolioIdentity;
  readonly token: number;
  readonly intents: readonly string[];
  /** How long the lease goes on; null gives it back. Unit: ms. */
  readonly length: number | null;
};

/** Saves a state with a token of its own. */
export const save = async (holder: Holder, grip: Grip, saving: Saving): Promise<Use> => {
  const { token, intents, length } = saving;
  const { fence, version } = grip.lease;
  const { clocks } = holder;
  const written = intents.map((id) => ({ ...INTENT, id: orderId(id) }));
  const state = { ...EMPTY(saving.identity), cycle: token, intents: written };
  // A renewal never takes away of what was promised before: its answer may get lost.
  const until = Math.max(Number(grip.lease.end), clocks.wall() + (length ?? 0));
  const monotonicEnd = Math.max(grip.monotonicEnd, clocks.monotonic() + (length ?? 0));
  const result = await holder.ask({
    operation: {
      kind: 'save',
      fence,
      version,
      token,
      parent: grip.token,
      intents,
      known: [...grip.known],
      lease: length === null ? 'release' : 'renew',
    },
    call: (store) =>
      store.save(grip.lease, {
        state,
        lease:
          length === null ? { kind: 'release' } : { kind: 'renew', end: epochMs(BigInt(until)) },
      }),
    told: ({ lease }) => ({
      seen: null,
      lease: length === null ? null : told({ lease, monotonicEnd }),
    }),
  });
  if (result.ok) Object.assign(grip, { lease: result.value.lease, token, intents, monotonicEnd });
  return useOf(result);
};

/** Gives the lease back. */
export const giveBack = async (holder: Holder, grip: Grip): Promise<Use> => {
  const result = await holder.ask({
    operation: { kind: 'release', fence: grip.lease.fence },
    call: (store) => store.release(grip.lease),
    told: NOTHING_TOLD,
  });
  return useOf(result);
};

/** Keeps the simulated venue. */
export const keepPaper = async (holder: Holder, grip: Grip): Promise<Use> => {
  const result = await holder.ask({
    operation: { kind: 'paper', fence: grip.lease.fence },
    call: (store) => store.savePaper(grip.lease, `of fence ${String(grip.lease.fence)}`),
    told: NOTHING_TOLD,
  });
  return useOf(result);
};

/** Reads the state without the lease. */
export const peek = async (holder: Holder): Promise<void> => {
  await holder.ask({
    operation: { kind: 'peek' },
    call: (store) => store.peek(),
    told: (state) => ({ seen: seenIn(state), lease: null }),
  });
};
