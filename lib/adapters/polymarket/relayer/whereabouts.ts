// Where a batch is that was handed in, or may have been. What the relayer has not carried out, and
// can no longer carry out, will never take effect; until then it may.

import { compare, minus } from '../../../units/quantity.ts';
import { seconds } from '../../../units/time.ts';
import { BATCH_LIFETIME } from './deposit-batch.ts';
import type { VenueError } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { WalletCall } from '../../../ports/chain.ts';
import type { WalletAddress } from '../../../units/ids.ts';
import type { DurationMs } from '../../../units/quantity.ts';
import type { BatchKind, RelayedBatch, RelayerApi } from './relayer-api.ts';
import type { Submission } from './submission.ts';

/** A batch on its way. Without an id nobody knows whether the relayer has it. */
export type Handover = {
  readonly submission: Submission;
  readonly calls: readonly WalletCall[];
  readonly id: string | null;
  /** When it was handed in, on the monotonic clock. */
  readonly at: DurationMs;
};

/** Where a batch is; `used` means that its nonce is, and `never` that it cannot take effect. */
export type Whereabouts =
  | { readonly kind: RelayedBatch['state']; readonly id: string }
  | { readonly kind: 'used' | 'never' | 'lost' }
  | { readonly kind: 'unreadable'; readonly detail: string };

/** Whose batches are looked for. */
export type Search = {
  readonly api: RelayerApi;
  readonly clock: Clock;
  readonly owner: WalletAddress;
  readonly kind: BatchKind;
};

/**
 * How much longer than it lives a batch is waited for: a minute, for clocks that differ. Batches of
 * other wallets than a deposit wallet do not end. Those of them that the relayer does not list are
 * given up all the same: a second one has the same nonce, of which the wallet takes one only.
 */
const CLOCK_MARGIN: DurationMs = seconds(60);

const unreadable = ({ endpoint, detail }: VenueError): Whereabouts => ({
  kind: 'unreadable',
  detail: `${endpoint}: ${detail}`,
});

const isPast = ({ clock }: Search, { at }: Handover): boolean => {
  const age = minus(minus(clock.monotonic(), at), CLOCK_MARGIN);
  return compare(age, BATCH_LIFETIME) > 0;
};

const unlisted = async (search: Search, handover: Handover): Promise<Whereabouts> => {
  const { api, owner, kind } = search;
  const turn = await api.fetchTurn(owner, kind);
  if (!turn.ok) return unreadable(turn.error);
  if (turn.value.nonce > handover.submission.nonce) return { kind: 'used' };
  return { kind: isPast(search, handover) ? 'never' : 'lost' };
};

/**
 * Tells whether a batch can take effect no more, whatever the relayer lists it as: a deposit wallet
 * takes none after its signed deadline.
 */
export const hasEnded = (search: Search, handover: Handover): boolean =>
  search.kind === 'WALLET' && isPast(search, handover);

// One that the relayer never ends would otherwise keep back all others for ever.
const listed = async (
  search: Search,
  handover: Handover,
  { state, id }: RelayedBatch,
): Promise<Whereabouts> =>
  state === 'on-its-way' && hasEnded(search, handover)
    ? unlisted(search, handover)
    : { kind: state, id };

/** Looks for a batch: by its id, or in the list by its signature, or by its nonce. */
export const whereIs = async (search: Search, handover: Handover): Promise<Whereabouts> => {
  const { api } = search;
  if (handover.id !== null) {
    const batch = await api.fetchBatch(handover.id);
    return batch.ok ? listed(search, handover, batch.value) : unreadable(batch.error);
  }
  const recent = await api.fetchRecent();
  if (!recent.ok) return unreadable(recent.error);
  const signature = handover.submission.signature.toLowerCase();
  const found = recent.value.find((batch) => batch.signature === signature);
  return found === undefined ? unlisted(search, handover) : listed(search, handover, found);
};
