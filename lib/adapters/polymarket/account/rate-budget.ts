// How many orders and cancels the venue will still take from us. It counts them in two buckets that
// fill up by the second, and says what is left with each answer.
//
// Source: venue reference 3.3 (per-signer trading limits), read 2026-11-22.

import { larger, minus, plus } from '../../../units/quantity.ts';
import { durationMs, elapsed, epochMs, msOfDuration, seconds } from '../../../units/time.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { DurationMs } from '../../../units/quantity.ts';
import type { WireAnswer } from '../http.ts';

/** The two buckets: orders cost one each, so do cancels. */
export type Bucket = 'orders' | 'cancels';

/** What may still be sent. */
export type RateBudget = {
  /** Whole orders or cancels that may be sent now; never below zero. */
  readonly available: (bucket: Bucket) => number;
  /** How long until so many may be sent; never below zero. */
  readonly waitFor: (bucket: Bucket, count: number) => DurationMs;
  /** Takes what is about to be sent. */
  readonly spend: (bucket: Bucket, count: number) => void;
  /** Takes what an answer says of the bucket that it was counted in. */
  readonly note: (bucket: Bucket, answer: WireAnswer) => void;
};

type Rates = { readonly perSecond: number; readonly burst: number };

const rates = (perSecond: number, burst: number): Record<Bucket, Rates> => ({
  orders: { perSecond, burst },
  cancels: { perSecond: perSecond * 2, burst: burst * 2 },
});

// By the volume of the last thirty days; who is not told of a tier is of the lowest one.
const TIERS: ReadonlyMap<string, Record<Bucket, Rates>> = new Map([
  ['standard', rates(40, 60)],
  ['copper', rates(60, 90)],
  ['bronze', rates(80, 120)],
  ['silver', rates(200, 300)],
  ['gold', rates(400, 600)],
  [
    'platinum',
    { orders: { perSecond: 450, burst: 675 }, cancels: { perSecond: 900, burst: 1_350 } },
  ],
  [
    'diamond',
    { orders: { perSecond: 525, burst: 787 }, cancels: { perSecond: 1_050, burst: 1_575 } },
  ],
  ['elite', rates(600, 900)],
]);
const STANDARD = rates(40, 60);

// Beyond this a number of seconds is a point in time.
const EPOCH_SECONDS_MIN = 1_000_000_000;
// A bucket is full again within two seconds; whoever is told more is told of something else.
const RESET_MAX: DurationMs = seconds(60);

const NO_WARNING: readonly string[] = ['', '0', 'false', 'none'];

type Level = { readonly tokens: number; readonly at: DurationMs; readonly closedUntil: DurationMs };

const secondsSince = (at: DurationMs, now: DurationMs): number =>
  Number(msOfDuration(minus(now, at))) / 1_000;

const numberIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^-?\d{1,12}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;

const waitIn = (text: string | undefined, clock: Clock): DurationMs => {
  const told = numberIn(text) ?? 0;
  const wait =
    told >= EPOCH_SECONDS_MIN
      ? elapsed(clock.now(), epochMs(BigInt(Math.ceil(told * 1_000))))
      : durationMs(BigInt(Math.ceil(told * 1_000)));
  return wait > RESET_MAX ? RESET_MAX : wait;
};

/** Begins with full buckets of the lowest tier. */
export const createRateBudget = (clock: Clock): RateBudget => {
  let tier = STANDARD;
  const full = (bucket: Bucket): Level => ({
    tokens: tier[bucket].burst,
    at: clock.monotonic(),
    closedUntil: clock.monotonic(),
  });
  const levels: Record<Bucket, Level> = { orders: full('orders'), cancels: full('cancels') };

  const levelOf = (bucket: Bucket): Level => {
    const now = clock.monotonic();
    const { tokens, at, closedUntil } = levels[bucket];
    const { perSecond, burst } = tier[bucket];
    return {
      tokens: Math.min(burst, tokens + secondsSince(at, now) * perSecond),
      at: now,
      closedUntil,
    };
  };
  const spend = (bucket: Bucket, count: number): void => {
    const level = levelOf(bucket);
    levels[bucket] = { ...level, tokens: level.tokens - count };
  };
  const note = (bucket: Bucket, { headers }: WireAnswer): void => {
    tier = TIERS.get(headers['poly-ratelimit-tier']?.toLowerCase() ?? '') ?? tier;
    const level = levelOf(bucket);
    const remaining = numberIn(headers['poly-ratelimit-remaining']) ?? level.tokens;
    // A warning says that this answer would have been a refusal where the limits are enforced.
    const isWarned = !NO_WARNING.includes(headers['poly-ratelimit-warning'] ?? '');
    const tokens = isWarned ? Math.min(remaining, 0) : remaining;
    const wait = waitIn(headers['poly-ratelimit-reset'], clock);
    const closedUntil = tokens < 1 ? plus(level.at, wait) : level.closedUntil;
    levels[bucket] = { tokens: Math.min(tokens, level.tokens), at: level.at, closedUntil };
  };
  const waitFor = (bucket: Bucket, count: number): DurationMs => {
    const { tokens, at, closedUntil } = levelOf(bucket);
    const missing = Math.max(0, count - tokens);
    const filling = durationMs(BigInt(Math.ceil((missing * 1_000) / tier[bucket].perSecond)));
    return larger(filling, minus(closedUntil, at));
  };
  return {
    waitFor,
    available: (bucket) => {
      const { tokens, at, closedUntil } = levelOf(bucket);
      return at < closedUntil ? 0 : Math.max(0, Math.floor(tokens));
    },
    spend,
    note,
  };
};
