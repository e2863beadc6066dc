// Reads a file of one connection: the changes and trades of several markets, brought into time
// order. The YES token of a market gives its book, the NO token must mirror it row by row.

import { bookFeed } from '../book-feed.ts';
import { toTime } from '../numbers.ts';
import { reorder } from '../reorder.ts';
import { tickWatch } from '../tick-watch.ts';
import { timeGate } from '../time-gate.ts';
import { checkedBook } from './checked-book.ts';
import { areMirrored, rowParser } from './rows.ts';
import { tradePlacer } from './trades.ts';
import type { Market } from '../../domain/market.ts';
import type { BookFeed } from '../book-feed.ts';
import type { Findings, LineReader } from '../format.ts';
import type { CheckedBook } from './checked-book.ts';
import type { ChangeRow, Item } from './rows.ts';

// The latest of the recorded trades comes 2.5 s after rows of its time.
const WINDOW_MS = 5_000;
// The recorded connection was never silent for more than 2.5 s.
const SILENCE_MAX_MS = 10_000;
const ALIVE_EVERY_MS = 1_000;

// One market of the connection.
type Strand = { readonly market: Market; readonly feed: BookFeed; readonly book: CheckedBook };

/** Starts reading a file about some markets. */
export const tickscopeReader = (markets: readonly Market[], findings: Findings): LineReader => {
  const { emit } = findings;
  const strands = markets.map((market) => strandFor(market, findings));
  const strandOf = new Map<string, Strand>();
  for (const strand of strands)
    strandOf.set(strand.market.yes, strand).set(strand.market.no, strand);
  const trades = tradePlacer(markets, emit);
  const touched = new Set<Strand>();
  let clock = 0;
  let aliveAt = 0;

  const settle = (): void => {
    for (const { book } of touched) book.settle(clock);
    touched.clear();
    if (clock - aliveAt < ALIVE_EVERY_MS) return;
    const tokens = strands.filter(({ feed }) => feed.isShown()).map(({ market }) => market.yes);
    if (tokens.length === 0) return;
    emit({ kind: 'alive', at: toTime(clock), tokens });
    aliveAt = clock;
  };
  const advance = (at: number): void => {
    if (at === clock) return;
    settle();
    if (clock > 0 && at - clock > SILENCE_MAX_MS)
      for (const { book } of strands) book.lose(clock + SILENCE_MAX_MS, 'silence');
    clock = at;
  };
  const window = reorder<Item>(WINDOW_MS, (item, at) => {
    advance(at);
    const strand = strandOf.get(item.token);
    if (item.kind === 'trade') trades.release(item, at);
    else if (strand?.market.yes === item.token) {
      const before = strand.book.apply(item, item.line);
      touched.add(strand);
      if (before > item.size) trades.levelFell(item, before - item.size, at);
    }
  });
  const rows = acceptRows(markets, findings, (item) => {
    if (item.kind === 'trade') trades.expect(item);
    window.add(item);
  });
  const end = (): void => {
    rows.end();
    window.flush();
    settle();
    for (const { feed } of strands) feed.hide(clock, 'the recording ends');
  };
  return { line: rows.line, end };
};

const strandFor = (market: Market, findings: Findings): Strand => {
  const watch = tickWatch(market.condition, market.tick, findings.emit);
  const feed = bookFeed(market.yes, watch, findings);
  return { market, feed, book: checkedBook(feed, findings.tell) };
};

// The rows of one market as they come.
type MarketRows = {
  readonly take: (item: Item, text: string) => void;
  /** A change that has no mirror image yet. */
  readonly unpaired: () => Item<ChangeRow> | undefined;
};

const tellUnpaired = ({ tell }: Findings, { line, token }: Item<ChangeRow>): void => {
  const detail = `a change of ${token} that its other token does not mirror`;
  tell({ kind: 'mirror-mismatch', line, rows: 1, detail });
};

// Tells rows that are repeated or without their mirror image.
const marketRows = (findings: Findings, accept: (item: Item) => void): MarketRows => {
  let [newest, before] = ['', ''];
  let unpaired: Item<ChangeRow> | undefined;
  const pairUp = (item: Item<ChangeRow>): void => {
    const isPaired = unpaired !== undefined && areMirrored(unpaired, item);
    if (unpaired !== undefined && !isPaired) tellUnpaired(findings, unpaired);
    unpaired = isPaired ? undefined : item;
  };
  return {
    unpaired: () => unpaired,
    take: (item, text) => {
      if (item.kind === 'change' && (newest === text || before === text)) {
        const detail = 'the row stands twice';
        findings.tell({ kind: 'duplicate', line: item.line, rows: 1, detail });
        return;
      }
      before = newest;
      newest = text;
      if (item.kind === 'change') pairUp(item);
      accept(item);
    },
  };
};

// Parses rows, tells those that are damaged, and hands the others to their market.
const acceptRows = (
  markets: readonly Market[],
  findings: Findings,
  accept: (item: Item) => void,
): LineReader => {
  const gate = timeGate();
  const parse = rowParser();
  const all: MarketRows[] = [];
  const rowsOf = new Map<string, MarketRows>();
  for (const { yes, no } of markets) {
    const rows = marketRows(findings, accept);
    all.push(rows);
    rowsOf.set(yes, rows).set(no, rows);
  }
  const line = (text: string, number: number): void => {
    const row = parse(text, number);
    const rows = typeof row === 'string' ? undefined : rowsOf.get(row.token);
    if (typeof row === 'string' || rows === undefined || !gate(row.ms)) {
      const detail = typeof row === 'string' ? row : 'its time is more than a day away';
      findings.tell({ kind: 'malformed', line: number, rows: 1, detail });
      return;
    }
    rows.take(row, text);
  };
  const end = (): void => {
    const left = all.flatMap((rows) => rows.unpaired() ?? []);
    for (const item of left.toSorted((a, b) => a.line - b.line)) tellUnpaired(findings, item);
  };
  return { line, end };
};
