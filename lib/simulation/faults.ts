// Faults of the connection to a venue, for tests of everything that talks to one: what is lost on
// the way there, what is lost on the way back, and what the venue says when it cannot.

import type { PlaceOutcome, VenueError } from '../domain/venue-outcome.ts';
import type { Venue } from '../ports/venue.ts';
import type { OrderId } from '../units/ids.ts';

/**
 * What goes wrong with one call. `lost-before`: the venue never saw it. `lost-after`: the venue did
 * it, but its answer never came. `delayed` is an answer to an order that the venue did take.
 */
export type Fault =
  | 'none'
  | 'lost-before'
  | 'lost-after'
  | 'delayed'
  | 'restarting'
  | 'unavailable';

/** One call, or one order of a placing call. */
export type VenueCall = { readonly endpoint: keyof Venue; readonly orders: readonly OrderId[] };

/** Decides what goes wrong with each call. A batch is asked about order by order. */
export type Faults = (call: VenueCall) => Fault;

/** Nothing goes wrong. */
export const NO_FAULTS: Faults = () => 'none';

/** Tells whether the venue does what it was asked, whatever it answers. */
export const isDone = (fault: Fault): boolean =>
  fault === 'none' || fault === 'lost-after' || fault === 'delayed';

/** What the caller of a read or a cancel sees of a fault; null when the answer arrives. */
export const errorOf = (fault: Fault, endpoint: string): VenueError | null => {
  if (fault === 'none' || fault === 'delayed') return null;
  const retryAfter = { kind: 'unspecified' } as const;
  if (fault === 'restarting')
    return { kind: 'RESTARTING', endpoint, detail: 'matching engine restarting', retryAfter };
  if (fault === 'unavailable')
    return { kind: 'UNAVAILABLE', endpoint, detail: 'trading is disabled', retryAfter };
  return { kind: 'TIMEOUT', endpoint, detail: 'no answer in time', retryAfter };
};

/** What the sender of an order sees of a fault, given what the venue did if it did anything. */
export const outcomeUnder = (
  fault: Fault,
  id: OrderId,
  done: PlaceOutcome | null,
): PlaceOutcome => {
  const retryAfter = { kind: 'unspecified' } as const;
  if (fault === 'restarting' || fault === 'unavailable')
    return { id, kind: 'not-sent', cause: fault, retryAfter };
  if (fault === 'delayed') return { id, kind: 'delayed' };
  return fault === 'none' && done !== null
    ? done
    : { id, kind: 'unknown', detail: 'no answer in time', reply: 'none' };
};
