// What became of every order that came to rest: what stood before it, how long it took until it was
// filled, and whether it was. Only orders that still rest are remembered; the rest are counted.

import { amountOf } from '../simulation/micros.ts';
import { median } from '../report/median.ts';
import type { Order, Strategy } from '../domain/order.ts';
import type { QueueStatistics } from '../report/report-data.ts';
import type { OrderId } from '../units/ids.ts';

/** An order that the venue took. Unit: ms since 1970. */
export type PlacedOrder = {
  readonly id: OrderId;
  readonly order: Order;
  readonly strategy: Strategy;
  readonly at: number;
  /** What stood before it. Unit: 10^-6 share. Null where nobody sees it. */
  readonly ahead: number | null;
};

type Resting = PlacedOrder & { readonly matched: number };

/** Orders that are being counted. */
export type PlacedOrders = {
  readonly add: (placed: PlacedOrder) => void;
  /** Unit: size in 10^-6 share, at in ms since 1970. */
  readonly fill: (id: OrderId, fill: { readonly size: number; readonly at: number }) => void;
  readonly find: (id: OrderId) => PlacedOrder | undefined;
  /** Counts those that rest no more. */
  readonly settle: (resting: ReadonlySet<OrderId>) => void;
  readonly statistics: () => QueueStatistics;
};

const text = (value: number | null, decimals: number): string | null =>
  value === null ? null : value.toFixed(decimals);

/** Counts from nothing. */
export const countPlaced = (): PlacedOrders => {
  const resting = new Map<OrderId, Resting>();
  const counts = { placed: 0, filled: 0, partly: 0 };
  const seconds = median();
  const shares = median();

  const end = ({ id, order, matched }: Resting): void => {
    resting.delete(id);
    if (matched >= amountOf(order.size)) counts.filled += 1;
    else if (matched > 0) counts.partly += 1;
  };
  return {
    add: (placed) => {
      counts.placed += 1;
      resting.set(placed.id, { ...placed, matched: 0 });
      if (placed.ahead !== null) shares.add(placed.ahead / 1_000_000);
    },
    fill: (id, { size, at }) => {
      const found = resting.get(id);
      if (found === undefined) return;
      if (found.matched === 0) seconds.add((at - found.at) / 1_000);
      resting.set(id, { ...found, matched: found.matched + size });
    },
    find: (id) => resting.get(id),
    settle: (still) => {
      for (const one of [...resting.values()]) if (!still.has(one.id)) end(one);
    },
    statistics: () => {
      for (const one of [...resting.values()]) end(one);
      const { placed, filled, partly } = counts;
      return {
        ...counts,
        fillRate: placed === 0 ? null : ((filled + partly) / placed).toFixed(4),
        medianSecondsToFill: text(seconds.value(), 1),
        medianAheadShares: text(shares.value(), 2),
      };
    },
  };
};
