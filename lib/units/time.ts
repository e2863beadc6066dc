// Points in time and lengths of time, in milliseconds. Time is a value here: nothing in this file
// or in the core asks a clock.

import { divide } from './fixed-point.ts';
import type { Rounding } from './fixed-point.ts';
import type { DurationMs, Opaque } from './quantity.ts';

/** A point in time. Unit: millisecond since 1970-01-01 UTC. */
export type EpochMs = Opaque<'EpochMs'>;

/** A point in time known, or honestly not known. */
export type When = { readonly kind: 'at'; readonly at: EpochMs } | { readonly kind: 'unknown' };

const raw = (value: EpochMs | DurationMs): bigint => value as unknown as bigint;

/** Counts milliseconds since 1970. */
export const epochMs = (ms: bigint): EpochMs => ms as unknown as EpochMs;

/** Gives the count of milliseconds since 1970, for codecs. */
export const msOfEpoch = (at: EpochMs): bigint => raw(at);

/** Counts milliseconds. */
export const durationMs = (ms: bigint): DurationMs => ms as unknown as DurationMs;

/** Gives the count of milliseconds, for codecs. */
export const msOfDuration = (duration: DurationMs): bigint => raw(duration);

/** A whole number of seconds. */
export const seconds = (count: number): DurationMs => durationMs(BigInt(count) * 1_000n);

/** A whole number of minutes. */
export const minutes = (count: number): DurationMs => seconds(count * 60);

/** A whole number of hours. */
export const hours = (count: number): DurationMs => minutes(count * 60);

/** Moves a point in time; a negative duration moves it back. */
export const after = (at: EpochMs, duration: DurationMs): EpochMs =>
  epochMs(raw(at) + raw(duration));

/** The time from one point to another, negative when the second is earlier. */
export const elapsed = (from: EpochMs, to: EpochMs): DurationMs => durationMs(raw(to) - raw(from));

/** The later of two points in time. */
export const later = (a: EpochMs, b: EpochMs): EpochMs => (raw(a) > raw(b) ? a : b);

/** The earlier of two points in time. */
export const earlier = (a: EpochMs, b: EpochMs): EpochMs => (raw(a) < raw(b) ? a : b);

/** The earlier of two points of which any may be unknown: unknown when either is. */
export const earlierKnown = (a: When, b: When): When => {
  if (a.kind === 'unknown' || b.kind === 'unknown') return { kind: 'unknown' };
  return { kind: 'at', at: earlier(a.at, b.at) };
};

/** The earliest that is known of two points: unknown only when both are. */
export const earliestKnown = (a: When, b: When): When => {
  if (a.kind === 'unknown') return b;
  return b.kind === 'unknown' ? a : { kind: 'at', at: earlier(a.at, b.at) };
};

/** Whole seconds since 1970. */
export const epochSeconds = (at: EpochMs, rounding: Rounding): bigint =>
  divide(raw(at), 1_000n, rounding);

/** Seconds as a float, for estimates only (volatility, decay), never for deadlines. */
export const secondsAsEstimate = (duration: DurationMs): number => Number(raw(duration)) / 1_000;

/** Formats a point in time as ISO 8601 with milliseconds, UTC. */
export const formatTime = (at: EpochMs): string => new Date(Number(raw(at))).toISOString();
