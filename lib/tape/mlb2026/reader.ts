// Reads one shard: a snapshot is a whole book, known at its moment only.

import { bookFeed } from '../book-feed.ts';
import { silenceWatch } from '../silence.ts';
import { tickWatch } from '../tick-watch.ts';
import { parseSnapshot } from './rows.ts';
import { WHOLE } from '../../domain/tape-event.ts';
import type { Universe } from '../../domain/market.ts';
import type { BookFeed } from '../book-feed.ts';
import type { Findings, LineReader } from '../format.ts';
import type { IndexRow } from './index-rows.ts';

// Half of all snapshots follow within 73 s, nine of ten within some minutes; after ten the market
// was simply not being recorded.
const SILENCE_MAX_MS = 600_000;

/** Starts reading a shard whose rows come in time order. */
export const mlb2026Reader = (
  universe: Universe,
  byToken: ReadonlyMap<string, IndexRow>,
  findings: Findings,
): LineReader => {
  const { emit, tell } = findings;
  const feeds = new Map<string, BookFeed>();
  const silence = silenceWatch<BookFeed>(SILENCE_MAX_MS, (feed, at) => {
    feed.hide(at, 'no snapshot for 10 min');
  });
  let clock = 0;
  const feedOf = (token: string, { facts }: IndexRow): BookFeed | undefined => {
    const market = universe.markets.get(facts.condition);
    if (market === undefined) return undefined;
    const watch = tickWatch(market.condition, market.tick, emit);
    const feed = feeds.get(token) ?? bookFeed(market.yes, watch, findings);
    feeds.set(token, feed);
    return feed;
  };
  const line = (text: string, number: number): void => {
    const row = parseSnapshot(text);
    if (typeof row === 'string') {
      tell({ kind: 'malformed', line: number, rows: 1, detail: row });
      return;
    }
    const known = byToken.get(row.token);
    const feed = known && feedOf(row.token, known);
    if (feed === undefined || known === undefined || !isWithin(row.at, known)) {
      const detail = known === undefined ? 'token not in index.csv' : 'time outside index.csv';
      tell({ kind: 'malformed', line: number, rows: 1, detail });
      return;
    }
    clock = row.at;
    silence.advance(clock);
    silence.seen(feed, clock);
    feed.replace({ ms: clock, line: number }, row.book, WHOLE);
  };
  const end = (): void => {
    for (const feed of feeds.values()) feed.hide(clock, 'the recording ends');
  };
  return { line, end };
};

/** Tells whether a snapshot lies within the recorded span of its token. */
export const isWithin = (at: number, { first, last }: IndexRow): boolean =>
  at >= first && at <= last;
