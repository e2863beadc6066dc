// Sending orders. Each goes out in exactly the bytes that were journalled; whatever may have
// reached the venue and was not clearly answered is unknown, and nothing is sent twice.

import { PLACE_BATCH_MAX } from '../../../ports/venue.ts';
import { invariant } from '../../../units/invariant.ts';
import { seconds } from '../../../units/time.ts';
import { outcomesOf } from './place-answer.ts';
import { nameOf, sendWrite } from './write-call.ts';
import type { SignedOrder } from '../../../domain/order.ts';
import type {
  NotSentCause,
  PlaceOutcome,
  RetryAfter,
  VenueError,
} from '../../../domain/venue-outcome.ts';
import type { VenueWrites } from '../../../ports/venue.ts';
import type { OrderId } from '../../../units/ids.ts';
import type { NoAnswer } from '../transport.ts';
import type { Unanswered, Write, WriteOptions } from './write-call.ts';

type Unsettled = (id: OrderId) => PlaceOutcome;

const notSent =
  (cause: NotSentCause, retryAfter: RetryAfter): Unsettled =>
  (id) => ({ id, kind: 'not-sent', cause, retryAfter });

const UNSPECIFIED: RetryAfter = { kind: 'unspecified' };
// The venue would refuse the whole request. In the lowest tier this is enough for two batches.
const REFILL: RetryAfter = { kind: 'after', wait: seconds(1) };

const causeOf = ({ kind }: VenueError): NotSentCause => {
  if (kind === 'RESTARTING') return 'restarting';
  return kind === 'RATE_LIMITED' ? 'rate-limited' : 'unavailable';
};

const afterFailure = (failure: NoAnswer): Unsettled => {
  switch (failure.kind) {
    case 'held':
      return notSent('rate-limited', { kind: 'after', wait: failure.wait });
    case 'refused':
      return notSent('unavailable', UNSPECIFIED);
    case 'closed':
    case 'timeout':
    case 'broken':
      return (id) => {
        const detail = `${failure.kind}: ${failure.detail}`;
        return { id, kind: 'unknown', detail, reply: 'none' };
      };
  }
};

const unsettled = (missing: Unanswered): Unsettled => {
  switch (missing.kind) {
    case 'not-asked':
      return notSent(causeOf(missing.error), missing.error.retryAfter);
    case 'out-of-time':
      return notSent('deadline', UNSPECIFIED);
    case 'no-answer':
      return afterFailure(missing.failure);
  }
};

const writeOf = (orders: readonly SignedOrder[]): Write => {
  const bodies = orders.map(({ body }) => body).join(',');
  const write = { method: 'POST', effect: 'write', orders: orders.length } as const;
  return orders.length === 1
    ? { ...write, path: '/order', body: bodies }
    : { ...write, path: '/orders', body: `[${bodies}]` };
};

/**
 * Opens placing.
 * Throws: on more orders than one request may carry.
 */
export const createPostOrder =
  (options: WriteOptions): VenueWrites['postOrder'] =>
  async (orders) => {
    invariant(orders.length <= PLACE_BATCH_MAX, 'a batch is what one request may carry');
    if (orders.length === 0) return [];
    if (options.budget.available('orders') < orders.length)
      return orders.map(({ id }) => notSent('rate-limited', REFILL)(id));
    const write = writeOf(orders);
    const sent = await sendWrite(options, write);
    if (!sent.ok) {
      const outcomeFor = unsettled(sent.error);
      return orders.map(({ id }) => outcomeFor(id));
    }
    const { clock } = options;
    return outcomesOf({ ...sent.value, endpoint: nameOf(write), orders, clock });
  };
