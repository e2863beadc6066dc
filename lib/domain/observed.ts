// Unknown is never empty and never zero: everything read from outside is one of two things.

import type { EpochMs } from '../units/time.ts';
import type { VenueError } from './venue-outcome.ts';

/** A value with the time at which its source vouched for it, or the reason why there is none. */
export type Observed<V> =
  | { readonly kind: 'known'; readonly value: V; readonly at: EpochMs }
  | { readonly kind: 'unknown'; readonly error: VenueError };

/** Wraps a value that was read. */
export const known = <V>(value: V, at: EpochMs): Observed<V> => ({ kind: 'known', value, at });

/** Wraps the reason why a value could not be read. */
export const unknown = <V>(error: VenueError): Observed<V> => ({ kind: 'unknown', error });

/** Computes from a known value and passes an unknown one on. */
export const mapObserved = <V, W>(observed: Observed<V>, f: (value: V) => W): Observed<W> =>
  observed.kind === 'known' ? known(f(observed.value), observed.at) : observed;
