// The venue's public half over HTTP: what anybody can read without an account. Every part is known
// or unknown by itself; metadata is kept for a while, books and trades never.

import { createApi } from './api.ts';
import { fetchBooks } from './clob-books.ts';
import { fetchMode, fetchTime } from './clob-status.ts';
import { createFeeds } from './feeds.ts';
import { fetchHttp } from './fetch-http.ts';
import { LASTING, endOf } from './lifetime.ts';
import { createTransport } from './transport.ts';
import { createUniverseCache } from './universe-cache.ts';
import { readUniverse } from './universe.ts';
import { seconds } from '../../units/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VenueReads } from '../../ports/venue.ts';
import type { DurationMs, UsdcMicros } from '../../units/quantity.ts';
import type { EpochMs } from '../../units/time.ts';
import type { Api } from './api.ts';
import type { Feeds } from './feeds.ts';
import type { SendHttp } from './http.ts';
import type { ReportLeftOut } from './left-out.ts';
import type { Lifetime } from './lifetime.ts';
import type { Transport } from './transport.ts';
import type { UniverseCache } from './universe-cache.ts';

/** Where the venue's APIs are. */
export type PublicEndpoints = {
  readonly clob: string;
  readonly gamma: string;
  readonly data: string;
};

/** What a public venue is made of. */
export type PublicVenueOptions = {
  readonly endpoints: PublicEndpoints;
  readonly clock: Clock;
  /** The version of this program, for the user agent. */
  readonly version: string;
  /** Slugs and condition ids of markets that are always read, such as those we are in. */
  readonly pinned: () => readonly string[];
  /** The least money of a trade in the feed of all markets. */
  readonly printMin: UsdcMicros;
  /** Beyond this lag the feeds say nothing about now. */
  readonly lagMax: DurationMs;
  readonly report: ReportLeftOut;
  /** How many pages of the most traded markets are read beside; without it, five. */
  readonly pagesMax?: number;
  /** How requests are sent, where that is not over a real socket. */
  readonly send?: SendHttp;
  /** How the process lives; without it, it lasts. */
  readonly lifetime?: Lifetime;
};

/** The reads of the venue port, and the trades of single markets. */
export type PublicVenue = VenueReads & Pick<Feeds, 'fetchTape'>;

/** How long one request may take. Half of what a cycle grants a placing request. */
export const READ_DEADLINE: DurationMs = seconds(5);

/**
 * The largest answer that is read. Twenty events of 128 outcomes, 6 KB each, are 15 MB; no recorded
 * answer of any other call is over 3 MB.
 */
export const ANSWER_BYTES_MAX = 20_000_000;

// The 500 most traded markets: quoting looks at 60, the rest leaves room for filters.
const MARKET_PAGES_MAX = 5;

/** What the public half is made of, and the private half shares with it. */
export type PublicParts = {
  readonly transport: Transport;
  readonly clob: Api;
  readonly gamma: Api;
  readonly data: Api;
  readonly universe: UniverseCache;
};

/** Opens what the public half is made of. Nothing is sent before the first read. */
export const openPublicParts = (options: PublicVenueOptions): PublicParts => {
  const { clock, version, report, endpoints, pinned, lifetime = LASTING } = options;
  const { pagesMax = MARKET_PAGES_MAX } = options;
  const bytesMax = ANSWER_BYTES_MAX;
  const send = options.send ?? fetchHttp({ version, bytesMax, ...endOf(lifetime) });
  const transport = createTransport({ send, clock, deadline: READ_DEADLINE });
  const clob = createApi({ transport, clock, base: endpoints.clob });
  const gamma = createApi({ transport, clock, base: endpoints.gamma });
  const data = createApi({ transport, clock, base: endpoints.data });
  const readNow = (now: EpochMs) =>
    readUniverse({ gamma, clob, report, pagesMax }, { names: pinned(), now });
  const universe = createUniverseCache(clock, readNow, lifetime.kind);
  return { transport, clob, gamma, data, universe };
};

/** Makes the public half of its parts. */
export const publicVenueOf = (
  options: PublicVenueOptions,
  { clob, data, universe }: PublicParts,
): PublicVenue => {
  const { clock, report } = options;
  return {
    fetchTime: () => fetchTime(clob, clock),
    fetchMode: () => fetchMode(clob, clock),
    fetchUniverse: universe.get,
    fetchBooks: (tokens) => fetchBooks({ clob, clock, report }, tokens),
    ...createFeeds({ ...options, data, tokens: universe.tokens }),
  };
};

/** Opens the public half of the venue. Nothing is sent before the first read. */
export const createPublicVenue = (options: PublicVenueOptions): PublicVenue =>
  publicVenueOf(options, openPublicParts(options));
