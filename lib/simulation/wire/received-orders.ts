// Every order that was ever posted, whatever became of it. An id that was taken once is taken for
// ever, so that the same bytes again are recognised; and every posting is counted, for whoever has
// to show that none was sent twice.

import type { OrderId } from '../../units/ids.ts';
import type { PostedOrder } from './order-wire.ts';

/** An order that the venue took. */
export type TakenOrder = {
  readonly id: OrderId;
  readonly posted: PostedOrder;
  /** Unit: ms since 1970. */
  readonly at: number;
  /** Whether it came over the wire, or was placed by the owner of the wallet beside us. */
  readonly by: 'wire' | 'hand';
};

/** What was posted. */
export type ReceivedOrders = {
  readonly count: (id: OrderId) => void;
  readonly take: (order: TakenOrder) => void;
  readonly find: (id: string) => TakenOrder | undefined;
  readonly taken: () => readonly TakenOrder[];
  /** How often each id was posted. */
  readonly posts: () => ReadonlyMap<OrderId, number>;
};

/** Makes an empty record. */
export const createReceivedOrders = (): ReceivedOrders => {
  const taken = new Map<string, TakenOrder>();
  const posts = new Map<OrderId, number>();
  return {
    count: (id) => void posts.set(id, (posts.get(id) ?? 0) + 1),
    take: (order) => void taken.set(order.id, order),
    find: (id) => taken.get(id),
    taken: () => [...taken.values()],
    posts: () => posts,
  };
};
