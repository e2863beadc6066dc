import { describe, expect, it } from 'vitest';
import { linesOf, ofKind, packed, placesOf, readTape, temporarySet } from './temporary-set.ts';
import { written } from './written-events.ts';
import type { Reading } from './temporary-set.ts';

const START = Date.UTC(2025, 11, 11, 11);
const SECONDS = String(START / 1000);
const nameOf = (kind: 'orderbooks' | 'trades', outcome: 'up' | 'down'): string =>
  `15m_sol_${kind}_${SECONDS}${outcome}.jsonl.gz`;

type Levels = Readonly<Record<string, string>>;

const levelsOf = (levels: Levels) =>
  Object.entries(levels).map(([price, size]) => ({ price, size }));

const book = (at: number, bids: Levels, asks: Levels): string =>
  JSON.stringify({
    bids: levelsOf(bids),
    asks: levelsOf(asks),
    local_timestamp: String(START + at + 130),
    timestamp: String(START + at),
    asset_price: 130.8,
  });

const trade = (at: number, [side, price, size]: readonly string[]): string =>
  JSON.stringify({
    price,
    size,
    side,
    local_timestamp: String(START + at + 130),
    timestamp: String(START + at),
    asset_price: 130.8,
  });

const read = (files: Readonly<Record<string, readonly string[]>>): Promise<Reading> =>
  readTape(
    temporarySet(
      Object.fromEntries(
        Object.entries(files).map(([name, rows]) => [name, packed(linesOf(rows))]),
      ),
    ),
  );

const UP = nameOf('orderbooks', 'up');
const DOWN = nameOf('orderbooks', 'down');

describe('books and trades in a file each', () => {
  it('are one stream in time order, at the times of the venue', async () => {
    const { events, tape } = await read({
      [UP]: [book(0, { 0.4: '10' }, { 0.42: '5' }), book(2000, { 0.4: '4' }, { 0.42: '5' })],
      [nameOf('trades', 'up')]: [trade(1000, ['sell', '0.4', '6'])],
      [nameOf('trades', 'down')]: [trade(1500, ['buy', '0.6', '1.5'])],
    });
    expect(written(events, START)).toEqual([
      '0 book 0.4x10 | 0.42x5',
      '1000 SELL 0.4x6',
      '1500 BUY 0.6x1.5',
      '2000 book 0.4x4 | 0.42x5',
      '2000 gap: the recording ends',
    ]);
    const [market] = [...tape.universe.markets.values()];
    expect(ofKind(events, 'trade').map(({ token }) => token)).toEqual([market?.yes, market?.no]);
    expect(market?.slug).toBe(`sol-updown-15m-${SECONDS}`);
  });

  it('show the books of up only, and check that down mirrors them', async () => {
    const { events, problems } = await read({
      [UP]: [book(0, { 0.4: '10' }, { 0.42: '5' }), book(1, { 0.4: '10' }, { 0.42: '5' })],
      [DOWN]: [book(0, { 0.58: '5' }, { 0.6: '10' }), book(1, { 0.58: '5' }, { 0.6: '11' })],
    });
    expect(ofKind(events, 'book')).toHaveLength(2);
    expect(problems).toMatchObject([{ kind: 'mirror-mismatch', line: 2, rows: 1 }]);
  });

  it('show the books of down where those of up are missing', async () => {
    const { events, tape } = await read({ [DOWN]: [book(0, { 0.58: '5' }, { 0.6: '10' })] });
    const [market] = [...tape.universe.markets.values()];
    expect(ofKind(events, 'book').map(({ token }) => token)).toEqual([market?.no]);
  });

  it.each([
    ['still known after 30 s', 30_000, 1],
    ['unknown a millisecond later', 30_001, 2],
  ])('have a book %s without a new one', async (_name, at, gaps) => {
    const rows = [book(0, { 0.4: '1' }, {}), book(at, { 0.4: '2' }, {})];
    expect(ofKind((await read({ [UP]: rows })).events, 'gap')).toHaveLength(gaps);
  });

  it('end with their market, by the name of the file', async () => {
    const { tape } = await read({ [UP]: [book(0, { 0.4: '1' }, {})] });
    const [market] = [...tape.universe.markets.values()];
    expect(market?.end).toEqual({ kind: 'at', at: BigInt(START + 900_000) });
  });
});

describe('flaws of the rows', () => {
  it('brings late rows into order and reads repeated ones once', async () => {
    const rows = [book(5, { 0.4: '1' }, {}), book(0, { 0.4: '2' }, {}), book(5, { 0.4: '1' }, {})];
    const { events, problems } = await read({ [UP]: rows });
    expect(written(ofKind(events, 'book'), START)).toEqual(['0 book 0.4x2 | ', '5 book 0.4x1 | ']);
    expect(placesOf(problems)).toEqual(['duplicate:3', 'disorder:2']);
  });

  it.each([
    ['a side that is no list', (row: string) => row.replace(/"bids":\[[^\]]*\]/, '"bids":"none"')],
    ['a missing side', (row: string) => row.replace('"asks"', '"offers"')],
    ['a level that is no object', (row: string) => row.replace('"bids":[', '"bids":[null,')],
    ['a price of zero', (row: string) => row.replace('0.4"', '0"')],
    ['no time', (row: string) => row.replace('"timestamp"', '"time"')],
    [
      'a time an hour after its market',
      (row: string) =>
        row.replaceAll(String(START).slice(0, 8), String(START + 7_200_000).slice(0, 8)),
    ],
    ['a list as its whole', (row: string) => `[${row}]`],
  ])('drops a book with %s', async (_name, damage) => {
    const rows = [book(0, { 0.4: '1' }, {}), damage(book(1, { 0.4: '2' }, { 0.5: '1' }))];
    expect(placesOf((await read({ [UP]: rows })).problems)).toEqual(['malformed:2']);
  });

  it.each([
    ['an unknown side', ['hold', '0.4', '1']],
    ['a price above one', ['buy', '1.4', '1']],
    ['no shares', ['buy', '0.4', '0']],
  ])('drops a trade with %s', async (_name, fields) => {
    const rows = [trade(0, ['buy', '0.4', '1']), trade(1, fields)];
    const { problems } = await read({ [nameOf('trades', 'up')]: rows });
    expect(placesOf(problems)).toEqual(['malformed:2']);
  });
});
