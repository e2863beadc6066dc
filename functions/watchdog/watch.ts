// The last one who can take orders away. Cycles cancel by themselves when they are told to halt, so
// somebody has to look whether there are cycles at all: when none was saved for too long, or the
// switch says halt and orders still rest, everything is cancelled from here. A portfolio that was
// never saved has no order of its own: without a halt its watchdog only tells what rests.
//
// It needs neither lease nor state and never sends an order. A cycle that runs at this moment may
// place orders after the cancel: under a halt it reads the switch before each placing request, and
// sends none; otherwise it ends within its function's timeout, its orders expire by themselves, and
// the next look, a minute later, finds them.

import { cancelEverything } from '../../lib/cycle/cancel.ts';
import { describeHalt } from '../../lib/cycle/halt.ts';
import { describeStoreError } from '../../lib/cycle/describe-store-error.ts';
import { elapsed, formatTime, msOfDuration } from '../../lib/units/time.ts';
import type { KillSwitchReading } from '../../lib/domain/kill-switch.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { CancelOutcome } from '../../lib/domain/venue-outcome.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { KillSwitchPort } from '../../lib/ports/kill-switch.ts';
import type { StateStore, StoreError } from '../../lib/ports/state-store.ts';
import type { LogLine } from '../../lib/ports/telemetry.ts';
import type { Venue } from '../../lib/ports/venue.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { Result } from '../../lib/units/result.ts';
import type { EpochMs } from '../../lib/units/time.ts';

/** What of the venue a watchdog needs: to look, and to cancel. */
export type WatchedVenue = Pick<Venue, 'fetchOpenOrders' | 'cancelAll' | 'cancelOrders'>;

/** What is watched, and by what means. */
export type Watched = {
  readonly killSwitch: KillSwitchPort;
  readonly store: Pick<StateStore, 'peek'>;
  /** Orders outside: a live portfolio has some, a paper one never. */
  readonly outside:
    | { readonly kind: 'none' }
    | { readonly kind: 'venue'; readonly open: () => Promise<Result<WatchedVenue, string>> };
  readonly clock: Clock;
  readonly log: (line: LogLine) => void;
  /** For how long no cycle may be saved. */
  readonly silenceMax: DurationMs;
};

/** How a look ended, as the series tells it: nothing to do, cancelled and verified, could not. */
export type WatchEnd = 'nothing-to-do' | 'cancelled' | 'could-not';

type Seen = Result<PortfolioState | null, StoreError>;

/** Why a look at the venue is due, and whether it may cancel what it finds. */
type Reason = { readonly why: string; readonly deed: 'cancel' | 'only-look' };

const ageText = (age: DurationMs): string => `${String(msOfDuration(age) / 1_000n)} s`;

const NEVER = 'no cycle was ever saved';

// A save from the future is told by a clock that is wrong, and proves no cycle.
const lateness = (savedAt: EpochMs, { clock, silenceMax }: Watched): string | null => {
  const now = clock.now();
  if (elapsed(savedAt, now) <= silenceMax && elapsed(now, savedAt) <= silenceMax) return null;
  const age = ageText(elapsed(savedAt, now));
  return `no cycle was saved for ${age}, the last at ${formatTime(savedAt)}`;
};

// Without a saved state nothing of this portfolio can rest: intents are written down beside one
// before they are sent. What rests is somebody's with the same wallet, such as another portfolio's.
const silenceOf = (seen: Seen, watched: Watched): Reason | null => {
  if (!seen.ok)
    return {
      why: `the state cannot be read: ${describeStoreError(seen.error)}`,
      deed: 'cancel',
    };
  const savedAt = seen.value?.savedAt ?? null;
  if (savedAt === null) return { why: NEVER, deed: 'only-look' };
  const why = lateness(savedAt, watched);
  return why === null ? null : { why, deed: 'cancel' };
};

