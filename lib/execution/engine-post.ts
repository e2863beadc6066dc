// One placing request: the last checks before it, the request, and the one retry there is, with the
// same bytes.

import { leaseLeft } from './engine-lease.ts';
import { isAcceptable, mayResend } from './expiration.ts';
import { venueTimeNow } from './venue-time.ts';
import type { SignedOrder } from '../domain/order.ts';
import type { NotSentCause, PlaceOutcome } from '../domain/venue-outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { KillSwitchPort } from '../ports/kill-switch.ts';
import type { Venue } from '../ports/venue.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { HeldLease } from './engine-lease.ts';
import type { VenueTime } from './venue-time.ts';

/** The ports that posting needs. */
export type PostPorts = {
  readonly venue: Pick<Venue, 'postOrder'>;
  readonly killSwitch: KillSwitchPort;
  readonly clock: Clock;
  readonly leaseClock: Clock;
};

/** What sending goes by. Time is asked for at each step, since each may have taken long. */
export type SendContext = {
  readonly venueTime: VenueTime;
  readonly held: HeldLease;
  /** What must be left of the lease before a request starts: its timeout and the clock skew. */
  readonly leaseReserve: DurationMs;
};

type Bar = (order: SignedOrder) => NotSentCause | null;

/** The outcome of an order that we did not let go. */
export const notSent = (order: SignedOrder, cause: NotSentCause): PlaceOutcome => ({
  id: order.id,
  kind: 'not-sent',
  cause,
  retryAfter: { kind: 'unspecified' },
});

// Read right before each request and without cache: an operator's halt stops everything but the one
// request that is already on its way.
const barNow = async (ports: PostPorts, context: SendContext): Promise<Bar> => {
  const reading = await ports.killSwitch.read();
  if (leaseLeft(ports.leaseClock, context.held) < context.leaseReserve) return () => 'deadline';
  if (reading.kind === 'failed' || reading.position === 'halt') return () => 'kill-switch';
  const { position } = reading;
  const venueNow = venueTimeNow(ports.clock, context.venueTime);
  return ({ approved, expiration }) => {
    if (position === 'reduce-only' && approved.effect === 'adding') return 'kill-switch';
    return isAcceptable(expiration, venueNow) ? null : 'deadline';
  };
};

const send = async (
  ports: PostPorts,
  orders: readonly SignedOrder[],
): Promise<(order: SignedOrder) => PlaceOutcome> => {
  const answers = orders.length === 0 ? [] : await ports.venue.postOrder(orders);
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return (order) =>
    byId.get(order.id) ?? { id: order.id, kind: 'unknown', detail: 'no answer for this order' };
};

// A second answer counts only when it proves that the order exists: a rejection of the repeated
// bytes says nothing about the first ones.
const resend = async (
  ports: PostPorts,
  context: SendContext,
  orders: readonly SignedOrder[],
): Promise<ReadonlyMap<string, PlaceOutcome>> => {
  if (orders.length === 0) return new Map();
  const bar = await barNow(ports, context);
  const venueNow = venueTimeNow(ports.clock, context.venueTime);
  const living = orders.filter(({ expiration }) => mayResend(expiration, venueNow));
  const allowed = living.filter((order) => bar(order) === null);
  const answerTo = await send(ports, allowed);
  const proofs = allowed
    .map(answerTo)
    .filter((answer) => answer.kind === 'placed' || answer.kind === 'matched');
  return new Map(proofs.map((answer) => [answer.id, answer]));
};

/** Sends at most one batch. Every order gets exactly one outcome, in the same order. */
export const postBatch = async (
  ports: PostPorts,
  context: SendContext,
  orders: readonly SignedOrder[],
): Promise<readonly PlaceOutcome[]> => {
  const bar = await barNow(ports, context);
  const answerTo = await send(
    ports,
    orders.filter((order) => bar(order) === null),
  );
  const first = orders.map((order) => {
    const cause = bar(order);
    return { order, outcome: cause === null ? answerTo(order) : notSent(order, cause) };
  });
  const unanswered = first.filter(({ outcome }) => outcome.kind === 'unknown');
  const proofs = await resend(
    ports,
    context,
    unanswered.map(({ order }) => order),
  );
  return first.map(({ order, outcome }) => proofs.get(order.id) ?? outcome);
};
