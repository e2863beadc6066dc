// Metadata changes slowly and is large, so it is kept for a while: five minutes before it is asked
// for again, a quarter of an hour before it is no longer believed. In between nobody waits, as long
// as the process lasts: what is kept is given at once while it is read anew.

import { known, mapObserved, unknown } from '../../domain/observed.ts';
import { after, minutes, seconds } from '../../units/time.ts';
import type { Universe } from '../../domain/market.ts';
import type { Observed } from '../../domain/observed.ts';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';
import type { EpochMs } from '../../units/time.ts';
import type { Lifetime } from './lifetime.ts';

/** How old metadata may be before it is read again. Ticks and minimum sizes come with each book. */
export const METADATA_REFRESH: DurationMs = minutes(5);

/**
 * How old metadata may be at all. Why 15 min: during an outage of Gamma positions must still be
 * protected, and what trading needs at once (books, ticks, whether there is a book at all) does not
 * come from there. It does not catch a market whose end is moved forward by hours.
 */
export const METADATA_AGE_MAX: DurationMs = minutes(15);

// While what is kept is still good, a failed read is repeated no sooner than this.
const RETRY_AFTER: DurationMs = seconds(60);

/** Gives the universe: kept, or read. Callers at the same time share one read. */
export type UniverseCache = {
  readonly get: () => Promise<Observed<Universe>>;
  /** What was last read, at any age, without asking for it. */
  readonly kept: () => Universe | undefined;
  /** What tokens are. That never changes, so that what is kept is good at any age. */
  readonly tokens: () => Promise<Observed<Universe['tokens']>>;
};

type Kept = { readonly universe: Universe; readonly at: EpochMs };

/** Keeps what a reader gives. Where a process may be frozen, whoever finds it old waits for it. */
export const createUniverseCache = (
  clock: Clock,
  read: (now: EpochMs) => Promise<Result<Universe, VenueError>>,
  life: Lifetime['kind'],
): UniverseCache => {
  let kept: Kept | null = null;
  let dueAt: EpochMs = clock.now();
  let running: Promise<Observed<Universe>> | null = null;

  const keptOr = (error: VenueError): Observed<Universe> =>
    kept !== null && clock.now() <= after(kept.at, METADATA_AGE_MAX)
      ? known(kept.universe, kept.at)
      : unknown(error);

  const refresh = async (): Promise<Observed<Universe>> => {
    const at = clock.now();
    const result = await read(at);
    dueAt = after(at, result.ok ? METADATA_REFRESH : RETRY_AFTER);
    if (!result.ok) return keptOr(result.error);
    kept = { universe: result.value, at };
    return known(kept.universe, kept.at);
  };
  const reading = (): Promise<Observed<Universe>> => {
    running ??= refresh().finally(() => {
      running = null;
    });
    return running;
  };
  const get = (): Promise<Observed<Universe>> => {
    const now = clock.now();
    const isDue = now >= dueAt;
    if (kept === null || now > after(kept.at, METADATA_AGE_MAX)) return reading();
    if (isDue && life === 'frozen') return reading();
    if (isDue) void reading();
    return Promise.resolve(known(kept.universe, kept.at));
  };
  return {
    get,
    kept: () => kept?.universe,
    tokens: async () =>
      kept === null
        ? mapObserved(await get(), ({ tokens }) => tokens)
        : known(kept.universe.tokens, kept.at),
  };
};
