// The Data API's feeds as prints. They carry no ids and are cached on the way, so that every read
// overlaps the one before, asks by a URL of its own, and gives each row a key of its own making.
//
// Source: Data API v2 openapi (keyset cursors, newest first, `start` for wallets only) and notes of
// others on its caches, read 2026-11-22.

import * as z from 'zod/mini';
import { err, ok } from '../../units/result.ts';
import { parseTrade, timeOfRow } from './trade-row.ts';
import { plainError } from './http-error.ts';
import { maybe, readWire } from './wire.ts';
import type { Universe } from '../../domain/market.ts';
import type { Print } from '../../domain/print.ts';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { Result } from '../../units/result.ts';
import type { EpochMs } from '../../units/time.ts';
import type { Api, Query } from './api.ts';

/** A walk through a feed. */
export type FeedWalk = {
  readonly path: string;
  readonly query: Query;
  /** A feed that runs backwards is left at this time, one that runs forwards at its end. */
  readonly until: EpochMs | 'the end';
};

// Ten pages of a thousand: at the busiest recorded second that is half a minute of all trades.
const PAGES_MAX = 10;

const pageWire = z.object({
  data: maybe(z.array(z.unknown())),
  pagination: z.object({ next_cursor: maybe(z.string()) }),
});

const isPast = (row: unknown, until: FeedWalk['until']): boolean => {
  const at = timeOfRow(row);
  return until !== 'the end' && at !== undefined && at < until;
};

/** Reads a feed page by page until its end, or until it has gone back far enough. */
export const walkFeed = async (
  data: Api,
  { path, query, until }: FeedWalk,
): Promise<Result<readonly unknown[], VenueError>> => {
  const rows: unknown[] = [];
  let cursor = '';
  for (let page = 0; page < PAGES_MAX; page++) {
    const here: Query = cursor === '' ? query : [...query, ['cursor', cursor]];
    const answer = await data.get(path, here);
    if (!answer.ok) return answer;
    const read = readWire(pageWire, answer.value);
    if (!read.ok) return err(plainError('MALFORMED', `GET ${path}`, read.error));
    rows.push(...(read.value.data ?? []));
    cursor = read.value.pagination.next_cursor ?? '';
    if (cursor === '' || isPast(rows.at(-1), until)) return ok(rows);
  }
  const detail = `the feed is longer than ${PAGES_MAX} pages`;
  return err(plainError('UNAVAILABLE', `GET ${path}`, detail));
};

/** What the rows of a feed told: prints, oldest first, and why others were left out. */
export type FeedPrints = { readonly prints: readonly Print[]; readonly reasons: readonly string[] };

const byTime = (a: Print, b: Print): number => {
  if (a.at === b.at) return 0;
  return a.at < b.at ? -1 : 1;
};

/**
 * Makes prints of rows. One transaction may hold the same fill several times, so equal rows are
 * numbered; since all rows of a transaction share their time, every read numbers them alike.
 */
export const printsOf = (
  rows: readonly unknown[],
  tokens: Universe['tokens'],
  from: EpochMs,
): FeedPrints => {
  const seen = new Map<string, number>();
  const prints: Print[] = [];
  const reasons: string[] = [];
  for (const value of rows) {
    const row = parseTrade(value, tokens);
    if (row.kind === 'unclear') reasons.push(row.reason);
    if (row.kind !== 'print' || row.print.at < from) continue;
    const count = (seen.get(row.likeness) ?? 0) + 1;
    seen.set(row.likeness, count);
    prints.push({ ...row.print, key: `${row.likeness}#${count}` });
  }
  return { prints: prints.toSorted(byTime), reasons };
};
