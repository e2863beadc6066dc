// Several files, each in time order, as one stream in time order. A file is opened only when its
// time has come, so that memory is bounded by the files that overlap, not by all of them.

import { present } from '../units/invariant.ts';
import type { TapeEvent } from '../domain/tape-event.ts';
import type { EpochMs } from '../units/time.ts';

/** Batches of events. */
export type Batches = AsyncIterable<readonly TapeEvent[]>;

/** One stream to be merged; none of its events is earlier than its first time. */
export type Source = { readonly first: EpochMs; readonly open: () => Batches };

/** Merges by time; of events at the same time, those of the source listed first come first. */
export async function* mergeByTime(sources: readonly Source[]): Batches {
  const waiting = sources
    .map((source, order) => ({ ...source, order }))
    .sort((a, b) => byTime(a.first, b.first));
  let open: readonly Cursor[] = [];
  try {
    for (;;) {
      const [soonest] = waiting;
      const [leader, second] = open;
      if (soonest !== undefined && (leader === undefined || soonest.first <= leader.head())) {
        waiting.shift();
        open = await withRefilled(open, startCursor(soonest.open(), soonest.order));
        continue;
      }
      if (leader === undefined) return;
      yield leader.takeUntil(earlierOf(second?.head(), soonest?.first));
      open = await withRefilled(open.slice(1), leader);
    }
  } finally {
    for (const cursor of open) await cursor.close();
  }
}

// A position in one source. Its head is only asked for while it has one.
type Cursor = {
  readonly order: number;
  readonly head: () => EpochMs;
  readonly refill: () => Promise<boolean>;
  /** Takes the head and whatever follows it before a time. */
  readonly takeUntil: (stop: EpochMs | undefined) => readonly TapeEvent[];
  readonly close: () => Promise<unknown>;
};

const startCursor = (batches: Batches, order: number): Cursor => {
  const iterator = batches[Symbol.asyncIterator]();
  let batch: readonly TapeEvent[] = [];
  let next = 0;
  const at = (index: number): EpochMs => present(batch[index], 'a cursor stands at an event').at;
  return {
    order,
    head: () => at(next),
    refill: async () => {
      while (next >= batch.length) {
        const step = await iterator.next();
        if (step.done === true) return false;
        batch = step.value;
        next = 0;
      }
      return true;
    },
    takeUntil: (stop) => {
      const from = next++;
      while (next < batch.length && (stop === undefined || at(next) < stop)) next++;
      return batch.slice(from, next);
    },
    close: async () => iterator.return?.(),
  };
};

// The cursors that still have events, the earliest first.
const withRefilled = async (
  cursors: readonly Cursor[],
  changed: Cursor,
): Promise<readonly Cursor[]> => {
  if (!(await changed.refill())) return cursors;
  return [...cursors, changed].sort((a, b) => {
    const time = byTime(a.head(), b.head());
    return time === 0 ? a.order - b.order : time;
  });
};

const byTime = (a: EpochMs, b: EpochMs): number => (a === b ? 0 : a < b ? -1 : 1);

const earlierOf = (a: EpochMs | undefined, b: EpochMs | undefined): EpochMs | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
};
