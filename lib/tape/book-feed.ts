// What a reader shows of one book: whole at first, then change by change, with a gap wherever it
// can no longer be trusted, and a sign of life while it is quiet but proven.

import { bestAsk, bestBid, inApplyingOrder, isCrossed, levelsOf } from './book-builder.ts';
import { WHOLE } from '../domain/tape-event.ts';
import { textOfMicros, toPrice, toShares, toTime } from './numbers.ts';
import type { BookDepth, TapeEvent } from '../domain/tape-event.ts';
import type { TokenId } from '../units/ids.ts';
import type { BookBuilder, LevelChange } from './book-builder.ts';
import type { Findings } from './format.ts';
import type { TickWatch } from './tick-watch.ts';

/** The shown state of one token's book. Its reader hands in times that never fall. */
export type BookFeed = {
  /** Shows a trusted book; the changes are those since the last time, the book is the outcome. */
  readonly show: (at: At, book: BookBuilder, changes: readonly LevelChange[]) => void;
  /** Shows a trusted book in place of what was shown, as deep as its source goes. */
  readonly replace: (at: At, book: BookBuilder, depth: BookDepth) => void;
  /** Says that the book is not known from here on. */
  readonly hide: (at: number, cause: string) => void;
  /**
   * Says that the book turned out not to be known here. What came before is believed for a while
   * after the last proof: when the first change was missed is not known.
   */
  readonly hideUnproven: (at: number, cause: string) => void;
  /** Says that the book shown last was right all the time up to here, every few seconds. */
  readonly vouch: (at: number) => void;
  readonly isShown: () => boolean;
};

/** When, and by which line. */
export type At = { readonly ms: number; readonly line: number };

// A quiet book is vouched for this often. Half of the shortest age limit that strategies have (10
// s).
const HEARTBEAT_MS = 5_000;
// Nine of ten messages of a recorded game follow within 20 s.
const UNPROVEN_MAX_MS = 30_000;

/** Starts a feed of one token's book, which is not known yet. */
export const bookFeed = (token: TokenId, watch: TickWatch, findings: Findings): BookFeed => {
  const { emit, tell } = findings;
  let shown = false;
  let crossed = false;
  let vouchedAt = 0;

  const hide = (at: number, cause: string): void => {
    if (shown) emit({ kind: 'gap', at: toTime(at), token, cause });
    shown = false;
  };
  // A book whose sides meet is about to be matched by the venue: nothing to trade on.
  const refuses = ({ ms, line }: At, book: BookBuilder): boolean => {
    const isNew = !crossed;
    crossed = isCrossed(book);
    if (!crossed) return false;
    if (isNew) tell({ kind: 'crossed', line, rows: 1, detail: textOfTop(book) });
    hide(ms, 'crossed');
    return crossed;
  };
  const open = (at: At, book: BookBuilder, depth: BookDepth): void => {
    if (refuses(at, book)) return;
    for (const price of book.bids.prices) watch(at.ms, price);
    for (const price of book.asks.prices) watch(at.ms, price);
    emit({ kind: 'book', at: toTime(at.ms), token, ...levelsOf(book), depth });
    shown = true;
    vouchedAt = at.ms;
  };
  return {
    hide,
    isShown: () => shown,
    hideUnproven: (at, cause) => hide(Math.min(at, vouchedAt + UNPROVEN_MAX_MS), cause),
    replace: (at, book, depth) => {
      crossed = false;
      open(at, book, depth);
    },
    show: (at, book, changes) => {
      if (!shown) open(at, book, WHOLE);
      else if (!refuses(at, book) && changes.length > 0) {
        for (const { price } of changes) watch(at.ms, price);
        for (const each of inApplyingOrder(changes)) emit(levelEvent(token, at, each));
        vouchedAt = at.ms;
      }
    },
    vouch: (at) => {
      if (!shown) return;
      for (; vouchedAt + HEARTBEAT_MS <= at; vouchedAt += HEARTBEAT_MS)
        emit({ kind: 'alive', at: toTime(vouchedAt + HEARTBEAT_MS), tokens: [token] });
    },
  };
};

const levelEvent = (token: TokenId, at: At, { side, price, size }: LevelChange): TapeEvent => ({
  kind: 'level',
  at: toTime(at.ms),
  token,
  side,
  price: toPrice(price),
  size: toShares(size),
});

const textOfTop = (book: BookBuilder): string =>
  `bid ${textOfMicros(bestBid(book) ?? 0)} meets ask ${textOfMicros(bestAsk(book) ?? 0)}`;
