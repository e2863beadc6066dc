// A tape is recorded or generated market history in time order, in one form for every source. The
// simulated venue is driven by it.

import type { ConditionId, TokenId } from '../units/ids.ts';
import type { PriceMicros, Tick } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { Level } from './book.ts';
import type { MetadataProvenance } from './cycle-record.ts';
import type { MarketStatus, Side, Universe } from './market.ts';
import type { PrintWallet } from './print.ts';

/**
 * One event of a tape. Levels and books are of one token of a market, the same one throughout; the
 * other token's book is their mirror. Trades may be of either. A trade stands before the level
 * change or the book that shows its effect, wherever the source lets the two be matched. Of the
 * level changes of one moment removals come first, so that the sides never meet in between.
 */
export type TapeEvent = { readonly at: EpochMs } & (
  | {
      /** The book of a token, as deep as shown; it replaces what was known, after a gap too. */
      readonly kind: 'book';
      readonly token: TokenId;
      readonly bids: readonly Level[];
      readonly asks: readonly Level[];
      readonly depth: BookDepth;
    }
  | {
      /** The new total size at one price; zero removes the level. */
      readonly kind: 'level';
      readonly token: TokenId;
      readonly side: 'bids' | 'asks';
      readonly price: PriceMicros;
      readonly size: ShareMicros;
    }
  | {
      readonly kind: 'trade';
      readonly token: TokenId;
      readonly takerSide: Side;
      readonly price: PriceMicros;
      readonly size: ShareMicros;
      readonly wallet: PrintWallet;
      /** Groups the rows of one taker order; unique to the trade where the source has none. */
      readonly transaction: string;
    }
  | { readonly kind: 'tick'; readonly condition: ConditionId; readonly tick: Tick }
  | { readonly kind: 'status'; readonly condition: ConditionId; readonly status: MarketStatus }
  | {
      /** From here on the book of this token is not known, until its next whole book. */
      readonly kind: 'gap';
      readonly token: TokenId;
      readonly cause: string;
    }
  | {
      /** The feed was alive: books that did not change since are still what they were. */
      readonly kind: 'alive';
      readonly tokens: readonly TokenId[];
    }
);

/** How much of each side the source of a book shows: all of it, or no more than its best levels. */
export type BookDepth =
  | { readonly kind: 'whole' }
  | { readonly kind: 'best'; readonly levels: number };

/** The depth of a source that leaves no level out. */
export const WHOLE: BookDepth = { kind: 'whole' };

/**
 * Something wrong with a recording, found while reading it. Nothing is repaired in silence: bad
 * rows are left out, repeated ones counted once, late ones put in their place, and each is told.
 */
export type TapeProblem = {
  readonly kind:
    | 'gap'
    | 'duplicate'
    | 'disorder'
    | 'malformed'
    | 'hash-mismatch'
    | 'top-mismatch'
    | 'mirror-mismatch'
    | 'crossed'
    | 'trade-unclear'
    | 'truncated';
  readonly file: string;
  /** The first line it concerns, counted from 1. */
  readonly line: number;
  /** How many rows it concerns. */
  readonly rows: number;
  readonly detail: string;
};

/**
 * Some events of a tape in their order, a row each: level changes in columns of plain numbers, as
 * a day of busy markets has tens of millions of them. Rows beyond the count mean nothing.
 */
export type TapeBlock = {
  readonly count: number;
  /** What each row is: 0 a changed bid, 1 a changed ask, 2 any other event. */
  readonly kinds: Uint8Array;
  /** Unit: millisecond since 1970. They never fall. */
  readonly times: Float64Array;
  /** Of a level its token's place in the names; of another event its place among the others. */
  readonly tokens: Uint32Array;
  /** Of a level. Unit: 10^-6 dollar per share. */
  readonly prices: Uint32Array;
  /** Of a level: zero removes it. Unit: 10^-6 share, exact. */
  readonly sizes: Float64Array;
  /** The events that are no level changes, in the order of their rows. */
  readonly others: readonly TapeEvent[];
  /** The tokens of the tape: the very same list in every block of a tape. */
  readonly names: readonly TokenId[];
};

/**
 * The columns of a tape: its blocks, read from the beginning on every call. A block holds until the
 * next one is asked for: its memory is used again.
 */
export type TapeColumns = {
  readonly names: readonly TokenId[];
  readonly blocks: () => AsyncIterable<TapeBlock>;
};

/** A tape, opened: what is known of its markets beforehand, and its events in time order. */
export type Tape = {
  /** The name shown to people: a set and its files, or the generator and its seed. */
  readonly name: string;
  /**
   * Tells tapes apart: by its files and what is known or said of their markets, or by the version,
   * the seed and the span of the generator.
   */
  readonly identity: string;
  readonly universe: Universe;
  readonly provenance: readonly MetadataProvenance[];
  readonly start: EpochMs;
  readonly end: EpochMs;
  /**
   * Reads from the beginning, on every call. Events come in batches of any size but zero, in time
   * order within and across batches: one at a time they cost five times as much (230 ns, not 44).
   * A reader that was told to stop at problems ends early, after reporting the problem.
   */
  readonly events: () => AsyncIterable<readonly TapeEvent[]>;
  /** The same events in columns, where the tape is kept so. */
  readonly columns: TapeColumns | null;
};
