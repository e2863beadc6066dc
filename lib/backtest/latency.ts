// The way to the venue and back. What is sent arrives later, and what is seen is as old as its way:
// every call of a cycle costs time, in which the market goes on.

import { randomStream } from '../tape/generator/random.ts';
import { AT_ONCE, atItsWorst, drawing } from './delay.ts';
import type { ChainPort } from '../ports/chain.ts';
import type { Venue } from '../ports/venue.ts';
import type { Delay } from './delay.ts';
import type { WaitFor } from './virtual-time.ts';

/** How long each way takes. */
export type LatencySettings = {
  /** From the venue's market data to us, caches on the way included. */
  readonly feed: Delay;
  /** From us to the venue, until it does what we ask. */
  readonly entry: Delay;
  /** From the venue's answer about our own orders and money to us. */
  readonly response: Delay;
};

/** Everything is there at once. */
export const NO_LATENCY: LatencySettings = { feed: AT_ONCE, entry: AT_ONCE, response: AT_ONCE };

/**
 * A function in the nearest region that may trade. Why these: the way from there to London and back
 * is some ten milliseconds, and most of the rest is the venue's; its docs promise nothing. None of
 * it was measured with an account, so the pessimistic band takes the slow end each time.
 */
export const TYPICAL_LATENCY: LatencySettings = {
  feed: { kind: 'log-normal', medianMs: 80, p95Ms: 400 },
  entry: { kind: 'log-normal', medianMs: 60, p95Ms: 250 },
  response: { kind: 'log-normal', medianMs: 60, p95Ms: 250 },
};

/** The same with every way as slow as one time in twenty. */
export const worstLatency = ({ feed, entry, response }: LatencySettings): LatencySettings => ({
  feed: atItsWorst(feed),
  entry: atItsWorst(entry),
  response: atItsWorst(response),
});

/** A call on its way to the venue and back. */
export type Through = <T>(call: () => Promise<T>) => Promise<T>;

/** The ways back: of what the market shows to everybody, and of answers about our own. */
export type Ways = { readonly market: Through; readonly own: Through };

// What the market shows to everybody comes by the feed, the rest as an answer.
const delayedVenue = (venue: Venue, market: Through, own: Through): Venue => ({
  fetchTime: () => own(() => venue.fetchTime()),
  fetchMode: () => own(() => venue.fetchMode()),
  fetchUniverse: () => market(() => venue.fetchUniverse()),
  fetchBooks: (tokens) => market(() => venue.fetchBooks(tokens)),
  fetchPrints: (from) => market(() => venue.fetchPrints(from)),
  fetchTargets: (wallets, from) => market(() => venue.fetchTargets(wallets, from)),
  fetchOpenOrders: () => own(() => venue.fetchOpenOrders()),
  fetchOrder: (id) => own(() => venue.fetchOrder(id)),
  fetchFills: (from, trades) => own(() => venue.fetchFills(from, trades)),
  fetchActivity: (from) => own(() => venue.fetchActivity(from)),
  fetchBalances: (tokens, doubted) => own(() => venue.fetchBalances(tokens, doubted)),
  // Signing asks nobody.
  sign: (approved, expiration) => venue.sign(approved, expiration),
  postOrder: (orders) => own(() => venue.postOrder(orders)),
  cancelOrders: (ids) => own(() => venue.cancelOrders(ids)),
  cancelAll: () => own(() => venue.cancelAll()),
});

/** The ports that have a way to go. */
export type Distant = { readonly venue: Venue; readonly chain: ChainPort };

/** Draws how long calls take, by a seed. */
export const waysOf = (
  { feed, entry, response }: LatencySettings,
  { waitFor, seed }: { readonly waitFor: WaitFor; readonly seed: bigint },
): Ways => {
  const entryMs = drawing(entry, randomStream(seed, 'entry latency'));
  const through = (back: () => number): Through => {
    return async (call) => {
      await waitFor(entryMs());
      const answer = await call();
      await waitFor(back());
      return answer;
    };
  };
  const own = through(drawing(response, randomStream(seed, 'response latency')));
  const market = through(drawing(feed, randomStream(seed, 'feed latency')));
  return { market, own };
};

/** Puts the venue at its distance. */
export const atDistance = ({ venue, chain }: Distant, { market, own }: Ways): Distant => ({
  venue: delayedVenue(venue, market, own),
  chain: { ...chain, submit: (request, of) => own(() => chain.submit(request, of)) },
});
