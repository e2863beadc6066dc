// The market as it is now, opened for a paper session: the venue's public data, and a tape without
// events that says what its markets are.

import { describeLeftOut } from '../adapters/polymarket/left-out.ts';
import { createPublicVenue } from '../adapters/polymarket/public-venue.ts';
import { marketsOf } from '../backtest/live-feed.ts';
import { after, hours } from '../units/time.ts';
import { err, ok } from '../units/result.ts';
import { VERSION } from './version.ts';
import type { Lifetime } from '../adapters/polymarket/lifetime.ts';
import type { PublicVenue } from '../adapters/polymarket/public-venue.ts';
import type { CommonConfig } from '../config/config.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { Clock } from '../ports/clock.ts';
import type { Result } from '../units/result.ts';

/** The public venue with the markets that a session has to know beside the most traded ones. */
export type OpenedPublic = {
  readonly reads: PublicVenue;
  /** Says which markets are always read, such as those that we are in. */
  readonly pin: (markets: () => readonly string[]) => void;
};

// A session without an end is one that somebody ends.
const SPAN = hours(24 * 365);

/** What public reads are made of. */
export type PublicParts = {
  readonly config: CommonConfig;
  readonly clock: Clock;
  /** Where what they leave out is told. */
  readonly complain: (line: string) => void;
  readonly lifetime: Lifetime;
};

/** Opens the public reads. */
export const openPublic = ({ config, clock, complain, lifetime }: PublicParts): OpenedPublic => {
  let pinned: () => readonly string[] = () => [];
  const reads = createPublicVenue({
    endpoints: config.endpoints,
    clock,
    version: VERSION,
    pinned: () => [...config.parameters.markets.only, ...pinned()],
    printMin: config.parameters.ff.whale,
    lagMax: config.parameters.ff.dataLagMax,
    lifetime,
    report: (leftOut) => complain(`[Live] ${describeLeftOut(leftOut)}`),
  });
  return {
    reads,
    pin: (markets) => {
      pinned = markets;
    },
  };
};

/** Reads what markets there are now, those of a stored portfolio included. */
export const liveTape = async (
  { reads, pin }: OpenedPublic,
  clock: Clock,
  stored: PortfolioState | null,
): Promise<Result<Tape, string>> => {
  pin(() => (stored === null ? [] : marketsOf(stored)));
  const universe = await reads.fetchUniverse();
  if (universe.kind === 'unknown') {
    const { endpoint, kind, detail } = universe.error;
    return err(`The markets cannot be read: ${endpoint}: ${kind} ${detail}`);
  }
  const start = clock.now();
  return ok({
    name: 'public market data',
    identity: 'live',
    universe: universe.value,
    provenance: [{ field: 'everything', value: 'the public endpoints', origin: 'recorded' }],
    start,
    end: after(start, SPAN),
    // A live market has no past to be played.
    events: () => ReadableStream.from<never>([]),
    columns: null,
  });
};
