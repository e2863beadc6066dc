// Reads one file: the books of a token, or its trades.

import { bookFeed } from '../book-feed.ts';
import { toPrice, toShares, toTime } from '../numbers.ts';
import { silenceWatch } from '../silence.ts';
import { tickWatch } from '../tick-watch.ts';
import { isWithin, parseRow, timeOfRow } from './rows.ts';
import { tokenOf } from '../../domain/market.ts';
import { WHOLE } from '../../domain/tape-event.ts';
import type { Market } from '../../domain/market.ts';
import type { Findings, LineReader } from '../format.ts';
import type { NamedMarket } from './rows.ts';

// Half of the books follow within 1.6 s, nine of ten within 12 s, the longest recorded silence is
// 44 s: a socket that misses its messages, not a market in which nothing happens.
const SILENCE_MAX_MS = 30_000;

/** What a file is about, and whether its books are shown or only mirror those that are. */
export type FileRole = {
  readonly market: Market;
  readonly named: NamedMarket;
  readonly books: 'shown' | 'mirrored';
};

/** Starts reading a file whose rows come in time order. */
export const cryptoL2Reader = (
  { market, named, books }: FileRole,
  findings: Findings,
): LineReader => {
  const { emit, tell } = findings;
  const token = tokenOf(market, named.outcome);
  const feed = bookFeed(token, tickWatch(market.condition, market.tick, emit), findings);
  const silence = silenceWatch<string>(SILENCE_MAX_MS, (_token, at) => {
    feed.hide(at, 'no book for 30 s');
  });
  let clock = 0;
  const line = (text: string, number: number): void => {
    const row = parseRow(text);
    const at = timeOfRow(text);
    if (typeof row === 'string' || at === undefined || !isWithin(at, named)) {
      const detail = typeof row === 'string' ? row : 'its time is not that of the market';
      tell({ kind: 'malformed', line: number, rows: 1, detail });
      return;
    }
    clock = at;
    if (row.kind === 'trade') {
      const { takerSide, price, size } = row;
      emit({
        kind: 'trade',
        at: toTime(at),
        token,
        takerSide,
        price: toPrice(price),
        size: toShares(size),
        wallet: { kind: 'not-recorded' },
        transaction: `${String(at)}-${named.outcome}-${String(number)}`,
      });
    } else if (books === 'shown') {
      silence.advance(at);
      silence.seen(token, at);
      feed.replace({ ms: at, line: number }, row.book, WHOLE);
    }
  };
  const end = (): void => {
    feed.hide(clock, 'the recording ends');
  };
  return { line, end };
};
