// Books over the wire: in batches, each known or unknown by itself.

import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { parseBook } from '../../../lib/adapters/polymarket/clob-book.ts';
import { fetchBooks } from '../../../lib/adapters/polymarket/clob-books.ts';
import { tokenId } from '../../../lib/units/ids.ts';
import { formatPrice, tick } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { openApi } from '../../loopback/api.ts';
import { manualClock, NOON } from '../../loopback/clocks.ts';
import { json, text } from '../../loopback/server.ts';
import { failing, startWireVenue } from '../../loopback/wire-venue.ts';
import { example, rowsIn, valueOf, without } from './examples.ts';
import type { LeftOut } from '../../../lib/adapters/polymarket/left-out.ts';
import type { Book, Level } from '../../../lib/domain/book.ts';
import type { Observed } from '../../../lib/domain/observed.ts';
import type { WireVenue, WireWorld } from '../../loopback/wire-venue.ts';
import type { Row } from './examples.ts';

const row = example('clob-book');
const TOKEN = tokenId(String(row['asset_id']));
const prices = (levels: readonly Level[]): readonly string[] =>
  levels.map(({ price }) => formatPrice(price));
const parse = (change: Row) => parseBook({ ...row, ...change }, NOON);

describe('a book', () => {
  it('is read with its tick, its minimum size and the time of the request', () => {
    const book = valueOf(parse({}));
    expect(book).toMatchObject({
      token: TOKEN,
      tick: tick('0.01'),
      sizeMin: shares('5'),
      at: NOON,
    });
    expect(book.bids[0]?.size).toBe(shares('75.25'));
  });

  it.each([
    ['best last', (levels: readonly Row[]) => levels],
    ['best first', (levels: readonly Row[]) => levels.toReversed()],
    ['in no order', ([a = {}, b = {}, c = {}]: readonly Row[]) => [c, a, b]],
  ])('pitfall 4: has its best levels first when the list is %s', (_how, arranged) => {
    const book = valueOf(
      parse({ bids: arranged(rowsIn(row, 'bids')), asks: arranged(rowsIn(row, 'asks')) }),
    );
    expect(prices(book.bids)).toEqual(['0.41', '0.38', '0.01']);
    expect(prices(book.asks)).toEqual(['0.42', '0.45', '0.99']);
  });

  it('may be empty on either side', () => {
    expect(valueOf(parse({ bids: [], asks: [] }))).toMatchObject({ bids: [], asks: [] });
  });

  it.each(['asset_id', 'bids', 'asks', 'tick_size', 'min_order_size'])(
    'without %s is not understood',
    (field) => {
      expect(parseBook(without(row, field), NOON).ok).toBe(false);
    },
  );

  it.each([
    ['a price of 0', [{ price: '0', size: '5' }]],
    ['a price of 1', [{ price: '1', size: '5' }]],
    ['a price that is none', [{ price: 'NaN', size: '5' }]],
    ['a level without a size', [{ price: '0.5' }]],
    ['a size of 0', [{ price: '0.5', size: '0' }]],
    ['a size below 0', [{ price: '0.5', size: '-5' }]],
    ['an exponent', [{ price: '0.5', size: '1e3' }]],
    [
      'two levels at one price',
      [
        { price: '0.5', size: '5' },
        { price: '0.50', size: '6' },
      ],
    ],
  ])('with %s is not understood', (_what, bids) => {
    expect(parse({ bids }).ok).toBe(false);
  });

  it('is never thrown over, whatever one of its fields is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(row)), fc.jsonValue(), (field, value) => {
        expect(typeof parse({ [field]: value }).ok).toBe('boolean');
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the books of many tokens', () => {
  let venue: WireVenue | undefined;
  let reports: LeftOut[] = [];

  afterEach(async () => {
    await venue?.stop();
    venue = undefined;
    reports = [];
  });

  const tokens = (count: number) =>
    Array.from({ length: count }, (_, index) => tokenId(String(index + 1)));
  const bookRow = (token: string): Row => ({ ...row, asset_id: token });

  const fetchFrom = async (
    world: Partial<WireWorld>,
    asked: readonly ReturnType<typeof tokenId>[],
  ): Promise<ReadonlyMap<string, Observed<Book>>> => {
    venue = await startWireVenue(world);
    const clock = manualClock();
    const clob = openApi(venue.url, { clock });
    return fetchBooks({ clob, clock, report: (one) => reports.push(one) }, asked);
  };
  const kindOf = (read: Observed<Book> | undefined): string | undefined =>
    read?.kind === 'unknown' ? read.error.kind : read?.kind;

  it.each([
    [499, [499]],
    [500, [500]],
    [501, [500, 1]],
  ])('are asked for in batches: %i in %j', async (count, sizes) => {
    const asked = tokens(count);
    const books = new Map(asked.map((token) => [token, bookRow(token)]));
    const read = await fetchFrom({ books }, asked);
    expect([...read.values()].every(({ kind }) => kind === 'known')).toBe(true);
    const bodies = (venue?.requests ?? []).map(({ body }) => JSON.parse(body) as unknown[]);
    expect(bodies.map((body) => body.length)).toEqual(sizes);
  });

  it('are asked for once each, and not at all for no token', async () => {
    const [one = TOKEN] = tokens(1);
    await fetchFrom({}, [one, one]);
    expect(venue?.requests.map(({ body }) => body)).toEqual(['[{"token_id":"1"}]']);
    await venue?.stop();
    await fetchFrom({}, []);
    expect(venue?.requests).toEqual([]);
  });

  it('are known or unknown each by itself', async () => {
    const [good = TOKEN, missing = TOKEN, broken = TOKEN] = tokens(3);
    const books = new Map([
      [String(good), bookRow(good)],
      [String(broken), { ...bookRow(broken), tick_size: '0.02' }],
    ]);
    const read = await fetchFrom({ books }, [good, missing, broken]);
    expect([good, missing, broken].map((token) => kindOf(read.get(token)))).toEqual([
      'known',
      'NOT_FOUND',
      'MALFORMED',
    ]);
  });

  it('are unknown where the answer has one of them twice', async () => {
    const twice = json([bookRow('1'), bookRow('1'), bookRow('2')]);
    const read = await fetchFrom({ fault: failing('/books', twice) }, tokens(2));
    expect([...read.values()].map(kindOf)).toEqual(['MALFORMED', 'known']);
  });

  it('are told where a row names no token', async () => {
    const nameless = json([bookRow('1'), without(row, 'asset_id'), 7]);
    const read = await fetchFrom({ fault: failing('/books', nameless) }, tokens(1));
    expect(kindOf(read.get('1'))).toBe('known');
    expect(reports).toMatchObject([{ endpoint: 'POST /books', rows: 2 }]);
  });

  it('are not mixed up with books that nobody asked for', async () => {
    const others = json([bookRow('8'), bookRow('9')]);
    const read = await fetchFrom({ fault: failing('/books', others) }, tokens(2));
    expect([...read.keys()]).toEqual(['1', '2']);
    expect([...read.values()].map(kindOf)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  it.each([
    ['is an error', text(500, ''), 'SERVER'],
    ['is no list', json({ books: [] }), 'MALFORMED'],
    ['is a restart', text(425, 'service not ready'), 'RESTARTING'],
  ])('are all unknown when their answer %s', async (_what, reply, kind) => {
    const read = await fetchFrom({ fault: failing('/books', reply) }, tokens(3));
    expect([...read.values()].map(kindOf)).toEqual([kind, kind, kind]);
  });

  it('are unknown only in the batch that failed', async () => {
    const asked = tokens(501);
    const books = new Map(asked.map((token) => [token, bookRow(token)]));
    const fault: WireWorld['fault'] = ({ body }) =>
      body.includes('"501"') ? { kind: 'reset' } : null;
    const read = await fetchFrom({ books, fault }, asked);
    const known = [...read.values()].filter(({ kind }) => kind === 'known');
    expect([known.length, kindOf(read.get('501'))]).toEqual([500, 'NETWORK']);
  });
});
