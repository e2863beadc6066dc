// What was saved with the state and belongs into its history: it waits in the state until it is
// known to be stored, so that neither a crash nor a store that refuses it loses anything.

import { err, ok } from '../units/result.ts';
import { describeStoreError } from './describe-store-error.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Acquired, StoreError } from '../ports/state-store.ts';
import type { Result } from '../units/result.ts';
import type { Ports } from './ports.ts';
import type { Room } from './working.ts';

/**
 * How large a state may be to which a cycle may add. Why 200,000 bytes: half of what the store
 * takes (400 KB), since what one cycle adds must fit beside it: 80 orders of 1.4 KB each at most.
 * They count as text, although a state is stored compressed to a sixth of it: how well something
 * shrinks is no promise, least of all for what is journalled, which is signed. So the limit bounds
 * the work of a cycle too. An hour of 14 resting orders was measured at 35,000, while a save
 * still kept their signed bytes: with those a live order has 1.6 KB, without them 0.7. It does not
 * bound what a single cycle adds.
 */
export const STATE_BYTES_MAX = 200_000;

/**
 * How large a state may be for a cycle to look and settle on it. Why 400,000 bytes: the store takes
 * items of 409,600, and the lease and the names of the attributes are in them too. As text, since
 * then it could be saved also if it did not shrink at all.
 */
export const ITEM_BYTES_MAX = 400_000;

const waiting = ({ outbox, settled }: PortfolioState): number => outbox.length + settled.length;

const stored = (ports: Ports, what: string, result: Result<null, StoreError>): boolean => {
  if (!result.ok)
    ports.telemetry.log({
      level: 'warn',
      message: `[EnterpriseOrchestrator] ${what} still wait: ${describeStoreError(result.error)}`,
      fields: {},
    });
  return result.ok;
};

const emptied = async (ports: Ports, state: PortfolioState): Promise<PortfolioState> => {
  const { outbox, settled } = state;
  const [entries, intents] = await Promise.all([
    outbox.length === 0 ? ok(null) : ports.store.putEntries(outbox),
    settled.length === 0 ? ok(null) : ports.store.putSettled(settled),
  ]);
  return {
    ...state,
    outbox: stored(ports, `${String(outbox.length)} entries`, entries) ? [] : outbox,
    settled: stored(ports, `${String(settled.length)} settled intents`, intents) ? [] : settled,
  };
};

// The signed bytes of orders whose cycle could not save go with the next save, so a state that is
// large by them must not keep that save from happening.
const lasting = (bytes: number, { intents }: PortfolioState): number =>
  intents.reduce((left, { body }) => left - body.length, bytes);

/**
 * What an entry and a settled intent take in a state, at the least. Why so little: the shortest of
 * 960 entries and 4,401 intents of a generated session had 87 and 760 bytes, and a state is rather
 * taken for larger than it is.
 */
const ENTRY_BYTES_MIN = 80;
const SETTLED_BYTES_MIN = 700;

const shed = (loaded: PortfolioState, state: PortfolioState): number =>
  (loaded.outbox.length - state.outbox.length) * ENTRY_BYTES_MIN +
  (loaded.settled.length - state.settled.length) * SETTLED_BYTES_MIN;

/** What a cycle begins with: a state that nothing waits in, as far as it could be stored. */
export type Emptied = { readonly state: PortfolioState; readonly room: Room };

/**
 * Stores what earlier cycles left to be stored, and tells whether the state has room for more. What
 * was got rid of counts as the least that it can have taken; a cycle later the size is known.
 * Refuses: a state over its limit in which something waits still, since nothing is saved beside
 * that; and one that got rid of nothing over what the store takes.
 */
export const emptyOutbox = async (
  ports: Ports,
  { bytes }: Acquired,
  loaded: PortfolioState,
): Promise<Result<Emptied, StoreError>> => {
  const state = await emptied(ports, loaded);
  const left = lasting(bytes, loaded) - shed(loaded, state);
  if (left <= STATE_BYTES_MAX) return ok({ state, room: { kind: 'enough' } });
  const isBeyondStore = waiting(loaded) === 0 && left > ITEM_BYTES_MAX;
  const sizes = { bytes, bytesMax: isBeyondStore ? ITEM_BYTES_MAX : STATE_BYTES_MAX };
  return isBeyondStore || waiting(state) > 0
    ? err({ kind: 'STATE_TOO_LARGE', ...sizes, waiting: waiting(state) })
    : ok({ state, room: { kind: 'none', ...sizes } });
};
