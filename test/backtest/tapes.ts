// Tapes made by hand from a list of events.

import { RAIN, at, bookOf, universeWith } from './markets.ts';
import type { Market, Universe } from '../../lib/domain/market.ts';
import type { Tape, TapeEvent } from '../../lib/domain/tape-event.ts';
import type { BookShape } from './markets.ts';

/** A tape of these events, one a batch. */
export const tapeOf = (
  events: readonly TapeEvent[],
  universe: Universe = universeWith(RAIN),
): Tape => ({
  name: 'a tape made by hand',
  identity: 'made by hand',
  universe,
  provenance: [],
  start: events[0]?.at ?? at(0),
  end: events.at(-1)?.at ?? at(0),
  events: () => ({
    [Symbol.asyncIterator]: () => {
      const batches = events.map((event) => [event]).values();
      return { next: () => Promise.resolve(batches.next()) };
    },
  }),
  columns: null,
});

/** The same book of one market, sent again every so many seconds. */
export const steadyBooks = (
  market: Market,
  shape: BookShape,
  span: { readonly from: number; readonly to: number; readonly every: number },
): readonly TapeEvent[] =>
  Array.from({ length: Math.floor((span.to - span.from) / span.every) + 1 }, (_, index) =>
    bookOf(market, span.from + index * span.every, shape),
  );
