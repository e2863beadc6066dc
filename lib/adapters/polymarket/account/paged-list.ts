// The CLOB's lists of our own, page by page. A list that ends in the middle is no list: an order or
// a trade that is missing in it would look as if it did not exist.

import * as z from 'zod/mini';
import { err, ok } from '../../../units/result.ts';
import { plainError } from '../http-error.ts';
import { maybe, readWire } from '../wire.ts';
import type { VenueError } from '../../../domain/venue-outcome.ts';
import type { Result } from '../../../units/result.ts';
import type { Query } from '../api.ts';
import type { PrivateApi } from './private-api.ts';

const FIRST = 'MA==';
const END = 'LTE=';

/**
 * The most pages that are read. Recorded pages hold 100 rows and more, so this is more orders than
 * we ever have open, and more trades than an hour of ours has.
 */
export const LIST_PAGES_MAX = 20;

// An empty list may come as null; one that counts rows and shows none is broken.
const pageWire = z.object({
  data: maybe(z.array(z.unknown())),
  next_cursor: z.string().check(z.minLength(1)),
  count: maybe(z.number()),
});

type Page = z.infer<typeof pageWire>;

const isShort = ({ data, count }: Page): boolean => data === undefined && (count ?? 0) > 0;

/** Reads a whole list. Refuses: one without an end, too long, or that begins again. */
export const fetchList = async (
  api: PrivateApi,
  path: string,
  query: Query,
): Promise<Result<readonly unknown[], VenueError>> => {
  const malformed = (detail: string) => err(plainError('MALFORMED', `GET ${path}`, detail));
  const rows: unknown[] = [];
  const seen = new Set<string>();
  let cursor = FIRST;
  while (seen.size < LIST_PAGES_MAX) {
    seen.add(cursor);
    const answer = await api.get(path, [...query, ['next_cursor', cursor]]);
    if (!answer.ok) return answer;
    const page = readWire(pageWire, answer.value);
    if (!page.ok) return malformed(page.error);
    if (isShort(page.value)) return malformed('data: rows are counted and missing');
    rows.push(...(page.value.data ?? []));
    cursor = page.value.next_cursor;
    if (cursor === END) return ok(rows);
    if (seen.has(cursor)) return malformed('the list began again');
  }
  const detail = `the list is longer than ${LIST_PAGES_MAX} pages`;
  return err(plainError('UNAVAILABLE', `GET ${path}`, detail));
};
