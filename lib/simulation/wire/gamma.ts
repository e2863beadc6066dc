// Gamma's lists of markets and events, by cursor. A cursor that it does not understand makes it
// begin again without a word.

import { hasEnded } from '../../domain/market.ts';
import { compare } from '../../units/quantity.ts';
import { childRow, eventRow, marketRow } from './gamma-rows.ts';
import { answer } from './message.ts';
import { pageByKey } from './paging.ts';
import type { EventGroup, Market } from '../../domain/market.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { Page } from './paging.ts';
import type { WireServer } from './server.ts';

const PAGE_DEFAULT = 20;
const PAGE_MAX = 100;

const isAsked = (query: URLSearchParams, name: string, value: string): boolean => {
  const asked = query.getAll(name);
  return asked.length === 0 || asked.includes(value);
};

const wantsClosed = (query: URLSearchParams): boolean => query.get('closed') === 'true';

const limitOf = (query: URLSearchParams): number => {
  const limit = Number(query.get('limit') ?? PAGE_DEFAULT);
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, PAGE_MAX) : PAGE_DEFAULT;
};

const pageOf = <Row>(
  rows: readonly Row[],
  query: URLSearchParams,
  keyOf: (row: Row) => string,
): Page<Row> => {
  const keyed = rows.map((row) => ({ key: keyOf(row), row }));
  const limit = limitOf(query);
  const page = pageByKey(keyed, query.get('after_cursor'), limit) ?? pageByKey(keyed, null, limit);
  return { rows: (page?.rows ?? []).map(({ row }) => row), next: page?.next ?? null };
};

// A v2 market is found by its own form of the id and by the padded one.
const isConditionAsked = (query: URLSearchParams, market: Market): boolean =>
  isAsked(query, 'condition_ids', market.condition) ||
  isAsked(query, 'condition_ids', childRow(market).conditionId);

const tokensAsked = (query: URLSearchParams, { yes, no }: Market): boolean =>
  isAsked(query, 'clob_token_ids', yes) || isAsked(query, 'clob_token_ids', no);

const byVolume = (query: URLSearchParams, markets: readonly Market[]): readonly Market[] => {
  if (query.get('order') !== 'volume24hr') return markets;
  const rising = markets.toSorted((a, b) => compare(a.volume24h, b.volume24h));
  return query.get('ascending') === 'false' ? rising.toReversed() : rising;
};

/** Answers GET /markets/keyset. */
export const listMarkets = ({ venue }: WireServer, { query }: WireCall): WireAnswer => {
  const universe = venue.universe();
  const found = [...universe.markets.values()].filter(
    (market) =>
      hasEnded(market) === wantsClosed(query) &&
      isConditionAsked(query, market) &&
      isAsked(query, 'slug', market.slug) &&
      tokensAsked(query, market),
  );
  const { rows, next } = pageOf(byVolume(query, found), query, ({ condition }) => condition);
  return answer({
    markets: rows.map((market) => marketRow(universe, market)),
    ...(next !== null && { next_cursor: next }),
  });
};

/** Answers GET /events/keyset. */
export const listEvents = ({ venue }: WireServer, { query }: WireCall): WireAnswer => {
  const universe = venue.universe();
  const found = [...universe.events.values()].filter(
    (event: EventGroup) =>
      eventRow(universe, event).closed === wantsClosed(query) &&
      isAsked(query, 'id', event.id) &&
      isAsked(query, 'slug', event.slug),
  );
  const { rows, next } = pageOf(found, query, ({ id }) => id);
  return answer({
    events: rows.map((event) => eventRow(universe, event)),
    ...(next !== null && { next_cursor: next }),
  });
};
