// What a run asked the venue for, and how near that comes to what the venue publishes as its
// limits: the most in any ten seconds, of each thing that the venue counts.

import { msOfDuration } from '../../lib/units/time.ts';
import type { SendHttp, WireRequest } from '../../lib/adapters/polymarket/http.ts';
import type { Clock } from '../../lib/ports/clock.ts';

/** One request. Unit of its time: ms. */
export type Logged = { readonly at: number; readonly endpoint: string; readonly orders: number };

const WINDOW_MS = 10_000;

const CANCEL_OR_PLACE = /^(?:POST|DELETE) \/orders?$/;

const ordersIn = (endpoint: string, { body }: WireRequest): number => {
  if (!CANCEL_OR_PLACE.test(endpoint) || body === null) return 0;
  const sent: unknown = JSON.parse(body);
  return Array.isArray(sent) ? sent.length : 1;
};

/** Notes a request. Ids are no part of an endpoint. */
export const loggedAs = (request: WireRequest, at: number): Logged => {
  const path = new URL(request.url).pathname.replace(/\/(?:0x[0-9a-f]+|\d+)$/i, '/{id}');
  const endpoint = `${request.method} ${path}`;
  return { at, endpoint, orders: ordersIn(endpoint, request) };
};

/** Sends as before, and notes each request at the time of a clock. */
export const logging =
  (send: SendHttp, clock: Clock, log: Logged[]): SendHttp =>
  (request, deadline) => {
    log.push(loggedAs(request, Number(msOfDuration(clock.monotonic()))));
    return send(request, deadline);
  };

/** Something that the venue counts, and how much of it ten seconds may hold. */
export type Limit = {
  readonly scope: string;
  readonly per10s: number;
  readonly counts: (one: Logged) => number;
};

const matching =
  (form: RegExp) =>
  ({ endpoint }: Logged): number =>
    form.test(endpoint) ? 1 : 0;

const requests = (scope: string, per10s: number, form: RegExp): Limit => ({
  scope,
  per10s,
  counts: matching(form),
});

const ordersOf = (form: RegExp) => (one: Logged) => matching(form)(one) * one.orders;

/**
 * The limits of what we ask for, and those of the lowest tier on orders: what its bucket holds and
 * ten seconds refill.
 * Source: venue reference 3.2 and 3.3.
 */
export const LIMITS: readonly Limit[] = [
  requests('all hosts', 15_000, /./),
  requests('CLOB all', 9_000, / \/(?!v2|markets\/keyset|events\/keyset)/),
  requests('POST /order', 5_000, /^POST \/order$/),
  requests('POST /orders', 2_000, /^POST \/orders$/),
  requests('DELETE /order', 5_000, /^DELETE \/order$/),
  requests('DELETE /orders', 2_000, /^DELETE \/orders$/),
  requests('DELETE /cancel-all', 250, /^DELETE \/cancel-all$/),
  requests('GET /balance-allowance', 200, /^GET \/balance-allowance$/),
  requests('GET /balance-allowance/update', 50, /^GET \/balance-allowance\/update$/),
  requests('POST /books', 500, /^POST \/books$/),
  requests('ledger group', 900, /^GET \/data\//),
  requests('GET /data/orders', 500, /^GET \/data\/orders$/),
  requests('GET /data/trades', 500, /^GET \/data\/trades$/),
  requests('API keys', 100, / \/auth\//),
  requests('Gamma all', 4_000, / \/(?:markets|events)\/keyset$/),
  requests('Gamma /events', 500, / \/events\/keyset$/),
  requests('Gamma /markets', 300, / \/markets\/keyset$/),
  requests('Data v2 all', 800, / \/v2\//),
  requests('Data v2 /trades', 300, / \/v2\/trades$/),
  requests('Data v2 /activity', 200, / \/v2\/activity$/),
  requests('Data v2 /status', 100, / \/v2\/status$/),
  { scope: 'orders placed', per10s: 60 + 40 * 10, counts: ordersOf(/^POST /) },
  { scope: 'orders cancelled', per10s: 120 + 80 * 10, counts: ordersOf(/^DELETE /) },
];

/** The most that any ten seconds hold. A request that is ten seconds old is no longer counted. */
export const mostIn10s = (log: readonly Logged[], counts: Limit['counts']): number => {
  let [first, within, most] = [0, 0, 0];
  for (const one of log) {
    within += counts(one);
    for (
      let old = log[first];
      old !== undefined && one.at - old.at >= WINDOW_MS;
      old = log[first]
    ) {
      within -= counts(old);
      first += 1;
    }
    most = Math.max(most, within);
  }
  return most;
};

/** The share of a limit above which we are a bad guest, and one surprise away from a refusal. */
export const SHARE_MAX = 0.5;

/** What a log came to by one limit. */
export type Use = { readonly limit: Limit; readonly most: number; readonly share: number };

/** Everything that was asked for, by the limits that concern it. */
export const usesIn = (log: readonly Logged[]): readonly Use[] =>
  LIMITS.map((limit) => {
    const most = mostIn10s(log, limit.counts);
    return { limit, most, share: most / limit.per10s };
  }).filter(({ most }) => most > 0);
