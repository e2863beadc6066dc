// Sending orders. An order is written down before it leaves, a timeout is an outcome, and nothing
// here decides what to trade: it accepts only what the risk manager approved.

import { PLACE_BATCH_MAX } from '../ports/venue.ts';
import { isApproved } from '../risk/risk-manager.ts';
import { invariant } from '../units/invariant.ts';
import { err, ok } from '../units/result.ts';
import { leaseEndFor } from './engine-lease.ts';
import { notSent, postBatch } from './engine-post.ts';
import { afterOutcome, intentOf } from './intents.ts';
import type { Intent } from '../domain/intent.ts';
import type { ApprovedOrder, Expiration, SignedOrder } from '../domain/order.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { PlaceOutcome, SignError } from '../domain/venue-outcome.ts';
import type { Lease, StateStore, StoreError } from '../ports/state-store.ts';
import type { Venue } from '../ports/venue.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { PostPorts, SendContext } from './engine-post.ts';
import type { IntentProgress } from './intents.ts';

/** The ports that sending needs. */
export type EnginePorts = PostPorts & {
  readonly venue: Pick<Venue, 'sign'>;
  readonly store: Pick<StateStore, 'journal'>;
};

/** An approved order and how long it is to live. */
export type Placement = { readonly approved: ApprovedOrder; readonly expiration: Expiration };

/** One order with its outcome and where its intent stands now. */
export type Sent = {
  readonly approved: ApprovedOrder;
  readonly outcome: PlaceOutcome;
  readonly progress: IntentProgress;
};

/** An order that could not be signed, hence was neither written down nor sent. */
export type Unsigned = { readonly approved: ApprovedOrder; readonly error: SignError };

/** What sending came to. After a store failure nothing more is sent in this cycle. */
export type SendResult = {
  readonly sent: readonly Sent[];
  readonly unsigned: readonly Unsigned[];
  readonly lease: Lease;
  readonly failure: StoreError | null;
  /** What the kill switch said right before the requests. */
  readonly killSwitch: KillSwitchReading | { readonly kind: 'not-read' };
};

type Prepared = {
  readonly approved: ApprovedOrder;
  readonly signed: SignedOrder;
  readonly intent: Intent;
};

type Preparation = Result<Prepared, Unsigned>;

const prepare = async (
  ports: EnginePorts,
  context: SendContext,
  { approved, expiration }: Placement,
): Promise<Preparation> => {
  invariant(isApproved(approved), 'what is sent is what the risk manager approved');
  const signing = await ports.venue.sign(approved, expiration);
  if (!signing.ok) return err({ approved, error: signing.error });
  const signed = signing.value;
  const now = ports.clock.now();
  const sendableUntil = leaseEndFor(now, ports.leaseClock, context.held);
  return ok({ approved, signed, intent: intentOf(signed, { journaledAt: now, sendableUntil }) });
};

const concluded = (
  prepared: readonly Prepared[],
  outcomes: readonly PlaceOutcome[],
  at: EpochMs,
): readonly Sent[] =>
  prepared.map(({ approved, signed, intent }, index) => {
    const outcome = outcomes[index] ?? notSent(signed, 'not-journalled');
    return { approved, outcome, progress: afterOutcome({ ...intent, body: '' }, outcome, at) };
  });

const sendPrepared = async (
  ports: EnginePorts,
  context: SendContext,
  prepared: readonly Prepared[],
): Promise<Omit<SendResult, 'unsigned'>> => {
  const { lease } = context.held;
  const killSwitch = { kind: 'not-read' } as const;
  if (prepared.length === 0) return { sent: [], lease, failure: null, killSwitch };
  const journaled = await ports.store.journal(
    lease,
    prepared.map(({ intent }) => intent),
  );
  if (!journaled.ok) {
    const sent = concluded(prepared, [], ports.clock.now());
    return { sent, lease, failure: journaled.error, killSwitch };
  }
  const posted = await postBatch(
    ports,
    context,
    prepared.map(({ signed }) => signed),
  );
  const sent = concluded(prepared, posted.outcomes, ports.clock.now());
  return { sent, lease: journaled.value, failure: null, killSwitch: posted.killSwitch };
};

/**
 * Sends at most one batch, journalled first. The order of the result is that of the placements. One
 * batch only, since its answers decide over the next.
 * Throws: on an order that the risk manager did not approve.
 */
export const sendOrders = async (
  ports: EnginePorts,
  context: SendContext,
  placements: readonly Placement[],
): Promise<SendResult> => {
  invariant(placements.length <= PLACE_BATCH_MAX, 'a batch is what one request may carry');
  const all = await Promise.all(placements.map((one) => prepare(ports, context, one)));
  const prepared = all.flatMap((one) => (one.ok ? [one.value] : []));
  const unsigned = all.flatMap((one) => (one.ok ? [] : [one.error]));
  return { ...(await sendPrepared(ports, context, prepared)), unsigned };
};
