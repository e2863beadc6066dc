// The places of our own resting orders in one side's queue: what rested before us stays before us
// until it has traded, or until the other side stands at our price or beyond it. Only a model of
// cancels ahead of us, which has a file of its own, brings an order forward without a trade.
//
// Source: hftbacktest, RiskAverseQueueModel and order fill (queue.rs, docs order_fill), read
// 2026-11-22. We leave out its one advance without a trade, front = min(front, level size): our
// recordings disagree on whether a trade or its level change comes first, and with the level first
// the cap would count the traded volume a second time. So a level that gets thinner never helps us.

import type { OrderId } from '../units/ids.ts';

/**
 * What is ahead of an order whose level the recording has not shown yet, since it shows the best
 * levels only. No trade at its price is known to reach such an order; one beyond its price does.
 */
export const UNSEEN = Infinity;

/** One own order in the queue. Unit: key in 10^-6 dollar, sizes in 10^-6 share. */
export type Place = {
  readonly id: OrderId;
  readonly key: number;
  readonly remaining: number;
  /** Recorded size that still has to trade before this order does, or unseen. */
  readonly ahead: number;
  /** What traded at its key since its level last changed. */
  readonly traded: number;
};

/** An order that is about to join. */
export type Joining = Pick<Place, 'id' | 'key' | 'remaining'>;

/** Own orders of one side, best key first and oldest first within a key. */
export type Queue = readonly Place[];

/** Some of an own resting order that was matched. */
export type PlaceFill = Pick<Place, 'id' | 'key'> & { readonly size: number };

/** The queue after something traded, and what that gave us. */
export type Advance = { readonly queue: Queue; readonly fills: readonly PlaceFill[] };

/** A recorded trade as it hits one side, and the most of it that we are given. */
export type Hit = { readonly key: number; readonly volume: number; readonly oursMax: number };

/**
 * Puts an order at the end of the queue at its key: behind the recorded size there, and behind
 * whatever is ahead of our own earlier orders.
 */
export const joinQueue = (queue: Queue, order: Joining, recorded: number): Queue => {
  const before = queue.filter((place) => place.key >= order.key);
  const last = before.findLast((place) => place.key === order.key);
  const ahead = Math.max(recorded, last?.ahead ?? 0);
  return [...before, { ...order, ahead, traded: 0 }, ...queue.slice(before.length)];
};

/** Takes an order out of the queue. */
export const leaveQueue = (queue: Queue, id: OrderId): Queue =>
  queue.filter((place) => place.id !== id);

/** Puts every order behind what stands at its key, as after a gap. */
export const rebaseQueue = (queue: Queue, aheadAt: (key: number) => number): Queue =>
  queue.map((place) => ({ ...place, ahead: aheadAt(place.key), traded: 0 }));

/** Puts the orders whose level was never shown behind what stands there, as soon as it is. */
export const revealQueue = (queue: Queue, aheadAt: (key: number) => number): Queue => {
  if (queue.every(({ ahead }) => ahead !== UNSEEN)) return queue;
  return queue.reduce<Queue>(
    (before, place) =>
      place.ahead === UNSEEN ? joinQueue(before, place, aheadAt(place.key)) : [...before, place],
    [],
  );
};

/**
 * Lets a recorded trade run through our orders, each micro-share of it once, and gives us no more
 * of it than our share. Orders at a better
 * price than the trade's are filled first, since the price went through them; at the trade's own
 * price the recorded size ahead of each order trades before the order does.
 */
export const hitQueue = (queue: Queue, hit: Hit): Advance => {
  let volume = hit.volume;
  let ours = hit.oursMax;
  let passed = 0;
  const fills: PlaceFill[] = [];
  const walked = queue.map((place) => {
    if (place.key < hit.key) return place;
    const isThrough = place.key > hit.key;
    if (!isThrough) {
      const before = Math.min(volume, Math.max(0, place.ahead - passed));
      passed += before;
      volume -= before;
    }
    const size = Math.min(volume, ours, place.remaining);
    volume -= size;
    ours -= size;
    if (size > 0) fills.push({ id: place.id, key: place.key, size });
    const ahead = isThrough && size > 0 ? 0 : place.ahead;
    return { ...place, remaining: place.remaining - size, ahead };
  });
  return {
    fills,
    queue: walked
      .filter((place) => place.remaining > 0)
      .map((place) =>
        place.key === hit.key
          ? {
              ...place,
              ahead: Math.max(0, place.ahead - passed),
              traded: place.traded + hit.volume,
            }
          : place,
      ),
  };
};

/**
 * Fills some of one order because the other side has reached its price: whatever was ahead of it
 * there is gone by then. An order that is not in the queue gets nothing.
 */
export const fillPlace = (queue: Queue, id: OrderId, size: number): Advance => ({
  fills: queue.filter((place) => place.id === id).map(({ key }) => ({ id, key, size })),
  queue: queue
    .map((place) =>
      place.id === id ? { ...place, remaining: place.remaining - size, ahead: 0 } : place,
    )
    .filter(({ remaining }) => remaining > 0),
});
