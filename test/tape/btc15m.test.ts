import { describe, expect, it } from 'vitest';
import { HEADER } from '../../lib/tape/btc15m/rows.ts';
import { BOOK, NONE, row, START } from './btc15m-row.ts';
import { linesOf, ofKind, packed, placesOf, readTape, temporarySet } from './temporary-set.ts';
import { written } from './written-events.ts';
import type { Last } from './btc15m-row.ts';
import type { Reading } from './temporary-set.ts';

const read = (rows: readonly string[]): Promise<Reading> =>
  readTape(temporarySet({ 'btc.csv.gz': packed(linesOf([HEADER, ...rows])) }));
const shownBy = async (rows: readonly string[]): Promise<readonly string[]> =>
  written((await read(rows)).events, START);

describe('a row', () => {
  it('is the top of the book of up, best level first', async () => {
    expect(await shownBy([row(0)])).toEqual([
      '0 book 0.4x10 0.39x5.5 | 0.42x7',
      '0 gap: the recording ends',
    ]);
  });

  it('shows no more than five levels, and says so', async () => {
    const books = ofKind((await read([row(0)])).events, 'book');
    expect(books.map(({ depth }) => depth)).toEqual([{ kind: 'best', levels: 5 }]);
  });

  it('may lack a side, as shortly before the end of a market', async () => {
    const rows = [row(0, { bids: [], asks: [['0.01', '5.0']] })];
    expect((await shownBy(rows))[0]).toBe('0 book  | 0.01x5');
  });

  it.each([
    ['still known after 5 s', 5000, 1],
    ['unknown a millisecond later', 5001, 2],
  ])('leaves a book %s without another', async (_name, at, gaps) => {
    expect(ofKind((await read([row(0), row(at)])).events, 'gap')).toHaveLength(gaps);
  });
});

describe('the newest trade', () => {
  const bought: Last = ['0.42', '3.5', 'BUY'];
  const sold: Last = ['0.6', '2.0', 'SELL'];
  const rowAt = (at: number, last: Last = NONE): string => row(at, BOOK, [last, NONE]);

  it('is a trade right after the row before, with the side of the taker', async () => {
    const rows = [row(0), row(1000, BOOK, [bought, NONE]), row(2000, BOOK, [bought, sold])];
    const trades = ofKind((await read(rows)).events, 'trade');
    expect(written(trades, START)).toEqual(['1 BUY 0.42x3.5', '1001 SELL 0.6x2']);
    expect(trades.map(({ token }) => token)).toEqual(['111', '222']);
  });

  it.each([
    [0, '0 BUY'],
    [1, '1 BUY'],
    [2, '1 BUY'],
    [5000, '1 BUY'],
    [5001, '5001 BUY'],
  ])('found after %i ms, of which 5001 are a silence, is %s', async (at, expected) => {
    const { events } = await read([rowAt(0), rowAt(at, bought)]);
    expect(written(ofKind(events, 'trade'), START)).toEqual([`${expected} 0.42x3.5`]);
  });

  it('keeps its place in time among the rows of another market', async () => {
    const other = (at: number): string =>
      rowAt(at).replace('abab', 'cdab').replace(',111,', ',333,').replace(',222,', ',444,');
    const { events } = await read([rowAt(0), other(400), other(800), rowAt(1000, bought)]);
    const times = events.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => (a < b ? -1 : Number(a > b))));
    expect(written(ofKind(events, 'trade'), START)).toEqual(['1 BUY 0.42x3.5']);
  });

  it('of the first row was before the recording', async () => {
    const rows = [row(0, BOOK, [bought, sold]), row(1000, BOOK, [bought, sold])];
    expect(ofKind((await read(rows)).events, 'trade')).toEqual([]);
  });

  it('stands before the book that shows its effect', async () => {
    const shown = await shownBy([row(0), row(1000, BOOK, [bought, NONE])]);
    expect(shown.slice(1, 3).map((text) => text.split(' ')[1])).toEqual(['BUY', 'book']);
  });
});

describe('flaws of the rows', () => {
  it('reads rows that the recorder wrote again once, and in order', async () => {
    const { events, problems } = await read([row(0), row(1000), row(0), row(1000), row(2000)]);
    expect(ofKind(events, 'book')).toHaveLength(3);
    expect(problems).toMatchObject([{ kind: 'duplicate', line: 4, rows: 2 }]);
  });

  it('tells rows whose tokens do not mirror each other', async () => {
    const wrong = row(0).replace(',0.61,5.5,', ',0.61,5.6,');
    expect(placesOf((await read([wrong])).problems)).toEqual(['mirror-mismatch:2']);
  });

  it.each([
    ['a field less', (text: string) => text.slice(0, text.lastIndexOf(','))],
    ['a time in seconds', (text: string) => text.replace(/^\d{13}/, '1771633806')],
    ['another condition id', (text: string) => text.replace('0xab', '0xa')],
    ['one token twice', (text: string) => text.replace(',222,', ',111,')],
    ['a token of another market', (text: string) => text.replace(',222,', ',333,')],
    ['no end', (text: string) => text.replace(`,${String(START + 900_000)},`, ',,')],
    ['a price without size', (text: string) => text.replace(',10.0,', ',,')],
    ['a last trade without side', (text: string) => text.replace(/,,,$/, ',0.6,1.0,')],
    ['a time after its end', (text: string) => text.replace(/^\d{13}/, String(START + 960_001))],
  ])('drops a row with %s', async (_name, damage) => {
    const { problems } = await read([row(0), damage(row(1))]);
    expect(placesOf(problems)).toEqual(['malformed:3']);
  });
});
