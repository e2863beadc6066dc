// In which order the books have taken things in, by the entries that are stored: the average cost
// of what is left hangs on it. What the things were, and that they were, the venue's own books say.

import { fillKey } from '../../../lib/domain/fill.ts';
import { epochMs, msOfEpoch } from '../../../lib/units/time.ts';
import { isSince, oursBegin } from './opening.ts';
import { savedSectionIn } from './stored.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { LedgerEntry } from '../../../lib/domain/ledger-entry.ts';
import type { EpochMs } from '../../../lib/units/time.ts';
import type { Attributes } from '../aws/attribute.ts';

/** The places of what was booked. What was not booked yet has none. */
export type Booked = {
  /** Tells whether a fill was booked or came after the opening: all else is the owner's. */
  readonly isOurs: (fill: Fill) => boolean;
  readonly fill: (fill: Fill) => number | undefined;
  /** Where a fill that failed was taken back. */
  readonly failure: (fill: Fill) => number | undefined;
  /** Where merges of a market, or redemptions of a token, were booked, one after the other. */
  readonly payouts: (of: string) => readonly number[];
};

/** Nothing was booked. */
export const NOTHING_BOOKED: Booked = {
  isOurs: () => true,
  fill: () => undefined,
  failure: () => undefined,
  payouts: () => [],
};

type WrittenEntry = {
  readonly kind: string;
  readonly sequence: number;
  readonly at: string;
  readonly trade?: string;
  readonly order?: string;
  readonly status?: string;
  readonly condition?: string;
  readonly token?: string;
};

/** Books that are followed from save to save. */
export type FollowedBooks = Booked & {
  /** Reads what a save has added. */
  readonly saved: (state: Attributes) => void;
  /** The place of what was booked last. */
  readonly last: () => number;
};

type ReadBooks = Omit<FollowedBooks, 'saved'> & { readonly book: (entry: WrittenEntry) => void };

// An entry that is told twice is booked once.
const readBooks = (): ReadBooks => {
  const fills = new Map<string, number>();
  const failures = new Map<string, number>();
  const payouts = new Map<string, readonly number[]>();
  let last = 0;
  let begin: EpochMs | null = null;
  return {
    book: (entry) => {
      const { kind, sequence, trade = '', order = '', status, condition, token } = entry;
      if (sequence <= last) return;
      last = sequence;
      if (kind === 'opening') begin = oursBegin(epochMs(BigInt(entry.at)));
      if (kind === 'fill') fills.set(`${trade}|${order}`, sequence);
      if (kind === 'transition' && status === 'FAILED') failures.set(`${trade}|${order}`, sequence);
      const paidOut = { merge: condition, redemption: token }[kind];
      if (paidOut !== undefined) payouts.set(paidOut, [...(payouts.get(paidOut) ?? []), sequence]);
    },
    last: () => last,
    isOurs: (fill) => begin === null || isSince(fill, begin) || fills.has(fillKey(fill)),
    fill: (fill) => fills.get(fillKey(fill)),
    failure: (fill) => failures.get(fillKey(fill)),
    payouts: (of) => payouts.get(of) ?? [],
  };
};

/** The places in a whole history, oldest first. */
export const bookedIn = (entries: readonly LedgerEntry[]): Booked => {
  const { book, ...books } = readBooks();
  for (const entry of entries) book({ ...entry, at: String(msOfEpoch(entry.at)) });
  return books;
};

/** Follows books from their first save on. */
export const followBooks = (): FollowedBooks => {
  const { book, ...books } = readBooks();
  return {
    ...books,
    // What waits to be stored elsewhere stands in several saves.
    saved: (state) => {
      const entries = JSON.parse(savedSectionIn(state, 'outbox')) as readonly WrittenEntry[];
      for (const entry of entries) book(entry);
    },
  };
};
