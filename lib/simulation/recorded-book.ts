// The one recorded book of a market. A tape may carry the books of both tokens, but those are two
// views of one book: one token's stream is followed, the other's is ignored, and nothing is added.

import { createLadder } from './ladder.ts';
import { amountOf, keyOf, msOf, sideOf } from './micros.ts';
import { UNSEEN } from './queue.ts';
import type { BookSide, Outcome } from '../domain/market.ts';
import type { TapeEvent } from '../domain/tape-event.ts';
import type { Ladder } from './ladder.ts';
import type { Direction } from './micros.ts';

/** Events of one kind. */
export type EventOf<Kind extends TapeEvent['kind']> = Extract<TapeEvent, { readonly kind: Kind }>;

/**
 * What an event did to the book: nothing; a change of one side or of both; or it made an unknown
 * book known again.
 */
export type BookChange = 'none' | 'BID' | 'ASK' | 'both' | 'opened';

/** A recorded book while a tape runs. */
export type RecordedBook = {
  readonly ladder: (side: BookSide) => Ladder;
  /** What a new order at a key would stand behind; unseen beyond the levels that are shown. */
  readonly aheadAt: (side: BookSide, key: number) => number;
  readonly applyBook: (outcome: Outcome, event: EventOf<'book'>) => BookChange;
  readonly applyLevel: (outcome: Outcome, event: EventOf<'level'>) => BookChange;
  readonly applyGap: (outcome: Outcome, event: EventOf<'gap'>) => void;
  /** Notes that the feed of a token was alive, so that its book is still what it was. */
  readonly vouch: (outcome: Outcome, at: number) => void;
  /** Tells whether this token's stream is the one that gives the book. */
  readonly follows: (outcome: Outcome) => boolean;
  readonly isKnown: () => boolean;
  /** Why the book is not known. */
  readonly cause: () => string;
  /** When the followed stream last vouched for the book: by a change of it, or by being alive. */
  readonly vouchedAt: () => number;
};

// The lowest key down to which all levels of a side are shown.
const horizonOf = (direction: Direction, { depth, ...shown }: EventOf<'book'>): number => {
  const levels = shown[direction];
  if (depth.kind === 'whole' || levels.length < depth.levels) return 0;
  return Math.min(...levels.map(({ price }) => keyOf(direction, price)));
};

/**
 * Makes a book that is unknown until its first whole book. The first whole book decides which token
 * is followed, until a gap in that token's stream.
 */
export const createRecordedBook = (): RecordedBook => {
  const bid = createLadder();
  const ask = createLadder();
  const ladder = (side: BookSide): Ladder => (side === 'BID' ? bid : ask);
  const horizons = { BID: 0, ASK: 0 };
  let followed: Outcome | null = null;
  let cause = 'no whole book was recorded yet';
  // In a place of its own type: a variable would get a new box with each change of a level.
  const vouchedAt = new Float64Array(1);

  return {
    ladder,
    aheadAt: (side, key) => (key < horizons[side] ? UNSEEN : ladder(side).recordedAt(key)),
    applyBook: (outcome, event) => {
      if (followed !== null && followed !== outcome) return 'none';
      for (const direction of ['bids', 'asks'] as const) {
        const side = sideOf(direction, outcome);
        ladder(side).replace(direction, event[direction]);
        horizons[side] = horizonOf(direction, event);
      }
      const change = followed === null ? 'opened' : 'both';
      followed = outcome;
      vouchedAt[0] = msOf(event.at);
      return change;
    },
    applyLevel: (outcome, event) => {
      if (followed !== outcome) return 'none';
      const side = sideOf(event.side, outcome);
      ladder(side).set(keyOf(event.side, event.price), amountOf(event.size));
      vouchedAt[0] = msOf(event.at);
      return side;
    },
    applyGap: (outcome, event) => {
      if (followed !== null && followed !== outcome) return;
      followed = null;
      cause = event.cause;
    },
    vouch: (outcome, at) => {
      if (followed === outcome) vouchedAt[0] = at;
    },
    follows: (outcome) => followed === outcome,
    isKnown: () => followed !== null,
    cause: () => cause,
    vouchedAt: () => vouchedAt[0] ?? 0,
  };
};
