// Pauses learnt from rejections, kept so that a restart does not ask again what was just refused.

import {
  after,
  durationMs,
  elapsed,
  hours,
  later,
  minutes,
  msOfDuration,
  seconds,
} from '../units/time.ts';
import { smaller } from '../units/quantity.ts';
import type { ApprovedOrder } from '../domain/order.ts';
import type { Cooldown, CooldownCause, CooldownScope } from '../domain/risk-state.ts';
import type { RetryAfter, VenueError } from '../domain/venue-outcome.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/**
 * How long each cause pauses when the venue does not say, and what the doubling ends at. The first
 * lengths are the specification's; the ends bound how long a passing cause can keep us out.
 */
const LENGTHS: Readonly<
  Record<CooldownCause, { readonly first: DurationMs; readonly most: DurationMs }>
> = {
  funds: { first: minutes(10), most: hours(4) },
  approval: { first: minutes(10), most: hours(4) },
  authentication: { first: minutes(5), most: hours(1) },
  region: { first: minutes(60), most: hours(24) },
  'closed-only': { first: minutes(60), most: hours(24) },
  restarting: { first: seconds(10), most: minutes(10) },
  'rate-limited': { first: seconds(10), most: minutes(10) },
  'post-only': { first: seconds(10), most: minutes(10) },
  unavailable: { first: seconds(10), most: minutes(10) },
  'not-ready': { first: seconds(60), most: hours(1) },
};

// The longest pause that is believed when the venue names one.
const TOLD_MAX = hours(24);

// A cause that has stayed away for this long after its pause starts again at the first length.
const REMEMBERED_AFTER = hours(1);

const sameScope = (a: CooldownScope, b: CooldownScope): boolean =>
  a.kind === 'global' || b.kind === 'global'
    ? a.kind === b.kind
    : a.token === b.token && a.side === b.side;

const DOUBLINGS_MAX = 32;

const defaultLength = (cause: CooldownCause, repeats: number): DurationMs => {
  const { first, most } = LENGTHS[cause];
  const doublings = BigInt(Math.min(repeats - 1, DOUBLINGS_MAX));
  return smaller(durationMs(msOfDuration(first) * 2n ** doublings), most);
};

/** What a pause is for. */
export type PauseCause = Pick<Cooldown, 'scope' | 'cause'>;

/** A rejection that begins or repeats a pause, and how often in a row that makes it. */
export type Rejection = PauseCause & {
  readonly retryAfter: RetryAfter;
  readonly now: EpochMs;
  readonly repeats: number;
};

const isFor =
  ({ scope, cause }: PauseCause) =>
  (one: Cooldown): boolean =>
    one.cause === cause && sameScope(one.scope, scope);

/** How often in a row something has paused, as far as it is remembered. */
export const repeatsOf = (cooldowns: readonly Cooldown[], what: PauseCause): number =>
  cooldowns.find(isFor(what))?.repeats ?? 0;

/**
 * Begins a pause, or prolongs one: as told by the venue, else by default, doubled on repeats. It
 * never ends earlier than it would have: what the venue has named stands.
 */
export const addCooldown = (
  cooldowns: readonly Cooldown[],
  { scope, cause, retryAfter, now, repeats }: Rejection,
): readonly Cooldown[] => {
  const isSame = isFor({ scope, cause });
  const length =
    retryAfter.kind === 'after'
      ? smaller(retryAfter.wait, TOLD_MAX)
      : defaultLength(cause, repeats);
  const until = later(cooldowns.find(isSame)?.until ?? now, after(now, length));
  const others = cooldowns.filter((one) => !isSame(one));
  return [...others, { scope, cause, until, repeats }];
};

/** Forgets what no longer counts as a repeat. */
export const pruneCooldowns = (cooldowns: readonly Cooldown[], now: EpochMs): readonly Cooldown[] =>
  cooldowns.filter((one) => elapsed(one.until, now) <= REMEMBERED_AFTER);

/** Tells whether a pause is one of adding orders alone, wherever they go. */
export const sparesReducing = ({ cause }: Pick<Cooldown, 'cause'>): boolean =>
  cause === 'closed-only';

/** Tells whether a pause is one of orders that may match, so that quotes go on. */
export const sparesPostOnly = ({ cause }: Pick<Cooldown, 'cause'>): boolean =>
  cause === 'post-only';

const SHUTTING: readonly CooldownCause[] = ['region', 'authentication', 'closed-only'];

/** Tells whether a pause is in force because the venue shuts our region or our login out. */
export const shutsOut = ({ cause, until }: Cooldown, now: EpochMs): boolean =>
  SHUTTING.includes(cause) && until > now;

/** Tells whether a read failed because the venue shuts our region or our login out. */
export const isShut = ({ kind }: VenueError): boolean =>
  kind === 'FORBIDDEN' || kind === 'UNAUTHORIZED';

const isSpared = (pause: Cooldown, { order, effect }: ApprovedOrder): boolean =>
  (effect === 'reducing' && sparesReducing(pause)) ||
  (order.liquidity === 'post-only' && sparesPostOnly(pause));

/** Forgets every pause that would have held an order: the venue has just accepted it. */
export const withoutCooldownsOf = (
  cooldowns: readonly Cooldown[],
  accepted: ApprovedOrder,
): readonly Cooldown[] => {
  const { token, side } = accepted.order;
  return cooldowns.filter((pause) =>
    pause.scope.kind === 'global'
      ? isSpared(pause, accepted)
      : !sameScope(pause.scope, { kind: 'token-side', token, side }),
  );
};
