// Reads of own trades and activity overlap, so the books keep the keys of what they have applied.
// They keep them for a while only: what is older than that and has no key can no longer be told
// from what was applied long ago, and is not applied.

import { isFinal } from '../domain/fill.ts';
import { negate } from '../units/quantity.ts';
import { after, epochMs, epochSeconds, later, minutes, seconds } from '../units/time.ts';
import type { Fill } from '../domain/fill.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/**
 * How long keys of final fills are kept, counted back from the latest fill. It bounds how late a
 * fill may first be listed: twice as late as it was ever seen to settle. It must exceed the overlap
 * of the reads (120 s); 20 min are some two hundred keys for a busy market maker.
 */
export const FILL_KEYS_KEPT: DurationMs = minutes(20);

/**
 * How long keys of activity are kept, counted back from the latest one. Activity is rarer than
 * fills and is listed later, when the chain has it.
 */
export const ACTIVITY_KEYS_KEPT: DurationMs = minutes(60);

/**
 * How far our clock at the opening may be ahead of the venue's trade times, which are whole seconds
 * of another clock. Fills before that belong to the wallet's life before these books.
 */
const OPENING_SKEW: DurationMs = seconds(60);

/** Fills matched before this are part of the opening cash. */
export const fillsBegin = (state: LedgerState): EpochMs =>
  after(state.openedAt, negate(OPENING_SKEW));

/**
 * Activity before this is part of the opening cash. It is stamped with whole seconds, so that what
 * comes right after the opening bears the second in which the books were opened.
 */
export const activityBegins = ({ openedAt }: LedgerState): EpochMs =>
  epochMs(epochSeconds(openedAt, 'down') * 1_000n);

/** Fills without a key that were matched before this are too old to be told apart. */
export const fillHorizon = (state: LedgerState): EpochMs =>
  after(state.tradeCursor, negate(FILL_KEYS_KEPT));

/** Activity without a key that is older than this is too old to be told apart. */
export const activityHorizon = (state: LedgerState): EpochMs =>
  after(state.activityCursor, negate(ACTIVITY_KEYS_KEPT));

/**
 * Tells whether books may open at a moment: not while the wallet moves. What happened within the
 * skew is in the opening cash, and would be applied once more.
 */
export const isQuietBefore = (opening: EpochMs, events: readonly EpochMs[]): boolean =>
  events.every((event) => event < after(opening, negate(OPENING_SKEW)));

/**
 * How long a trade may be on its way to the chain before the books open without it. Trades were
 * seen to take minutes, ten at the most; others never settled, and must not keep the books closed.
 */
export const SETTLES_WITHIN: DurationMs = minutes(30);

/**
 * Tells whether the balance at an opening has all trades in it. One that is on its way to the chain
 * may be missing there, and would be booked by nobody.
 */
export const areSettledBefore = (opening: EpochMs, fills: readonly Fill[]): boolean =>
  fills.every(
    ({ status, matchedAt }) =>
      isFinal(status) || matchedAt < after(opening, negate(SETTLES_WITHIN)),
  );

type Keys = ReadonlyMap<string, EpochMs>;

const keysSince = (keys: Keys, horizon: EpochMs): Keys =>
  new Map([...keys].filter(([, at]) => at >= horizon));

/** Moves the trade cursor on and forgets what lies too far behind it. */
export const withTradeAt = (state: LedgerState, at: EpochMs): LedgerState => {
  const moved = { ...state, tradeCursor: later(state.tradeCursor, at) };
  return { ...moved, finals: keysSince(moved.finals, fillHorizon(moved)) };
};

/** Remembers an activity by its event id, and forgets what lies too far behind the cursor. */
export const withActivityKey = (
  state: LedgerState,
  { eventId, at }: { readonly eventId: string; readonly at: EpochMs },
): LedgerState => {
  const moved = { ...state, activityCursor: later(state.activityCursor, at) };
  const keys = new Map([...moved.activityKeys, [eventId, at]]);
  return { ...moved, activityKeys: keysSince(keys, activityHorizon(moved)) };
};
