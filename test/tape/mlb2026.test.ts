import { describe, expect, it } from 'vitest';
import { tokenId } from '../../lib/units/ids.ts';
import { formatRatio } from '../../lib/units/ratio.ts';
import {
  linesOf,
  ofKind,
  packed,
  placesOf,
  readTape,
  refusalOf,
  temporarySet,
} from './temporary-set.ts';
import { written } from './written-events.ts';
import type { Reading } from './temporary-set.ts';

const START = Date.UTC(2026, 2, 30, 12);
const INDEX_HEADER = 'condition_id,token_id,slug,first_pitch,is_winner,first_ts,last_ts,shard';
const conditionOf = (token: number): string => `0x${String(token).padStart(64, '0')}`;

type Levels = Readonly<Record<string, string>>;

const sideOf = (levels: Levels): string =>
  JSON.stringify(Object.entries(levels).map(([price, size]) => ({ size, price })));

const rowOf = (at: number, bids: Levels, asks: Levels): string => rowOfToken(7, at, [bids, asks]);

const rowOfToken = (token: number, at: number, [bids, asks]: readonly [Levels, Levels]): string =>
  `{"asks": ${JSON.stringify(sideOf(asks))}, "bids": ${JSON.stringify(sideOf(bids))}, ` +
  `"timestamp": "${new Date(START + at).toISOString()}", "token_id": "${String(token)}", ` +
  `"condition_id": "${conditionOf(token)}", "season": 2026}`;

const simple = (at: number, token = 7): string =>
  rowOfToken(token, at, [{ 0.4: '10' }, { 0.42: '5' }]);

const indexRow = (token: number, slug: string, isWinner: string): string =>
  `${conditionOf(token)},${String(token)},${slug},2026-03-30 18:00:00+00,${isWinner},` +
  '2026-03-30T12:00:00Z,2026-03-30T14:00:00Z,books.jsonl.gz';

const index = linesOf([
  INDEX_HEADER,
  indexRow(7, 'mlb-a-b-2026-03-30', 'True'),
  indexRow(8, 'mlb-a-b-2026-03-30-total-8pt5', 'False'),
]);

const read = (lines: readonly string[]): Promise<Reading> =>
  readTape(temporarySet({ 'books.jsonl.gz': packed(linesOf(lines)), 'index.csv': index }));

describe('snapshots out of order', () => {
  it('brings rows into time order and tells how many were late', async () => {
    const { events, problems } = await read([simple(2000), simple(0), simple(1000), simple(3000)]);
    expect(written(ofKind(events, 'book'), START).map((text) => text.split(' ')[0])).toEqual([
      '0',
      '1000',
      '2000',
      '3000',
    ]);
    expect(problems).toMatchObject([{ kind: 'disorder', line: 2, rows: 2 }]);
  });

  it('reads a repeated row once', async () => {
    const { events, problems } = await read([simple(0), simple(1000), simple(0), simple(1000)]);
    expect(ofKind(events, 'book')).toHaveLength(2);
    expect(problems).toMatchObject([{ kind: 'duplicate', line: 3, rows: 2 }]);
  });
});

describe('a snapshot', () => {
  it('is a whole book, best levels first, of whatever order its levels are', async () => {
    const { events } = await read([rowOf(0, { 0.1: '1', 0.4: '2.5' }, { 0.9: '3', 0.45: '4' })]);
    expect(written(events, START)).toEqual([
      '0 book 0.4x2.5 0.1x1 | 0.45x4 0.9x3',
      '0 gap: the recording ends',
      '0 resolved',
    ]);
  });

  it('may lack a side, or both', async () => {
    const { events, problems } = await read([rowOf(0, {}, { 0.5: '1' }), rowOf(1, {}, {})]);
    expect(written(ofKind(events, 'book'), START)).toEqual(['0 book  | 0.5x1', '1 book  | ']);
    expect(problems).toEqual([]);
  });

  it('with sides that meet makes the book unknown, and is told each time', async () => {
    const crossed = (at: number): string => rowOf(at, { 0.5: '1' }, { 0.5: '1' });
    const { events, problems } = await read([simple(0), crossed(1), crossed(2), simple(3)]);
    expect(written(events, START).slice(1, -2)).toEqual([
      '1 gap: crossed',
      '3 book 0.4x10 | 0.42x5',
    ]);
    expect(placesOf(problems)).toEqual(['crossed:2', 'crossed:3']);
  });

  it('is known for ten minutes, and not a millisecond longer', async () => {
    const { events } = await read([simple(0), simple(600_000), simple(1_200_001)]);
    expect(ofKind(events, 'gap').map((gap) => gap.cause)).toEqual([
      'no snapshot for 10 min',
      'the recording ends',
    ]);
    expect(written(ofKind(events, 'gap'), START)[0]).toMatch(/^1200000 /);
  });

  it('of one token does not vouch for the book of another', async () => {
    const { events } = await read([simple(0, 7), simple(1, 8), simple(700_000, 8)]);
    expect(ofKind(events, 'gap').map((gap) => gap.token)).toEqual(['7', '8', '8']);
  });

  it('with a finer price proves a finer tick', async () => {
    const { events } = await read([rowOf(0, { 0.401: '1' }, {})]);
    expect(written(events, START)[0]).toBe('0 tick 0.001');
  });
});

