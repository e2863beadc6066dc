// What all calls of the Data API share: how they are asked, paged and refused.
//
// Source: Data API v2 openapi, read 2026-11-22.

import { answer, withHeaders } from './message.ts';
import { pageByKey } from './paging.ts';
import { toldRows } from './rows.ts';
import type { FeedRow } from './feed-rows.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';

const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 1_000;
const LIST_MAX = 20;

const TRACE = { trace_id: '0'.repeat(32) };

/** Refuses a parameter. */
export const invalidRequest = (parameter: string): WireAnswer =>
  answer(
    {
      error: `invalid ${parameter}`,
      code: 'invalid_request',
      retryable: false,
      ...TRACE,
      parameter,
    },
    400,
  );

/** Answers that what was asked for cannot be told: unlike an empty page this claims nothing. */
export const feedUnavailable = (): WireAnswer =>
  withHeaders(
    answer(
      {
        error: 'a dependency is unavailable',
        code: 'dependency_unavailable',
        retryable: true,
        ...TRACE,
      },
      503,
    ),
    { 'retry-after': '1' },
  );

/** A list of at most 20 names, given with commas; null when there are more. */
export const listOf = (query: URLSearchParams, name: string): readonly string[] | null => {
  const names = query.getAll(name).flatMap((text) => text.split(','));
  const found = names.filter((text) => text !== '').map((text) => text.trim());
  return found.length > LIST_MAX ? null : found;
};

/** Whole seconds of a parameter; undefined when it is missing or none. */
export const secondsIn = (query: URLSearchParams, name: string): number | undefined => {
  const text = query.get(name);
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
};

const limitOf = (query: URLSearchParams): number | null => {
  const text = query.get('limit') ?? String(LIMIT_DEFAULT);
  return /^[1-9]\d{0,6}$/.test(text) ? Math.min(Number(text), LIMIT_MAX) : null;
};

/** Answers with a page of rows, each of which may be told twice. */
export const pageAnswer = (
  { switches }: WireServer,
  { query }: WireCall,
  rows: readonly FeedRow[],
): WireAnswer => {
  if (query.has('offset')) return invalidRequest('offset');
  const limit = limitOf(query);
  if (limit === null) return invalidRequest('limit');
  const page = pageByKey(rows, query.get('cursor'), limit);
  if (page === null) return invalidRequest('cursor');
  const shown = toldRows(page.rows, switches.get().feedRows, ({ key }) => key);
  return answer({
    data: shown.map(({ row }) => row),
    pagination: { limit, offset: 0, has_more: page.next !== null, next_cursor: page.next },
  });
};
