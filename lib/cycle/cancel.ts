// Cancels always pass. What they did is proven by reading again, never by their answer.

import { accountTrading } from './account.ts';
import { observeOwnTrading } from './observe.ts';
import { withDeeds, withState } from './working.ts';
import type { CancelRequest } from '../domain/decision.ts';
import type { Intent } from '../domain/intent.ts';
import type { Observed } from '../domain/observed.ts';
import type { OpenOrder } from '../domain/order.ts';
import type { CancelOutcome, VenueError } from '../domain/venue-outcome.ts';
import type { Venue } from '../ports/venue.ts';
import type { Ports } from './ports.ts';
import type { Working } from './working.ts';

/** What a halt came to. */
export type HaltOutcome =
  | { readonly kind: 'verified' }
  | { readonly kind: 'still-resting'; readonly count: number }
  | { readonly kind: 'unverified'; readonly detail: string };

// A venue that is down lists nothing, whatever rests there.
const isDown = ({ kind }: VenueError): boolean => kind === 'RESTARTING' || kind === 'UNAVAILABLE';

type Listed = Observed<readonly OpenOrder[]>;

const outcomeOf = (answer: Observed<CancelOutcome>, left: Listed): HaltOutcome => {
  if (left.kind === 'unknown') return { kind: 'unverified', detail: left.error.detail };
  if (left.value.length > 0) return { kind: 'still-resting', count: left.value.length };
  return answer.kind === 'unknown' && isDown(answer.error)
    ? { kind: 'unverified', detail: answer.error.detail }
    : { kind: 'verified' };
};

/**
 * Cancels everything and looks whether anything still rests. What does is cancelled by its id,
 * once: that is another call, which may pass where the first did not. Needs neither lease nor
 * state.
 */
export const cancelEverything = async (
  venue: Pick<Venue, 'cancelAll' | 'cancelOrders' | 'fetchOpenOrders'>,
): Promise<HaltOutcome> => {
  const answer = await venue.cancelAll();
  const left = await venue.fetchOpenOrders();
  if (left.kind === 'unknown' || left.value.length === 0) return outcomeOf(answer, left);
  const again = await venue.cancelOrders(left.value.map(({ id }) => id));
  return outcomeOf(again, await venue.fetchOpenOrders());
};

// Only what rests can be said to be cancelled. Whether an order of unknown outcome is there at all
// is not settled by a cancel: forgetting how often it was looked for, nobody could ever tell.
const cancelling = (intent: Intent, ids: ReadonlySet<string>): Intent =>
  ids.has(intent.id) && intent.phase.kind === 'resting'
    ? { ...intent, phase: { kind: 'cancelling' } }
    : intent;

// What still rests, or is seen to rest for the first time, after its cancel was asked for: whether
// that takes effect is not proven.
const withCancelling = (working: Working, ids: ReadonlySet<string>): Working =>
  withState(working, {
    intents: working.state.intents.map((intent) => cancelling(intent, ids)),
  });

/** Reads own orders and fills once more and accounts for them. */
export const reread = async (ports: Ports, working: Working): Promise<Working> => {
  const trading = await observeOwnTrading(ports, working.state, 'again');
  const { openOrders, fills, lookups } = trading;
  const snapshot = { ...working.snapshot, openOrders, fills };
  return accountTrading(ports, { ...working, snapshot, lookups }, trading);
};

/** Cancels orders, then reads what really became of them. Without requests nothing is read. */
export const cancelAndReread = async (
  ports: Ports,
  working: Working,
  requests: readonly CancelRequest[],
): Promise<Working> => {
  const ids = new Set(requests.map((request) => request.order));
  if (ids.size === 0) return working;
  await ports.venue.cancelOrders([...ids]);
  const read = await reread(ports, withDeeds(working, { canceled: requests }));
  return withCancelling(read, ids);
};
