// Cancelling. A cancel is always tried, whatever mode the venue is in, whatever wait it has told
// and whatever else has failed.

import { known, unknown } from '../../../domain/observed.ts';
import { isPositive, minus, plus, smaller } from '../../../units/quantity.ts';
import { err, ok } from '../../../units/result.ts';
import { durationMs, msOfDuration, seconds } from '../../../units/time.ts';
import { plainError } from '../http-error.ts';
import { errorOf, errorOfNoAnswer, isSuccess, jsonOf } from '../json-answer.ts';
import { allOf, pieces } from '../parallel.ts';
import { readWire } from '../wire.ts';
import { cancelWire, outcomeFor, outcomeOfAll } from './cancel-answer.ts';
import { nameOf, outOfTime, sendWrite } from './write-call.ts';
import type { CancelOutcome, VenueError } from '../../../domain/venue-outcome.ts';
import type { VenueWrites } from '../../../ports/venue.ts';
import type { OrderId } from '../../../units/ids.ts';
import type { DurationMs } from '../../../units/quantity.ts';
import type { Result } from '../../../units/result.ts';
import type { CancelLists } from './cancel-answer.ts';
import type { Unanswered, Write, WriteOptions } from './write-call.ts';

/**
 * The most orders that one request cancels. Why 60: the venue takes 1000, but counts every order
 * against a budget of 120 at once and 80 a second in the lowest tier, and refuses a request that is
 * beyond it as a whole. Half of the budget still passes right after the replacement of 60 quotes.
 * Source: venue reference 3.3.
 */
export const CANCEL_CHUNK = 60;

/**
 * The longest that a request waits for the budget. Why a second: a whole one is filled up again in
 * 750 ms. A venue that tells of more is asked all the same, since its limits may only warn.
 */
export const PACE_MAX: DurationMs = seconds(1);

type Listed = Result<CancelLists, VenueError>;

const cancelOf = (path: string, body: unknown, orders: number): Write => ({
  method: 'DELETE',
  path,
  body: body === undefined ? '' : JSON.stringify(body),
  effect: 'cancel',
  orders,
});

const errorOfMissing = (write: Write, missing: Unanswered): VenueError => {
  switch (missing.kind) {
    case 'not-asked':
      return missing.error;
    case 'out-of-time':
      return outOfTime(write);
    case 'no-answer':
      return errorOfNoAnswer(nameOf(write), missing.failure);
  }
};

const ask = async (options: WriteOptions, write: Write): Promise<Listed> => {
  const sent = await sendWrite(options, write);
  if (!sent.ok) return err(errorOfMissing(write, sent.error));
  const { answer, hide } = sent.value;
  const endpoint = nameOf(write);
  const shown = { ...answer, body: hide(answer.body) };
  if (!isSuccess(answer)) return err(errorOf(endpoint, shown, options.clock));
  const json = jsonOf(endpoint, shown);
  if (!json.ok) return json;
  const lists = readWire(cancelWire, json.value);
  return lists.ok ? ok(lists.value) : err(plainError('MALFORMED', endpoint, lists.error));
};

const writeFor = (ids: readonly OrderId[]): Write => {
  const [first] = ids;
  return ids.length === 1
    ? cancelOf('/order', { orderID: first }, 1)
    : cancelOf('/orders', ids, ids.length);
};

const together = (outcomes: readonly CancelOutcome[]): CancelOutcome => ({
  canceled: outcomes.flatMap(({ canceled }) => canceled),
  notCanceled: outcomes.flatMap(({ notCanceled }) => notCanceled),
});

// A request that is never answered leaves those after it their part of the time.
const shareOf = (left: DurationMs, requests: number): DurationMs =>
  durationMs(msOfDuration(left) / BigInt(requests));

const pace = async ({ budget, pause }: WriteOptions, orders: number): Promise<void> => {
  const wait = smaller(budget.waitFor('cancels', orders), PACE_MAX);
  if (isPositive(wait)) await pause(wait);
};

/**
 * Opens cancelling by id. The requests of a call go out one after another, whatever becomes of one
 * of them: the first at once, a later one when the venue takes it, none after the deadline.
 */
export const createCancelOrders =
  (options: WriteOptions): VenueWrites['cancelOrders'] =>
  async (ids) => {
    const { clock } = options;
    const end = plus(clock.monotonic(), options.deadline);
    const chunks = pieces([...new Set(ids)], CANCEL_CHUNK);
    const outcomes: Result<CancelOutcome, VenueError>[] = [];
    for (const [index, chunk] of chunks.entries()) {
      if (index > 0) await pace(options, chunk.length);
      const deadline = shareOf(minus(end, clock.monotonic()), chunks.length - index);
      const lists = await ask({ ...options, deadline }, writeFor(chunk));
      outcomes.push(lists.ok ? ok(outcomeFor(chunk, lists.value)) : lists);
    }
    const all = allOf(outcomes);
    return all.ok ? known(together(all.value), clock.now()) : unknown(all.error);
  };

/** Opens cancelling of everything that rests. */
export const createCancelAll =
  (options: WriteOptions): VenueWrites['cancelAll'] =>
  async () => {
    const lists = await ask(options, cancelOf('/cancel-all', undefined, 1));
    return lists.ok ? known(outcomeOfAll(lists.value), options.clock.now()) : unknown(lists.error);
  };
