// Our own orders in every state. The queue says where an order rests; this says what it is.

import { minus } from '../units/quantity.ts';
import { msOf } from './micros.ts';
import type { Expiration, OpenOrderStatus, Order } from '../domain/order.ts';
import type { OrderId } from '../units/ids.ts';
import type { ShareMicros } from '../units/quantity.ts';

/** An own order as the venue keeps it. */
export type OwnOrder = {
  readonly id: OrderId;
  readonly order: Order;
  readonly expiration: Expiration;
  readonly matched: ShareMicros;
  readonly status: OpenOrderStatus;
  /** What its first sending was answered with; the same bytes get the same answer again. */
  readonly answer: 'placed' | 'matched';
};

/** What of an order is unfilled. */
export const remainingOf = ({ order, matched }: OwnOrder): ShareMicros =>
  minus(order.size, matched);

/** The most ended orders that are kept, to be read and to recognise a repeated sending. */
export const ENDED_ORDERS_MAX = 2_000;

// The venue takes an order off its book this long before the stated expiration, and accepts none
// that expires sooner than the other. Source: polymarket docs, GTD orders, read 2026-10-05.
const REMOVED_BEFORE_MS = 60_000;
const EXPIRES_AFTER_MIN_MS = 180_000;

/** When the venue removes an order by itself. Unit: ms since 1970. */
export const removalOf = (expiration: Expiration): number =>
  expiration.kind === 'at' ? msOf(expiration.at) - REMOVED_BEFORE_MS : Infinity;

/** Tells whether an expiration is far enough away to be accepted. */
export const isFarEnough = (expiration: Expiration, now: number): boolean =>
  expiration.kind === 'at' && msOf(expiration.at) - now >= EXPIRES_AFTER_MIN_MS;

/** The own orders of a venue. */
export type OwnOrders = {
  readonly get: (id: OrderId) => OwnOrder | undefined;
  /** Adds an order or replaces it by its new state. */
  readonly put: (order: OwnOrder) => void;
  /** Oldest first. */
  readonly live: () => readonly OwnOrder[];
  /** Ended ones in the order in which they ended, then live ones. */
  readonly all: () => readonly OwnOrder[];
  /** When the next order is due to be removed. */
  readonly nextRemoval: () => number;
};

/** Keeps own orders, starting from stored ones. */
export const createOwnOrders = (stored: readonly OwnOrder[]): OwnOrders => {
  const live = new Map<OrderId, OwnOrder>();
  const ended = new Map<OrderId, OwnOrder>();
  // Null while it has to be looked for again, which is once for all orders that end together.
  let nextRemoval: number | null = null;

  const put = (order: OwnOrder): void => {
    if (order.status === 'LIVE') {
      live.set(order.id, order);
      if (nextRemoval !== null) nextRemoval = Math.min(nextRemoval, removalOf(order.expiration));
      return;
    }
    live.delete(order.id);
    ended.set(order.id, order);
    const [oldest] = ended.keys();
    if (ended.size > ENDED_ORDERS_MAX && oldest !== undefined) ended.delete(oldest);
    nextRemoval = null;
  };
  const soonestRemoval = (): number => {
    let soonest = Infinity;
    live.forEach(({ expiration }) => {
      soonest = Math.min(soonest, removalOf(expiration));
    });
    return soonest;
  };
  for (const order of stored) put(order);
  return {
    get: (id) => live.get(id) ?? ended.get(id),
    put,
    live: () => [...live.values()],
    all: () => [...ended.values(), ...live.values()],
    nextRemoval: () => (nextRemoval ??= soonestRemoval()),
  };
};
