// Recorded answers of the real venue, read in place. What of them is not understood is told by
// reason, so that a parser that grows too strict shows here.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseBook } from '../../../lib/adapters/polymarket/clob-book.ts';
import { parseClobTerms } from '../../../lib/adapters/polymarket/clob-market.ts';
import { printsOf } from '../../../lib/adapters/polymarket/feed-walk.ts';
import { parseEvent } from '../../../lib/adapters/polymarket/gamma-event.ts';
import { parseChild, parseMarket } from '../../../lib/adapters/polymarket/gamma-market.ts';
import { mirrorsBest } from '../../../lib/domain/book.ts';
import { conditionId, eventId, tokenId } from '../../../lib/units/ids.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { describeWithRecordings } from '../../recordings.ts';
import { valueOf } from './examples.ts';
import { jsonOf, linesOf } from './recorded-answers.ts';
import type { Universe } from '../../../lib/domain/market.ts';
import type { Result } from '../../../lib/units/result.ts';
import type { Row } from './examples.ts';

const AT = epochMs(BigInt(Date.UTC(2026, 2, 11, 21, 41, 49)));

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

const countReasons = (
  results: readonly Result<unknown, string>[],
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(results, (result) => (result.ok ? 'understood' : result.error))].map(
      ([reason, same]) => [reason, same.length],
    ),
  );

describeWithRecordings('gamma-markets-2026-03-11', (folder) => {
  it('has 9,000 markets, of which all but one orphan are understood', () => {
    const rows = linesOf(join(folder, 'markets-00.jsonl.gz'));
    expect(countReasons(rows.map((row) => parseMarket(row, AT)))).toEqual({
      understood: 8_999,
      'events: Invalid input: expected array, received undefined': 1,
    });
  });

  it('has markets that take orders, some of which need their fee from the CLOB', () => {
    const rows = linesOf(join(folder, 'markets-00.jsonl.gz'));
    const markets = rows.flatMap((row) => {
      const market = parseMarket(row, AT);
      return market.ok ? [market.value] : [];
    });
    const statuses = Map.groupBy(markets, ({ status }) => status.kind);
    const counts = Object.fromEntries([...statuses].map(([kind, same]) => [kind, same.length]));
    expect(counts).toEqual({ accepting: 8_944, closed: 1, paused: 54 });
    expect(markets.filter(({ terms }) => terms.fee === undefined)).toHaveLength(1);
    expect(markets.filter(({ rewards }) => rewards.kind === 'paid').length).toBeGreaterThan(1_000);
  });

  it('pitfall 4: has books whose best levels stand last, and mirror each other', () => {
    const answers = linesOf(join(folder, 'books_run_20260311T214149Z.jsonl.gz'));
    const books = answers.flatMap((answer) =>
      (answer['books'] as readonly Row[]).map((row) => valueOf(parseBook(row, AT))),
    );
    expect(books).toHaveLength(60);
    for (const { bids, asks } of books) {
      const [bid, ask] = [bids[0], asks[0]];
      if (bid === undefined || ask === undefined) throw new Error('a recorded side is empty');
      expect(bid.price < ask.price).toBe(true);
    }
    const pairs = answers.flatMap((answer) => answer['requested_tokens'] as readonly Row[]);
    const byMarket = Map.groupBy(pairs, (pair) => String(pair['market_id']));
    for (const [, [yes, no]] of byMarket) {
      const ofToken = (pair: Row | undefined) =>
        books.find(({ token }) => token === pair?.['token_id']);
      const [book, other] = [ofToken(yes), ofToken(no)];
      if (book !== undefined && other !== undefined) expect(mirrorsBest(book, other)).toBe(true);
    }
  });
});

describeWithRecordings('api-fixtures', (folder) => {
  const events = [
    'DenisGorbachev/gamma_event/another-us-strike-on-venezuela-by.json',
    'DenisGorbachev/gamma_event/nobel-peace-prize-winner-2026-139.json.gz',
    'TrebuchetDynamics/events/fed-decision-in-june-825/gamma-event.json',
    'hugompt/gamma_event_crypto_updown.json',
    'nautilus/rust/gamma_event.json',
  ];

  it.each(events)('%s is an event whose markets are all understood', (path) => {
    const event = valueOf(parseEvent(firstOf(jsonOf(join(folder, path)))));
    const children = event.children.map((child) => parseChild(child, { event: event.id, now: AT }));
    expect(countReasons(children)).toEqual({ understood: event.children.length });
  });

  it.each([
    ['hugompt/gamma_market_updown.json', 'accepting'],
    ['nautilus/rust/gamma_market.json', 'accepting'],
    ['nautilus/rust/gamma_market_sports_market_money_line.json', 'resolved'],
    ['nautilus/rust/gamma_market_closed_binary_accepting_true.json', 'closed'],
    ['nautilus/rust/gamma_market_closed_binary_accepting_false.json', 'resolved'],
    ['slusset/sample_market.json', 'accepting'],
  ])('%s is a market that is %s', (path, kind) => {
    const market = parseChild(firstOf(jsonOf(join(folder, path))), {
      event: eventId('1'),
      now: AT,
    });
    expect(valueOf(market).status.kind).toBe(kind);
  });

  it('has books that are understood, and one of older make without a tick', () => {
    const recorded = ['hugompt/clob_book.json', 'DenisGorbachev/orderbook.json'];
    const books = recorded.map((path) => parseBook(jsonOf(join(folder, path)), AT));
    expect(countReasons(books)).toEqual({ understood: 2 });
    const older = parseBook(jsonOf(join(folder, 'nautilus/rust/clob_book_response.json')), AT);
    expect(older.ok ? '' : older.error).toContain('tick_size');
  });

  it('has terms of CLOB markets with ticks and fees', () => {
    const path = 'TrebuchetDynamics/events/fed-decision-in-june-825/clob-markets.json';
    const rows = jsonOf(join(folder, path)) as readonly Row[];
    const read = rows.map((row) => parseClobTerms(conditionId(String(row['c'])), row));
    expect(countReasons(read)).toEqual({ understood: rows.length });
  });
});

describeWithRecordings('wallet-trades', (folder) => {
  // The recording is of the first version of the API, whose fields were called otherwise.
  const NAMES: Readonly<Record<string, string>> = {
    proxyWallet: 'proxy_wallet',
    asset: 'token_id',
    conditionId: 'condition_id',
    transactionHash: 'transaction_hash',
  };
  const renamed = (row: Row): Row =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [NAMES[name] ?? name, value]));

  it('has three seconds of trades, each told apart from every other', () => {
    const path = join(folder, 'data_api_trades_90s_2026-02-28.json.gz');
    const rows = (jsonOf(path) as readonly Row[]).map(renamed);
    const tokens: Universe['tokens'] = new Map(
      rows.map((row) => [
        tokenId(String(row['token_id'])),
        { condition: conditionId(String(row['condition_id'])), outcome: 'YES' },
      ]),
    );
    const { prints, reasons } = printsOf(rows, tokens, epochMs(0n));
    expect([prints.length, reasons]).toEqual([rows.length, []]);
    expect(new Set(prints.map(({ key }) => key)).size).toBe(rows.length);
  });
});

describe('a recording that is not at hand', () => {
  it('leaves our own examples to test by', () => {
    expect(
      valueOf(parseEvent(jsonOf(join(import.meta.dirname, 'examples/gamma-event.json')))).id,
    ).toBe(eventId('70002'));
  });
});
