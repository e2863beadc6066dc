// What the public half of the venue answers: books, terms, markets, events, universes, feeds, its
// clock and its mode.

import { parseBook } from '../../../lib/adapters/polymarket/clob-book.ts';
import { fetchBooks } from '../../../lib/adapters/polymarket/clob-books.ts';
import { parseClobTerms } from '../../../lib/adapters/polymarket/clob-market.ts';
import { fetchMode, fetchTime } from '../../../lib/adapters/polymarket/clob-status.ts';
import { createFeeds } from '../../../lib/adapters/polymarket/feeds.ts';
import { parseEvent } from '../../../lib/adapters/polymarket/gamma-event.ts';
import { parseMarket } from '../../../lib/adapters/polymarket/gamma-market.ts';
import { readUniverse } from '../../../lib/adapters/polymarket/universe.ts';
import { createVenueProbes } from '../../../lib/adapters/polymarket/venue-probes.ts';
import { NO_MARKETS } from '../../../lib/domain/market.ts';
import { known } from '../../../lib/domain/observed.ts';
import { conditionId, tokenId, walletAddress } from '../../../lib/units/ids.ts';
import { microsOfPrice } from '../../../lib/units/price.ts';
import { isPositive } from '../../../lib/units/quantity.ts';
import { ok } from '../../../lib/units/result.ts';
import { epochMs, seconds } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { example } from '../../adapters/polymarket/examples.ts';
import { manualClock, NOON } from '../../loopback/clocks.ts';
import { written } from '../mutate/tree.ts';
import { claim, jsonTarget, verdictOf } from '../target.ts';
import { apiOf, membersOf, observedVerdict, UNIVERSE_TOKENS } from './answers.ts';
import type { Book } from '../../../lib/domain/book.ts';
import type { Target } from '../target.ts';

const text = (name: string): string => JSON.stringify(example(name));

const CONDITION = conditionId(String(example('gamma-market')['conditionId']));
const TOKEN = tokenId(String(example('clob-book')['asset_id']));
const FROM = epochMs(1_795_345_100_000n);

const claimBook = ({ bids, asks }: Book, raw: unknown): void => {
  const levels = [...bids, ...asks];
  for (const { price, size } of levels) {
    claim(microsOfPrice(price) > 0n && microsOfPrice(price) < 1_000_000n, 'a price is inside 0..1');
    claim(isPositive(size), 'no level is empty');
  }
  const rows = membersOf(raw, 'bids').length + membersOf(raw, 'asks').length;
  claim(levels.length === rows, 'no level is left out');
};

const book = jsonTarget({
  name: 'clob book',
  seeds: [text('clob-book')],
  required: [
    'asset_id',
    'bids',
    'asks',
    'tick_size',
    'min_order_size',
    'bids.*.price',
    'asks.*.size',
  ],
  run: (value) => {
    const read = parseBook(value, NOON);
    if (read.ok) claimBook(read.value, value);
    return verdictOf(read);
  },
});

const books = jsonTarget({
  name: 'clob books',
  seeds: [`[${text('clob-book')}]`],
  required: ['*.asset_id', '*.bids', '*.asks.*.price'],
  run: async (value) => {
    const source = { clob: apiOf(() => value), clock: manualClock(), report: () => undefined };
    const read = await fetchBooks(source, [TOKEN]);
    claim(read.size === 1, 'each token has its book, known or unknown');
    return observedVerdict(read.get(TOKEN));
  },
});

const terms = jsonTarget({
  name: 'clob terms',
  seeds: [text('clob-market')],
  required: ['c', 'mts', 'mos', 'fd.r'],
  run: (value) => verdictOf(parseClobTerms(CONDITION, value)),
});

const market = jsonTarget({
  name: 'gamma market',
  seeds: [text('gamma-market')],
  required: ['conditionId', 'slug', 'clobTokenIds', 'outcomes'],
  run: (value) => verdictOf(parseMarket(value, NOON)),
});

