// What was saved with the state and belongs into its history: it waits in the state until it is
// known to be stored, so that neither a crash nor a store that refuses it loses anything.

import { err, ok } from '../units/result.ts';
import { describeStoreError } from './describe-store-error.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Acquired, StoreError } from '../ports/state-store.ts';
import type { Result } from '../units/result.ts';
import type { Ports } from './ports.ts';

/**
 * How large a state may be that cannot get rid of what waits in it. Why 200,000 bytes: half of what
 * the store takes (400 KB), since what one cycle adds must fit beside it: 80 orders of 1.4 KB each
 * at most. An hour of 14 resting orders was measured at 35,000, while a save still kept their
 * signed bytes: with those a live order has 1.6 KB, without them 0.7. It does not bound what a
 * single cycle adds.
 */
export const STATE_BYTES_MAX = 200_000;

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
 * Stores what earlier cycles left to be stored.
 * Refuses: a state over its limit that got rid of nothing; it could soon not be saved, and nothing
 * may be sent that no saved state remembers.
 */
export const emptyOutbox = async (
  ports: Ports,
  { bytes }: Acquired,
  loaded: PortfolioState,
): Promise<Result<PortfolioState, StoreError>> => {
  const state = await emptied(ports, loaded);
  const isStuck = waiting(state) > 0 || waiting(loaded) === 0;
  if (lasting(bytes, loaded) <= STATE_BYTES_MAX || !isStuck) return ok(state);
  const sizes = { bytes, bytesMax: STATE_BYTES_MAX, waiting: waiting(state) };
  return err({ kind: 'STATE_TOO_LARGE', ...sizes });
};
