// One placing request: the last checks before it, the request, and the one retry there is, with the
// same bytes.

import { leaseLeft } from './engine-lease.ts';
import { isAcceptable, mayResend } from './expiration.ts';
import { passedSince, venueTimeNow } from './engine-time.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { SignedOrder } from '../domain/order.ts';
import type { NotSentCause, PlaceOutcome } from '../domain/venue-outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { KillSwitchPort } from '../ports/kill-switch.ts';
import type { Venue } from '../ports/venue.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { HeldLease } from './engine-lease.ts';
import type { Moment, VenueTime } from './engine-time.ts';

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
  /** When the gate judged what is sent, and how long its word is good for. */
  readonly judged: Moment;
  readonly sendWithin: DurationMs;
};

type Bar = (order: SignedOrder) => NotSentCause | null;

type Barred = { readonly bar: Bar; readonly killSwitch: KillSwitchReading };

/** The outcome of an order that we did not let go. */
export const notSent = (order: SignedOrder, cause: NotSentCause): PlaceOutcome => ({
  id: order.id,
  kind: 'not-sent',
  cause,
  retryAfter: { kind: 'unspecified' },
});

const barBy = (ports: PostPorts, context: SendContext, reading: KillSwitchReading): Bar => {
  if (leaseLeft(ports.leaseClock, context.held) < context.leaseReserve) return () => 'deadline';
  if (passedSince(ports.clock, context.judged) > context.sendWithin) return () => 'deadline';
  if (reading.kind === 'failed' || reading.position === 'halt') return () => 'kill-switch';
  const { position } = reading;
  const venueNow = venueTimeNow(ports.clock, context.venueTime);
  return ({ approved, expiration }) => {
    if (position === 'reduce-only' && approved.effect === 'adding') return 'kill-switch';
    return isAcceptable(expiration, venueNow) ? null : 'deadline';
  };
};

// Read right before each request and without cache: an operator's halt stops everything but the one
// request that is already on its way.
const barNow = async (ports: PostPorts, context: SendContext): Promise<Barred> => {
  const killSwitch = await ports.killSwitch.read();
  return { bar: barBy(ports, context, killSwitch), killSwitch };
};

const NO_ANSWER = 'no answer for this order';

const send = async (
  ports: PostPorts,
  orders: readonly SignedOrder[],
): Promise<(order: SignedOrder) => PlaceOutcome> => {
  const answers = orders.length === 0 ? [] : await ports.venue.postOrder(orders);
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return (order) =>
    byId.get(order.id) ?? { id: order.id, kind: 'unknown', detail: NO_ANSWER, reply: 'none' };
};

type Resent = {
  readonly proofs: ReadonlyMap<string, PlaceOutcome>;
  readonly killSwitch: KillSwitchReading;
};

// What the venue refused, in whatever words, it would refuse again.
const isUnanswered = (outcome: PlaceOutcome): boolean =>
  outcome.kind === 'unknown' && outcome.reply === 'none';

// A second answer counts only when it proves that the order exists: a rejection of the repeated
// bytes says nothing about the first ones.
const resend = async (
  ports: PostPorts,
  context: SendContext,
  orders: readonly SignedOrder[],
): Promise<Resent> => {
  const { bar, killSwitch } = await barNow(ports, context);
  const venueNow = venueTimeNow(ports.clock, context.venueTime);
  const allowed = orders.filter(
    (order) => mayResend(order.expiration, venueNow) && bar(order) === null,
  );
  const answerTo = await send(ports, allowed);
  const proofs = allowed
    .map(answerTo)
    .filter((answer) => answer.kind === 'placed' || answer.kind === 'matched');
  return { proofs: new Map(proofs.map((answer) => [answer.id, answer])), killSwitch };
};

// What the switch said first counts where it was set back before the repetition.
const saidOf = (first: KillSwitchReading, then: KillSwitchReading): KillSwitchReading =>
  then.kind === 'read' && then.position === 'off' ? first : then;

/** What became of a batch: one outcome each, in the same order, and what the switch said. */
export type Posted = {
  readonly outcomes: readonly PlaceOutcome[];
  readonly killSwitch: KillSwitchReading;
};

/** Sends at most one batch. */
export const postBatch = async (
  ports: PostPorts,
  context: SendContext,
  orders: readonly SignedOrder[],
): Promise<Posted> => {
  const { bar, killSwitch } = await barNow(ports, context);
  const answerTo = await send(
    ports,
    orders.filter((order) => bar(order) === null),
  );
  const first = orders.map((order) => {
    const cause = bar(order);
    return { order, outcome: cause === null ? answerTo(order) : notSent(order, cause) };
  });
  const unanswered = first.flatMap(({ order, outcome }) => (isUnanswered(outcome) ? [order] : []));
  if (unanswered.length === 0) return { outcomes: first.map(({ outcome }) => outcome), killSwitch };
  const again = await resend(ports, context, unanswered);
  return {
    outcomes: first.map(({ order, outcome }) => again.proofs.get(order.id) ?? outcome),
    killSwitch: saidOf(killSwitch, again.killSwitch),
  };
};
