// The lease on a portfolio's state: taken with the load, proven by every write, given back with the
// last save.

import { err, ok } from '../../units/result.ts';
import { negate } from '../../units/quantity.ts';
import { after, msOfEpoch, seconds } from '../../units/time.ts';
import { updateState } from './conditional.ts';
import { leaseIn, stateIn } from './state-item.ts';
import { encodeIdentity } from './stored-state.ts';
import type { PortfolioIdentity } from '../../domain/portfolio-state.ts';
import type { Acquired, Lease, StoreError } from '../../ports/state-store.ts';
import type { InvocationId } from '../../units/ids.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';
import type { EpochMs } from '../../units/time.ts';
import type { StatePlace } from './conditional.ts';
import type { StoredLease } from './state-item.ts';
import type { Item } from './table.ts';

/** How far the clocks of two holders may be apart: a lease is over this much after its end. */
export const CLOCK_SKEW_MAX: DurationMs = seconds(5);

/** A wish for the lease. */
export type AcquireRequest = {
  readonly identity: PortfolioIdentity;
  readonly holder: InvocationId;
  readonly now: EpochMs;
  readonly end: EpochMs;
};

// IsFree: nobody holds the lease, or its end and the skew margin have passed.
const IS_FREE = '(attribute_not_exists(holder) OR leaseEnd < :over)';
// IsOurs: the state belongs to this portfolio, mode, chain and wallet, or to nobody yet.
const IS_OURS = '(attribute_not_exists(#identity) OR #identity = :identity)';

const refusal = (lease: StoredLease, request: AcquireRequest): StoreError => {
  const wanted = encodeIdentity(request.identity);
  if (lease.identity !== null && lease.identity !== wanted)
    return { kind: 'IDENTITY_MISMATCH', stored: lease.identity, wanted };
  return { kind: 'LEASE_HELD', until: after(lease.end ?? request.now, CLOCK_SKEW_MAX) };
};

/** The condition that a lease is still ours: holder and fence, under their own names. */
export const IS_MINE = 'holder = :holder AND fence = :fence';

/** The values of `IS_MINE`. */
export const mineValues = (lease: Lease): Item => ({
  ':holder': { S: lease.holder },
  ':fence': { N: String(lease.fence) },
});

/** Whether a lease stands in an item. */
export const isMineIn = (lease: Lease, item: Item): boolean => {
  const { holder, fence } = leaseIn(item);
  return holder === lease.holder && fence === lease.fence;
};

/** The error of a write that was refused because the lease has gone. */
export const lost = (lease: Lease, found: StoredLease): StoreError => ({
  kind: 'LEASE_LOST',
  detail:
    `fence ${String(lease.fence)}, version ${String(lease.version)} of ${lease.holder} met ` +
    `fence ${String(found.fence)}, version ${String(found.version)} of ${found.holder ?? 'nobody'}`,
});

/** Gives the lease back without saving; giving back one that is gone already is no error. */
export const releaseLease = async (
  place: StatePlace,
  lease: Lease,
): Promise<Result<null, StoreError>> => {
  const written = await updateState(place, {
    update: 'REMOVE holder, leaseEnd',
    condition: IS_MINE,
    values: mineValues(lease),
    isIn: (item) => !isMineIn(lease, item),
  });
  return written.ok ? ok(null) : written;
};

const held = async (
  place: StatePlace,
  item: Item,
  request: AcquireRequest,
): Promise<Result<Acquired, StoreError>> => {
  const { fence, version } = leaseIn(item);
  const lease = { holder: request.holder, fence, version, end: request.end };
  const read = stateIn(item);
  if (read.ok) return ok({ lease, ...read.value });
  // Nobody can do anything with this lease. One that cannot be given back runs out by itself.
  await releaseLease(place, lease);
  return read;
};

/** Takes the lease if it is free or over, raises the fence and reads the state, in one write. */
export const acquireLease = async (
  place: StatePlace,
  request: AcquireRequest,
): Promise<Result<Acquired, StoreError>> => {
  const written = await updateState(place, {
    update:
      'SET holder = :holder, leaseEnd = :end, fence = if_not_exists(fence, :zero) + :one, ' +
      '#identity = if_not_exists(#identity, :identity)',
    condition: `${IS_FREE} AND ${IS_OURS}`,
    names: { '#identity': 'identity' },
    values: {
      ':holder': { S: request.holder },
      ':end': { N: msOfEpoch(request.end).toString() },
      ':over': { N: msOfEpoch(after(request.now, negate(CLOCK_SKEW_MAX))).toString() },
      ':zero': { N: '0' },
      ':one': { N: '1' },
      ':identity': { S: encodeIdentity(request.identity) },
    },
    isIn: (item) => leaseIn(item).holder === request.holder,
  });
  if (!written.ok) return written;
  return written.value.kind === 'refused'
    ? err(refusal(written.value.lease, request))
    : held(place, written.value.item, request);
};
