// How the resting orders of a portfolio fared, from records and ledger entries: a record names an
// order with its size and time, an entry each of its fills. Neither says what stood before it.

import { formatShares } from '../units/shares.ts';
import { formatTime } from '../units/time.ts';
import { median } from './median.ts';
import type { CycleRecord, OrderRecord } from '../domain/cycle-record.ts';
import type { EntryOf } from '../domain/ledger-entry.ts';
import type { QueueStatistics } from './report-data.ts';

/** Orders that are being counted; they may be asked for at any time, and go on after that. */
export type QueueCounts = {
  readonly record: (record: CycleRecord) => void;
  readonly fill: (entry: EntryOf<'fill'>) => void;
  readonly statistics: () => QueueStatistics;
};

/** Unit: shares, ms since 1970. */
type Placed = { readonly size: number; readonly at: number };

/** Unit: shares, ms since 1970. */
type Filled = { readonly shares: number; readonly firstAt: number; readonly lastAt: number };

// No quote lives as long, and no fill is told so late: what is older is counted and forgotten.
const REMEMBERED_MS = 86_400_000;

// Shares have six decimals: what is nearer than half of the last one is the same number.
const SAME = 5e-7;

type Orders = {
  readonly placed: Map<string, Placed>;
  readonly fills: Map<string, Filled>;
  /** Those whose wait for the first fill was measured. */
  readonly waited: Set<string>;
};

type Counts = { readonly filled: number; readonly partly: number };

const counted = (counts: Counts, { size }: Placed, fill: Filled | undefined): Counts => {
  const { filled, partly } = counts;
  if (fill === undefined) return counts;
  return fill.shares >= size - SAME
    ? { filled: filled + 1, partly }
    : { filled, partly: partly + 1 };
};

const isResting = ({ liquidity, result }: OrderRecord): boolean =>
  liquidity === 'post-only' && result === 'placed';

// Gives the counts with those of what is forgotten.
const forget = ({ placed, fills, waited }: Orders, before: number, counts: Counts): Counts => {
  let all = counts;
  for (const [id, order] of placed) {
    if (order.at > before) break;
    all = counted(all, order, fills.get(id));
    for (const known of [placed, fills, waited]) known.delete(id);
  }
  for (const [id, { lastAt }] of fills) if (!placed.has(id) && lastAt <= before) fills.delete(id);
  return all;
};

const NOT_COUNTED = { filled: null, partly: null, fillRate: null, medianSecondsToFill: null };

/** Begins to count. */
export const queueCounts = (): QueueCounts => {
  const orders: Orders = { placed: new Map(), fills: new Map(), waited: new Set() };
  const { placed, fills, waited } = orders;
  const seconds = median();
  let forgotten: Counts = { filled: 0, partly: 0 };
  let [all, nameless] = [0, 0];

  const measure = (id: string): void => {
    const [order, fill] = [placed.get(id), fills.get(id)];
    if (order === undefined || fill === undefined || waited.has(id)) return;
    waited.add(id);
    seconds.add(Math.max(0, fill.firstAt - order.at) / 1_000);
  };
  const add = ({ order, size }: OrderRecord, at: number): void => {
    all += 1;
    if (order === '') nameless += 1;
    else placed.set(order, { size: Number(size), at });
    measure(order);
  };
  return {
    record: (record) => {
      const now = Date.parse(record.at);
      forgotten = forget(orders, now - REMEMBERED_MS, forgotten);
      for (const order of record.orders) if (isResting(order)) add(order, now);
    },
    fill: ({ order, size, at }) => {
      const moment = Date.parse(formatTime(at));
      const before = fills.get(order) ?? { shares: 0, firstAt: moment };
      const shares = before.shares + Number(formatShares(size));
      fills.set(order, { ...before, shares, lastAt: moment });
      measure(order);
    },
    statistics: () => {
      if (nameless > 0) return { ...NOT_COUNTED, placed: all, medianAheadShares: null };
      let counts = forgotten;
      for (const [id, order] of placed) counts = counted(counts, order, fills.get(id));
      return {
        ...counts,
        placed: all,
        fillRate: all === 0 ? null : ((counts.filled + counts.partly) / all).toFixed(4),
        medianSecondsToFill: seconds.value()?.toFixed(1) ?? null,
        medianAheadShares: null,
      };
    },
  };
};