describe('rows of a shard', () => {
  const damaged = (change: (row: string) => string): readonly string[] => [
    simple(0),
    change(simple(1)),
  ];

  it.each([
    ['is cut', (row: string) => row.slice(0, -30)],
    ['is no JSON', (row: string) => row.replace('"bids"', '"bids')],
    ['has a size that is no number', (row: string) => row.replace('\\"10\\"', '\\"ten\\"')],
    ['has a number instead of text', (row: string) => row.replace('\\"10\\"', '10')],
    ['has a price above one', (row: string) => row.replace('0.42', '1.42')],
    ['has no time', (row: string) => row.replace('"timestamp"', '"time"')],
    ['is outside the span of its token', (row: string) => row.replace('T12:00', 'T14:01')],
    ['is of a token that the index lacks', (row: string) => row.replace('"7"', '"9"')],
  ])('are dropped and told when one %s', async (_name, change) => {
    const { events, problems } = await read(damaged(change));
    expect(placesOf(problems)).toEqual(['malformed:2']);
    expect(ofKind(events, 'book')).toHaveLength(1);
  });

  it('are dropped when a price stands twice', async () => {
    const twice = simple(1).replace('}]"', '}, {\\"size\\": \\"1\\", \\"price\\": \\"0.42\\"}]"');
    expect(placesOf((await read([simple(0), twice])).problems)).toEqual(['malformed:2']);
  });
});

describe('the index of the snapshots', () => {
  it.each([
    ['a condition id is no hash', '0x0', '0y0'],
    ['a token id is no number', ',7,', ',seven,'],
    ['a slug is empty', 'mlb-a-b-2026-03-30,', ','],
    ['the first pitch is no time', '18:00:00+00', 'evening'],
    ['the winner is neither True nor False', 'True', 'yes'],
    ['the first snapshot has no time', '2026-03-30T12:00:00Z', ''],
  ])('is refused when %s', async (_name, part, other) => {
    const folder = temporarySet({
      'books.jsonl': linesOf([simple(0)]),
      'index.csv': index.replace(part, other),
    });
    expect(await refusalOf(folder)).toMatchObject({ kind: 'INDEX_MALFORMED', line: 2 });
  });

  it('disagrees when it names none of the tokens', async () => {
    const folder = temporarySet({ 'books.jsonl': linesOf([simple(0, 9)]), 'index.csv': index });
    expect(await refusalOf(folder)).toMatchObject({
      kind: 'INDEX_DISAGREES',
      detail: 'token 9 is not in the index',
    });
  });
});

describe('the markets of the index', () => {
  it('make one event a game, and pay their recorded outcome', async () => {
    const { tape, events } = await read([simple(0, 7), simple(1, 8)]);
    expect([...tape.universe.events.keys()]).toEqual(['mlb-a-b-2026-03-30']);
    const payouts = ofKind(events, 'status').map(({ status }) =>
      status.kind === 'resolved' ? formatRatio(status.yesPayout) : status.kind,
    );
    expect(payouts).toEqual(['1', '0']);
  });

  it('get a second token of their own, the same in every run', async () => {
    const { tape } = await read([simple(0, 7), simple(1, 8)]);
    const again = await read([simple(0, 7), simple(1, 8)]);
    expect([...tape.universe.tokens.keys()]).toEqual([...again.tape.universe.tokens.keys()]);
    expect(tape.universe.tokens.size).toBe(4);
    expect(tape.universe.tokens.get(tokenId('7'))?.outcome).toBe('YES');
  });

  it('are only those that have snapshots', async () => {
    expect((await read([simple(0, 8)])).tape.universe.markets.size).toBe(1);
  });
});
