// How much of the lease is left, asked right before each request, so that no request outlives it.

import { minus, smaller } from '../units/quantity.ts';
import { after, elapsed } from '../units/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lease } from '../ports/state-store.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/** A held lease with its end on the clock that no time correction moves. */
export type HeldLease = { readonly lease: Lease; readonly monotonicEnd: DurationMs };

/** What is left of a lease, by the clock that says less. */
export const leaseLeft = (clock: Clock, held: HeldLease): DurationMs =>
  smaller(elapsed(clock.now(), held.lease.end), minus(held.monotonicEnd, clock.monotonic()));

/** The end of the lease on the clock of the market, which a tape may drive. */
export const leaseEndFor = (now: EpochMs, clock: Clock, held: HeldLease): EpochMs =>
  after(now, leaseLeft(clock, held));
