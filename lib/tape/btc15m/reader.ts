// Reads one file: a whole top of the book a row, and a trade wherever the newest one is another
// than in the row before.

import { isMirror } from '../book-builder.ts';
import { bookFeed } from '../book-feed.ts';
import { toPrice, toShares, toTime } from '../numbers.ts';
import { reorder } from '../reorder.ts';
import { silenceWatch } from '../silence.ts';
import { tickWatch } from '../tick-watch.ts';
import { LEVELS, parseRow } from './rows.ts';
import { msOfEpoch } from '../../units/time.ts';
import type { Market } from '../../domain/market.ts';
import type { TapeEvent } from '../../domain/tape-event.ts';
import type { TokenId } from '../../units/ids.ts';
import type { BookFeed } from '../book-feed.ts';
import type { Findings, LineReader } from '../format.ts';
import type { LastTrade, Row } from './rows.ts';

// Rows come every second, the longest recorded pause is 1.7 s.
const SILENCE_MAX_MS = 5_000;

const DEPTH = { kind: 'best', levels: LEVELS } as const;

// An event that waits until nothing earlier can come: a trade is found after its time.
type Held = { readonly ms: number; readonly event: TapeEvent };

// One market of the file and its row before.
type Strand = { readonly market: Market; readonly feed: BookFeed; readonly last: Row };

/** Starts reading a file whose rows come in time order. */
export const btc15mReader = (
  markets: ReadonlyMap<string, Market>,
  findings: Findings,
): LineReader => {
  const { tell } = findings;
  const held = reorder<Held>(SILENCE_MAX_MS, ({ event }) => findings.emit(event));
  const emit = (event: TapeEvent): void => {
    held.add({ ms: Number(msOfEpoch(event.at)), event });
  };
  const strands = new Map<string, Strand>();
  const silence = silenceWatch<BookFeed>(SILENCE_MAX_MS, (feed, at) => {
    feed.hide(at, 'no row for 5 s');
  });
  let clock = 0;
  const strandOf = (market: Market, row: Row): Strand => {
    const watch = tickWatch(market.condition, market.tick, emit);
    const known = strands.get(market.condition);
    return known ?? { market, feed: bookFeed(market.yes, watch, { emit, tell }), last: row };
  };
  const line = (text: string, number: number): void => {
    const row = parseRow(text);
    const market = typeof row === 'string' ? undefined : markets.get(row.market.condition);
    if (typeof row === 'string' || market === undefined || isStrange(row, market)) {
      const detail = typeof row === 'string' ? row : 'ids or time are not those of the market';
      tell({ kind: 'malformed', line: number, rows: 1, detail });
      return;
    }
    clock = row.ms;
    const strand = strandOf(market, row);
    strands.set(market.condition, { ...strand, last: row });
    silence.advance(clock);
    silence.seen(strand.feed, clock);
    if (!isMirror(row.up, row.down)) {
      const detail = 'the books of the two tokens do not mirror each other';
      tell({ kind: 'mirror-mismatch', line: number, rows: 1, detail });
    }
    const ms = tradeTime(strand.last, row);
    tellTrade(emit, { token: market.yes, ms }, [strand.last.lastUp, row.lastUp]);
    tellTrade(emit, { token: market.no, ms }, [strand.last.lastDown, row.lastDown]);
    strand.feed.replace({ ms: clock, line: number }, row.up, DEPTH);
  };
  const end = (): void => {
    for (const { feed } of strands.values()) feed.hide(clock, 'the recording ends');
    held.flush();
  };
  return { line, end };
};

// When in between it happened is not known. An order that was sent in between must not be filled by
// a trade from before it, so that the trade stands right after the row before; after a silence the
// book is not known anyway, and time has passed that point.
const tradeTime = (before: Row, { ms }: Row): number =>
  ms - before.ms > SILENCE_MAX_MS ? ms : Math.min(ms, before.ms + 1);

// The newest trade is another than in the row before: it happened in between. What it stood at in
// the first row happened before the recording.
const tellTrade = (
  emit: Findings['emit'],
  { token, ms }: { readonly token: TokenId; readonly ms: number },
  [before, now]: readonly [LastTrade | undefined, LastTrade | undefined],
): void => {
  if (now === undefined || now.text === before?.text) return;
  emit({
    kind: 'trade',
    at: toTime(ms),
    token,
    takerSide: now.takerSide,
    price: toPrice(now.price),
    size: toShares(now.size),
    wallet: { kind: 'not-recorded' },
    transaction: `${String(ms)}-${token}`,
  });
};

const LATE_MAX_MS = 60_000;
const EARLY_MAX_MS = 24 * 3_600_000;

/** Tells whether a row cannot be of its market: other tokens, or another time. */
export const isStrange = ({ ms, market: row }: Row, market: Pick<Market, 'yes' | 'no'>): boolean =>
  row.yes !== market.yes ||
  row.no !== market.no ||
  ms > row.end + LATE_MAX_MS ||
  ms < row.end - EARLY_MAX_MS;