const haltOf = (reading: KillSwitchReading): Reason | null =>
  reading.kind === 'read' && reading.position === 'halt'
    ? { why: `the kill switch says halt (${reading.source})`, deed: 'cancel' }
    : null;

const tell = (watched: Watched, level: LogLine['level'], message: string): void =>
  watched.log({ level, message: `[Watchdog] ${message}`, fields: {} });

const NONE_RESTED = 'no order rested';
const ALL_CANCELLED = describeHalt({ kind: 'verified' });

const onlyLook = async (watched: Watched, venue: WatchedVenue, why: string): Promise<WatchEnd> => {
  const listed = await venue.fetchOpenOrders();
  if (listed.kind === 'unknown') {
    tell(watched, 'error', `${why}; what rests cannot be read: ${listed.error.detail}`);
    return 'could-not';
  }
  const count = listed.value.length;
  if (count === 0) {
    tell(watched, 'info', `${why}; ${NONE_RESTED}`);
    return 'nothing-to-do';
  }
  const others = 'not of this portfolio: does another one trade with the same wallet?';
  tell(watched, 'error', `${why}; ${String(count)} orders rest and are left alone, ${others}`);
  return 'could-not';
};

type Noted = { readonly venue: WatchedVenue; readonly isEmpty: () => boolean };

// What rested is told by what the venue cancelled. To list it before would make a cancel wait for
// all that a list needs: what every market is, page after page.
const noting = (venue: WatchedVenue): Noted => {
  let isEmpty = true;
  const noted = (answer: Observed<CancelOutcome>): Observed<CancelOutcome> => {
    isEmpty &&= answer.kind === 'known' && answer.value.canceled.length === 0;
    return answer;
  };
  return {
    venue: {
      ...venue,
      cancelAll: async () => noted(await venue.cancelAll()),
      cancelOrders: async (ids) => noted(await venue.cancelOrders(ids)),
    },
    isEmpty: () => isEmpty,
  };
};

const cancelAll = async (watched: Watched, at: WatchedVenue, why: string): Promise<WatchEnd> => {
  const { venue, isEmpty } = noting(at);
  const outcome = await cancelEverything(venue);
  if (outcome.kind !== 'verified') {
    tell(watched, 'error', `${why}; ${describeHalt(outcome)}`);
    return 'could-not';
  }
  const wasEmpty = isEmpty();
  tell(watched, wasEmpty ? 'info' : 'warn', `${why}; ${wasEmpty ? NONE_RESTED : ALL_CANCELLED}`);
  return wasEmpty ? 'nothing-to-do' : 'cancelled';
};

const intervene = async (
  watched: Watched,
  open: () => Promise<Result<WatchedVenue, string>>,
  { why, deed }: Reason,
): Promise<WatchEnd> => {
  const venue = await open();
  if (venue.ok)
    return deed === 'cancel'
      ? cancelAll(watched, venue.value, why)
      : onlyLook(watched, venue.value, why);
  tell(watched, 'error', `${why}; nothing could be cancelled: ${venue.error}`);
  return 'could-not';
};

// A halt is reason enough: whoever says so does not wait for a table that hangs.
const reasonOf = async (watched: Watched, reading: KillSwitchReading): Promise<Reason | null> =>
  haltOf(reading) ?? silenceOf(await watched.store.peek(), watched);

/** Looks once, and cancels everything where that is due. */
export const watch = async (watched: Watched): Promise<WatchEnd> => {
  const reading = await watched.killSwitch.read();
  if (reading.kind === 'failed')
    tell(watched, 'warn', `the kill switch cannot be read: ${reading.source}: ${reading.detail}`);
  const reason = await reasonOf(watched, reading);
  if (reason === null) return 'nothing-to-do';
  if (watched.outside.kind === 'venue') return intervene(watched, watched.outside.open, reason);
  // Whether its cycles come is told by their own alarms, and every new one begins under a halt.
  tell(watched, 'info', `${reason.why}; a paper portfolio has no order outside`);
  return 'nothing-to-do';
};
