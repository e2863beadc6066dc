// The events of a tape, handed out up to a time: whoever controls the server says how far the
// market has come.

import type { TapeEvent } from '../../domain/tape-event.ts';
import type { EpochMs } from '../../units/time.ts';

/** Events that were not applied yet. */
export type TapeFeed = {
  /** Takes the events up to and at a time. */
  readonly until: (at: EpochMs) => readonly TapeEvent[];
};

/** Hands out events, which come in time order. */
export const createTapeFeed = (events: Iterable<TapeEvent>): TapeFeed => {
  const rest = events[Symbol.iterator]();
  let next = rest.next();
  return {
    until: (at) => {
      const due: TapeEvent[] = [];
      while (next.done !== true && next.value.at <= at) {
        due.push(next.value);
        next = rest.next();
      }
      return due;
    },
  };
};
