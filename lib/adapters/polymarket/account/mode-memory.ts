// What answers said about the venue's mode. There is no call for it: an order or a cancel finds
// out, and while nothing is sent for it nothing would find out that it is over. So it is kept for
// a while, and ends by itself.

import { VENUE_MODES } from '../../../domain/venue-outcome.ts';
import { larger, plus, smaller } from '../../../units/quantity.ts';
import { minutes, seconds } from '../../../units/time.ts';
import { modeIn } from '../clob-status.ts';
import { errorOf } from '../json-answer.ts';
import type { VenueMode } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { DurationMs } from '../../../units/quantity.ts';
import type { WireAnswer } from '../http.ts';

/**
 * After a restart of its engine the venue takes post-only orders alone for two minutes.
 * Source: venue reference 3.4, read 2026-11-22.
 */
export const POST_ONLY_AFTER_RESTART: DurationMs = minutes(2);

/**
 * How long a mode is kept that was told without an end. Why 90 s: cycles are a minute apart at
 * most, so that the next one still knows it, and the one after that tries again and hears whether
 * it is over. 60 s were tried: the next cycle began in the moment in which they ended.
 */
export const MODE_KEPT: DurationMs = seconds(90);

/**
 * The longest that a mode is kept of which an end was told. Why 5 minutes: nothing asks the venue
 * while we believe it, so that one wrong header, a day at worst, would keep us out for as long. A
 * mode that lasts longer is told again by the next answer, which costs one request. It is above
 * the two minutes after a restart and the waits that the venue is known to tell.
 */
export const MODE_BELIEVED: DurationMs = minutes(5);

const RESTARTING = 425;
const UNAVAILABLE = 503;

/** What is remembered of the venue's mode. */
export type ModeMemory = {
  /** Takes what an answer says, if it says anything. */
  readonly note: (answer: WireAnswer) => void;
  /** The strictest mode that an answer told of and that is not over. */
  readonly mode: () => VenueMode;
};

/** Remembers nothing yet. */
export const createModeMemory = (clock: Clock): ModeMemory => {
  // Each mode has an end of its own: what is told of one says nothing about another.
  const ends = new Map<VenueMode, DurationMs>();

  const remember = (mode: VenueMode, duration: DurationMs): void => {
    ends.set(mode, plus(clock.monotonic(), smaller(duration, MODE_BELIEVED)));
  };
  const isOn = (mode: VenueMode): boolean => {
    const end = ends.get(mode);
    return end !== undefined && clock.monotonic() < end;
  };
  const noteUnavailable = (answer: WireAnswer): void => {
    const error = errorOf('', answer, clock);
    const mode = modeIn(error);
    if (mode === undefined) return;
    const { retryAfter } = error;
    remember(mode, retryAfter.kind === 'after' ? retryAfter.wait : MODE_KEPT);
  };
  const noteRestart = (answer: WireAnswer): void => {
    const { retryAfter } = errorOf('', answer, clock);
    const wait = retryAfter.kind === 'after' ? retryAfter.wait : seconds(0);
    remember('post-only', larger(wait, POST_ONLY_AFTER_RESTART));
  };
  return {
    note: (answer) => {
      if (answer.status === RESTARTING) noteRestart(answer);
      if (answer.status === UNAVAILABLE) noteUnavailable(answer);
    },
    mode: () => VENUE_MODES.findLast(isOn) ?? 'normal',
  };
};