const event = jsonTarget({
  name: 'gamma event',
  seeds: [text('gamma-event'), text('gamma-binary-event')],
  required: ['id', 'slug', 'markets'],
  run: (value) => {
    const read = parseEvent(value);
    if (!read.ok) return verdictOf(read);
    // Its markets are read one by one, and not here.
    const { children, ...head } = read.value;
    return { kind: 'accepted', value: { ...head, count: children.length } };
  },
});

const PAGES = JSON.stringify({
  markets: { markets: [example('gamma-market')], next_cursor: '' },
  events: { events: [example('gamma-binary-event'), example('gamma-event')], next_cursor: '' },
  terms: example('clob-market'),
});

const universe = jsonTarget({
  name: 'universe',
  seeds: [PAGES],
  required: ['markets.markets', 'events.events', 'markets.markets.*.conditionId'],
  run: async (value) => {
    const members = Object(value) as Record<string, unknown>;
    const gamma = apiOf((path) => members[path.includes('events') ? 'events' : 'markets']);
    const clob = apiOf(() => members['terms']);
    const source = { gamma, clob, report: () => undefined, pagesMax: 2 };
    const read = await readUniverse(source, { names: [], now: NOON });
    return verdictOf(read);
  },
});

const FEED = JSON.stringify({ status: example('data-status'), trades: example('data-trades') });

const feeds = jsonTarget({
  name: 'data feeds',
  seeds: [
    FEED,
    JSON.stringify({ status: example('data-status'), trades: example('data-activity') }),
  ],
  required: ['status.data.serving.lag_seconds', 'trades.pagination'],
  run: async (value) => {
    const members = Object(value) as Record<string, unknown>;
    const read = await createFeeds({
      data: apiOf((path) => members[path.includes('status') ? 'status' : 'trades']),
      clock: manualClock(),
      report: () => undefined,
      tokens: () => Promise.resolve(known(UNIVERSE_TOKENS, NOON)),
      printMin: usdc('1'),
      lagMax: seconds(90),
    }).fetchTargets([walletAddress('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed')], FROM);
    if (read.kind === 'known')
      for (const { price, size } of read.value) {
        claim(microsOfPrice(price) > 0n && microsOfPrice(price) < 1_000_000n, 'a price is one');
        claim(isPositive(size), 'a print has a size');
      }
    return observedVerdict(read);
  },
});

const clock = jsonTarget({
  name: 'clob time',
  seeds: ['1795348700', '"1795348700"'],
  required: [],
  run: async (value) =>
    observedVerdict(
      await fetchTime(
        apiOf(() => value),
        manualClock(),
      ),
    ),
});

const mode = jsonTarget({
  name: 'clob version',
  seeds: ['{"version":2}', '{"version":4}'],
  required: ['version'],
  run: async (value) =>
    observedVerdict(
      await fetchMode(
        apiOf(() => value),
        manualClock(),
      ),
    ),
});

const probes = jsonTarget({
  name: 'probes of the venue',
  seeds: [
    JSON.stringify({ time: 1795348700, version: { version: 2 }, status: example('data-status') }),
  ],
  required: ['version.version', 'status.data.serving.lag_seconds'],
  run: async (value) => {
    const answers = Object(value) as Record<string, unknown>;
    const body = (url: string): string => {
      const name = ['time', 'version', 'status'].find((one) => url.endsWith(one)) ?? '';
      return written(answers[name] ?? null);
    };
    const opened = createVenueProbes({
      transport: ({ url }) =>
        Promise.resolve(ok({ status: 200, headers: {}, body: body(url), isCut: false })),
      clock: manualClock(),
      endpoints: { clob: 'http://clob.example', data: 'http://data.example' },
      fetchUniverse: () => Promise.resolve(known(NO_MARKETS, NOON)),
    });
    await opened.region();
    await opened.clock();
    const [version, lag] = [await opened.apiVersion(), await opened.lag()];
    return version.kind === 'known' && lag.kind === 'known'
      ? { kind: 'accepted', value: [version.value, lag.value] }
      : { kind: 'refused', reason: JSON.stringify([version.kind, lag.kind]) };
  },
});

/** The public half of the venue. */
export const PUBLIC_WIRE: readonly Target[] = [
  book,
  books,
  terms,
  market,
  event,
  universe,
  feeds,
  clock,
  mode,
  probes,
];
