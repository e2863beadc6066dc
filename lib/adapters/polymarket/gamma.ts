// The calls of Gamma: markets by volume and by name, and their events. Rows come out as they are;
// what they mean is read elsewhere.
//
// Source: gamma-api openapi and notes of others on the live API (`after_cursor`, camelCase in
// `order`, `closed` false by default, page sizes clamped to 100), read 2026-11-22.

import * as z from 'zod/mini';
import { err, ok } from '../../units/result.ts';
import { plainError } from './http-error.ts';
import { allOf, forEach, pieces } from './parallel.ts';
import { maybe, readWire } from './wire.ts';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { EventId } from '../../units/ids.ts';
import type { Result } from '../../units/result.ts';
import type { Api, Query } from './api.ts';
import type { Wire } from './wire.ts';

type Rows = Result<readonly unknown[], VenueError>;

const MARKETS = '/markets/keyset';
const EVENTS = '/events/keyset';
const PAGE_SIZE = '100';
// Forty condition ids make a URL of 3.5 KB; above 8 KB proxies begin to refuse.
const NAMES_PER_REQUEST = 40;
// An event brings all its markets of 6 KB each: twenty of the largest stay below our bound.
const EVENTS_PER_REQUEST = 20;

const cursorWire = maybe(z.string());
const marketsPage: Wire<Page> = z.pipe(
  z.object({ markets: z.array(z.unknown()), next_cursor: cursorWire }),
  z.transform(({ markets, next_cursor }) => ({ rows: markets, cursor: next_cursor ?? '' })),
);
const eventsPage: Wire<Page> = z.pipe(
  z.object({ events: z.array(z.unknown()), next_cursor: cursorWire }),
  z.transform(({ events, next_cursor }) => ({ rows: events, cursor: next_cursor ?? '' })),
);

// One page; an empty cursor says that it is the last.
type Page = { readonly rows: readonly unknown[]; readonly cursor: string };

type Listing = { readonly path: string; readonly page: Wire<Page> };

const MARKET_LISTING: Listing = { path: MARKETS, page: marketsPage };
const EVENT_LISTING: Listing = { path: EVENTS, page: eventsPage };

const fetchPage = async (
  gamma: Api,
  { path, page }: Listing,
  query: Query,
): Promise<Result<Page, VenueError>> => {
  const answer = await gamma.get(path, query);
  if (!answer.ok) return answer;
  const read = readWire(page, answer.value);
  return read.ok ? read : err(plainError('MALFORMED', `GET ${path}`, read.error));
};

const idOf = (row: unknown): unknown =>
  typeof row === 'object' && row !== null && 'conditionId' in row ? row.conditionId : undefined;

// A cursor that is not understood makes Gamma begin again, without an error.
const isRestart = (rows: readonly unknown[], page: Page): boolean => {
  const first = idOf(rows[0]);
  return first !== undefined && first === idOf(page.rows[0]);
};

/** Reads the open markets that traded most in the last 24 hours, page by page. */
export const fetchTopMarkets = async (gamma: Api, pagesMax: number): Promise<Rows> => {
  const query: Query = [
    ['closed', 'false'],
    ['order', 'volume24hr'],
    ['ascending', 'false'],
    ['limit', PAGE_SIZE],
  ];
  const rows: unknown[] = [];
  let cursor = '';
  for (let page = 0; page < pagesMax; page++) {
    const here: Query = cursor === '' ? query : [...query, ['after_cursor', cursor]];
    const read = await fetchPage(gamma, MARKET_LISTING, here);
    if (!read.ok) return read;
    if (isRestart(rows, read.value))
      return err(plainError('MALFORMED', `GET ${MARKETS}`, 'the list began again'));
    rows.push(...read.value.rows);
    cursor = read.value.cursor;
    if (cursor === '') break;
  }
  return ok(rows);
};

const fetchAll = async (gamma: Api, listing: Listing, queries: readonly Query[]): Promise<Rows> => {
  const pages = allOf(await forEach(queries, (query) => fetchPage(gamma, listing, query)));
  return pages.ok ? ok(pages.value.flatMap(({ rows }) => rows)) : pages;
};

const byParameter = (
  name: string,
  values: readonly string[],
  perRequest: number,
): readonly Query[] =>
  pieces(values, perRequest).map((piece) => [
    ['limit', PAGE_SIZE],
    ...piece.map((value) => [name, value] as const),
  ]);

const withClosed =
  (closed: 'true' | 'false') =>
  (query: Query): Query => [['closed', closed], ...query];

/** Reads markets by slug or condition id, open and closed ones. */
export const fetchNamedMarkets = (gamma: Api, names: readonly string[]): Promise<Rows> => {
  const conditions = names.filter((name) => name.startsWith('0x'));
  const slugs = names.filter((name) => !name.startsWith('0x'));
  const queries = [
    ...byParameter('condition_ids', conditions, NAMES_PER_REQUEST),
    ...byParameter('slug', slugs, NAMES_PER_REQUEST),
  ];
  return fetchAll(gamma, MARKET_LISTING, [
    ...queries.map(withClosed('false')),
    ...queries.map(withClosed('true')),
  ]);
};

/** Reads events with all their markets: open ones, or closed ones. */
export const fetchEvents = (
  gamma: Api,
  ids: readonly EventId[],
  closed: 'true' | 'false',
): Promise<Rows> =>
  fetchAll(
    gamma,
    EVENT_LISTING,
    byParameter('id', ids, EVENTS_PER_REQUEST).map(withClosed(closed)),
  );
