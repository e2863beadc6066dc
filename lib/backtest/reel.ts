// A tape on its way into a venue: it is fed up to a moment and waits there, in columns where it has
// them, event by event where not.

import { msOf, timeAt } from '../simulation/micros.ts';
import type { Tape, TapeBlock, TapeEvent } from '../domain/tape-event.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';

/** A tape that is being fed. Unit: ms since 1970. */
export type Reel = {
  /** When the next event comes; null after the last one. */
  readonly nextAt: () => Promise<number | null>;
  /** Feeds all events up to a time, that time included. */
  readonly feedUntil: (until: number) => Promise<void>;
  /** How many events were fed. */
  readonly fed: () => number;
  /** Lets go of what is being read. */
  readonly close: () => Promise<void>;
};

// What a source delivers at once: how many rows, when each of them is, and how they are fed.
type Source<Batch> = {
  readonly batches: AsyncIterable<Batch>;
  readonly rowsIn: (batch: Batch) => number;
  readonly timeOf: (batch: Batch, row: number) => number;
  /** Feeds from a row on up to a time, and gives the first row that was not fed. */
  readonly feed: (batch: Batch, from: number, until: number) => number;
};

const eventSource = (tape: Tape, venue: SimulatedVenue): Source<readonly TapeEvent[]> => {
  const timeOf = (batch: readonly TapeEvent[], row: number): number => {
    const event = batch[row];
    return event === undefined ? Infinity : msOf(event.at);
  };
  return {
    batches: tape.events(),
    rowsIn: ({ length }) => length,
    timeOf,
    feed: (batch, from, until) => {
      let row = from;
      for (let event = batch[row]; event !== undefined; event = batch[row]) {
        if (msOf(event.at) > until) return row;
        venue.apply(event);
        row += 1;
      }
      return row;
    },
  };
};

const blockSource = (
  blocks: AsyncIterable<TapeBlock>,
  venue: SimulatedVenue,
): Source<TapeBlock> => ({
  batches: blocks,
  rowsIn: ({ count }) => count,
  timeOf: ({ times }, row) => times[row] ?? Infinity,
  feed: (block, from, until) => venue.applyBlock(block, from, timeAt(until)),
});

type Reading<Batch> = { readonly batch: Batch; readonly row: number };

const reelOf = <Batch>(source: Source<Batch>): Reel => {
  const batches = source.batches[Symbol.asyncIterator]();
  let reading: Reading<Batch> | null = null;
  let isOver = false;
  let fed = 0;

  // The next row that is not fed yet, read where it is not there; null after the last one.
  const ahead = async (): Promise<Reading<Batch> | null> => {
    while (!isOver && (reading === null || reading.row >= source.rowsIn(reading.batch))) {
      const next = await batches.next();
      reading = next.done === true ? null : { batch: next.value, row: 0 };
      isOver = next.done === true;
    }
    return reading;
  };
  return {
    nextAt: async () => {
      const found = await ahead();
      return found === null ? null : source.timeOf(found.batch, found.row);
    },
    feedUntil: async (until) => {
      for (let found = await ahead(); found !== null; found = await ahead()) {
        const { batch, row } = found;
        if (source.timeOf(batch, row) > until) return;
        const left = source.feed(batch, row, until);
        fed += left - row;
        reading = { batch, row: left };
      }
    },
    fed: () => fed,
    close: async () => {
      await batches.return?.();
    },
  };
};

/** Puts a tape on, at its beginning. */
export const openReel = (tape: Tape, venue: SimulatedVenue): Reel =>
  tape.columns === null
    ? reelOf(eventSource(tape, venue))
    : reelOf(blockSource(tape.columns.blocks(), venue));
