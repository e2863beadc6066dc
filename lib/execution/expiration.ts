// Every resting order carries an expiration, so that a dead system leaves nothing behind. Here
// stands how far it reaches, and when an order is too old to be kept for another cycle.

import { after, earlier, elapsed, epochMs, epochSeconds, seconds } from '../units/time.ts';
import { larger, negate, plus, times } from '../units/quantity.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs, When } from '../units/time.ts';
import type { Expiration, TimeInForce } from '../domain/order.ts';

/** The venue removes a GTD order this long before its expiration. Source: venue reference 2.8. */
export const VENUE_SECURITY_BUFFER: DurationMs = seconds(60);

/** The venue accepts a GTD order only when it expires at least this far ahead. Source: 2.8. */
export const GTD_ACCEPTED_FROM: DurationMs = seconds(180);

/** A same-bytes retry needs this much life left: the venue's minimum and a request's travel. */
export const RESEND_LIFE_MIN: DurationMs = seconds(185);

// A quote lives for two cycles, so that one skipped cycle leaves no gap, and at least for the
// venue's own minimum; the last half minute covers the posting time of the cycle that replaces it.
const LIFE_MIN: DurationMs = seconds(120);
const LIFE_MARGIN: DurationMs = seconds(30);

// When a cycle has posted what it wants to, counted from its start. Why 20 s: a cycle at 150 ms
// latency is done in half of that, and the rest of the margin absorbs a schedule that is late by
// 10 s; at 30 s a delay of one millisecond would replace every quote and burn its queue place.
const POSTING_DEADLINE: DurationMs = seconds(20);

const wholeSecond = (at: EpochMs): EpochMs => epochMs(epochSeconds(at, 'up') * 1_000n);

/**
 * The expiration of an order sent now, or null when the order may not live long enough for the
 * venue to accept it.
 */
export const expirationFor = (order: {
  readonly timeInForce: TimeInForce;
  readonly venueNow: EpochMs;
  readonly cycle: DurationMs;
  readonly liveUntilMax: When;
}): Expiration | null => {
  if (order.timeInForce !== 'GTD') return { kind: 'never' };
  const life = plus(larger(LIFE_MIN, times(order.cycle, 2n)), LIFE_MARGIN);
  const wanted = after(wholeSecond(order.venueNow), plus(VENUE_SECURITY_BUFFER, life));
  if (order.liveUntilMax.kind === 'unknown') return { kind: 'at', at: wanted };
  const at = earlier(wanted, after(order.liveUntilMax.at, VENUE_SECURITY_BUFFER));
  return elapsed(order.venueNow, at) < GTD_ACCEPTED_FROM ? null : { kind: 'at', at };
};

/** When the venue removes an order that expires, some time before it does. */
export const removedAt = ({ at }: Extract<Expiration, { readonly kind: 'at' }>): EpochMs =>
  after(at, negate(VENUE_SECURITY_BUFFER));

/** Tells whether an order still rests when the next cycle has had its time to post. */
export const outlivesNextPosting = (
  expiration: Expiration,
  now: EpochMs,
  cycle: DurationMs,
): boolean => {
  if (expiration.kind === 'never') return true;
  return elapsed(now, removedAt(expiration)) >= plus(cycle, POSTING_DEADLINE);
};

/** Tells whether the venue would accept an order that reached it now. */
export const isAcceptable = (expiration: Expiration, venueNow: EpochMs): boolean =>
  expiration.kind === 'never' || elapsed(venueNow, expiration.at) >= GTD_ACCEPTED_FROM;

/** Tells whether the venue would still accept the same bytes again. */
export const mayResend = (expiration: Expiration, venueNow: EpochMs): boolean =>
  expiration.kind === 'never' || elapsed(venueNow, expiration.at) >= RESEND_LIFE_MIN;
