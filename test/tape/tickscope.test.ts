import { describe, expect, it } from 'vitest';
import { linesOf, ofKind, packed, placesOf, readTape, temporarySet } from './temporary-set.ts';
import { written } from './written-events.ts';
import type { Reading } from './temporary-set.ts';

const START = Date.UTC(2026, 5, 7, 1, 30);
const HEADER = 'ts_ms,event_type,asset_id,side,price,size,best_bid,best_ask';
const [YES, NO] = ['111', '222'];

type Top = readonly [bid: string, ask: string];
const TOP: Top = ['0.4', '0.42'];

const flip = (price: string): string => String((100 - Math.round(Number(price) * 100)) / 100);

// One change, told for both tokens as the venue does.
const change = (at: number, [side, price, size]: readonly string[], [bid, ask] = TOP) => [
  [START + at, 'PRICE_CHANGE', YES, side, price, size, bid, ask].join(','),
  [
    START + at,
    'PRICE_CHANGE',
    NO,
    side === 'BID' ? 'ASK' : 'BID',
    flip(price ?? ''),
    size,
    flip(ask),
    flip(bid),
  ].join(','),
];

const trade = (at: number, token: string, [side, price, size]: readonly string[]): string =>
  [START + at, 'LAST_TRADE', token, side, price, size, '0.0', '0.0'].join(',');

// Twenty moments at which the built top fits, the last of them at 19.
const opening: readonly string[] = [
  ...change(-1, ['BID', '0.4', '100.0'], ['0.4', '0.5']),
  ...change(0, ['ASK', '0.42', '80.0']),
  ...Array.from({ length: 19 }, (_, i) =>
    change(i + 1, ['BID', '0.3', `${String(i + 1)}.0`]),
  ).flat(),
];

const read = (lines: readonly string[]): Promise<Reading> =>
  readTape(temporarySet({ 'ticks.csv.gz': packed(linesOf([HEADER, ...lines])) }));
const shownBy = async (lines: readonly string[]): Promise<readonly string[]> =>
  written((await read(lines)).events, START);

const OPENED = '19 book 0.4x100 0.3x19 | 0.42x80';

describe('a book without an opening snapshot', () => {
  it('is shown once the recorded best prices have fitted twenty times on end', async () => {
    expect(await shownBy(opening)).toEqual([OPENED, '19 alive', '19 gap: the recording ends']);
  });

  it('is not shown after nineteen times', async () => {
    expect(await shownBy(opening.slice(0, -2))).toEqual([]);
  });

  it('shows the changes of a millisecond when it is over', async () => {
    const lines = [
      ...change(30, ['BID', '0.4', '0.0'], ['0.41', '0.42']),
      ...change(30, ['BID', '0.41', '7.0'], ['0.41', '0.42']),
    ];
    const shown = await shownBy([...opening, ...lines]);
    expect(shown.slice(2, -1)).toEqual(['30 bids 0.4x0', '30 bids 0.41x7']);
  });

  it('is hidden where the best prices differ, and drops what they rule out', async () => {
    const refit = Array.from({ length: 20 }, (_, i) =>
      change(40 + i, ['BID', '0.31', `${String(i + 1)}.0`], ['0.31', '0.42']),
    ).flat();
    const lines = [...opening, ...change(30, ['BID', '0.31', '9.0'], ['0.31', '0.42']), ...refit];
    const { events, problems } = await read(lines);
    expect(written(events, START).slice(2, -1)).toEqual([
      '30 gap: best prices differ from the recorded ones',
      '59 book 0.31x20 0.3x19 | 0.42x80',
    ]);
    expect(placesOf(problems)).toEqual([`top-mismatch:${String(opening.length + 2)}`]);
  });

  it('may have one side only', async () => {
    const lines = Array.from({ length: 20 }, (_, i) =>
      change(i, ['ASK', '0.42', `${String(i + 1)}.0`], ['0', '0.42']),
    ).flat();
    expect((await shownBy(lines))[0]).toBe('19 book  | 0.42x20');
  });
});

describe('signs of life', () => {
  it('come at most once a second, and vouch for every book that is shown', async () => {
    const lines = [100, 900, 1018, 1019, 2500].flatMap((at) =>
      change(at, ['BID', '0.2', `${String(at)}.0`]),
    );
    const { events } = await read([...opening, ...lines]);
    expect(written(ofKind(events, 'alive'), START)).toEqual([
      '19 alive',
      '1019 alive',
      '2500 alive',
    ]);
  });

  it.each([
    ['not after ten seconds', 10_019, ['the recording ends']],
    ['a millisecond later', 10_020, ['silence']],
  ])('missing make a gap: %s', async (_name, at, causes) => {
    const { events } = await read([...opening, ...change(at, ['BID', '0.2', '1.0'])]);
    expect(ofKind(events, 'gap').map((gap) => gap.cause)).toEqual(causes);
  });
});

describe('trades', () => {
  it('carry the side of the taker and the token as recorded', async () => {
    const lines = [trade(30, YES, ['BID', '0.42', '5.5']), trade(31, NO, ['ASK', '0.57', '2.0'])];
    const trades = ofKind((await read([...opening, ...lines])).events, 'trade');
    expect(written(trades, START)).toEqual(['30 BUY 0.42x5.5', '31 SELL 0.57x2']);
    expect(trades.map((each) => each.token)).toEqual([YES, NO]);
  });

  it.each([
    ['of the same token', trade(45, YES, ['BID', '0.42', '5.004']), '30 BUY 0.42x5.004'],
    ['of the other token', trade(45, NO, ['ASK', '0.58', '5.0']), '30 SELL 0.58x5'],
  ])('%s stand before the change of the level that they took from', async (_name, row, first) => {
    const lines = [...change(30, ['ASK', '0.42', '75.0']), row];
    const shown = await shownBy([...opening, ...lines]);
    expect(shown.slice(2, -1)).toEqual([first, '30 asks 0.42x75']);
  });

  it.each([
    ['another size', trade(45, YES, ['BID', '0.42', '5.02'])],
    ['another side', trade(45, YES, ['ASK', '0.42', '5.0'])],
    ['another price', trade(45, YES, ['BID', '0.43', '5.0'])],
    ['a time before it', trade(29, YES, ['BID', '0.42', '5.0'])],
    ['a time a second later', trade(1031, YES, ['BID', '0.42', '5.0'])],
  ])('with %s than the change of a level keep their own time', async (_name, row) => {
    const lines = [...opening, ...change(30, ['ASK', '0.42', '75.0']), row];
    const at = written(ofKind((await read(lines)).events, 'trade'), START)[0]?.split(' ')[0];
    expect(at).toBe(String(Number(row.split(',')[0]) - START));
  });
});

describe('flaws of the rows', () => {
  it('puts late rows in their place and tells how many', async () => {
    const late = change(15, ['BID', '0.2', '3.0']);
    const { events, problems } = await read([...opening, ...late]);
    expect(written(events, START)[0]).toBe('19 book 0.4x100 0.3x19 0.2x3 | 0.42x80');
    expect(problems).toMatchObject([{ kind: 'disorder', line: opening.length + 2, rows: 2 }]);
  });

  it('reads a row later than the window at the time of the last one', async () => {
    const lines = [
      ...change(9000, ['BID', '0.2', '3.0']),
      ...change(20, ['BID', '0.2', '4.0']),
      ...change(9001, ['BID', '0.1', '1.0']),
    ];
    const levels = ofKind((await read([...opening, ...lines])).events, 'level');
    expect(written(levels, START)[0]).toBe('20 bids 0.2x4');
  });

  it('counts repeated changes once, but two equal trades twice', async () => {
    const repeated = change(30, ['BID', '0.2', '3.0']);
    const sold = trade(31, YES, ['ASK', '0.4', '1.0']);
    const { events, problems } = await read([...opening, ...repeated, ...repeated, sold, sold]);
    expect(ofKind(events, 'trade')).toHaveLength(2);
    expect(problems.map(({ kind }) => kind)).toEqual(['duplicate', 'duplicate']);
  });

  it('tells changes that the other token does not mirror', async () => {
    const [own = ''] = change(30, ['BID', '0.2', '3.0']);
    const { problems } = await read([...opening, own, ...change(31, ['BID', '0.2', '4.0'])]);
    expect(placesOf(problems)).toEqual([`mirror-mismatch:${String(opening.length + 2)}`]);
  });

  it.each([
    ['seven fields', (row: string) => row.slice(row.indexOf(',') + 1)],
    ['a time in seconds', (row: string) => row.slice(3)],
    ['a token that is no number', (row: string) => row.replace(YES, 'abc')],
    ['an unknown side', (row: string) => row.replace('BID', 'BUY')],
    ['a price of zero', (row: string) => row.replace(',0.2,', ',0.0,')],
    ['a size with an exponent', (row: string) => row.replace('3.0', '3e5')],
    ['an unknown event', (row: string) => row.replace('PRICE_CHANGE', 'BOOK')],
    ['a best price that is no number', (row: string) => row.replace('0.42', 'x')],
    [
      'a time two days later',
      (row: string) => String(Number(row.slice(0, 13)) + 2e8) + row.slice(13),
    ],
  ])('drops a row with %s', async (_name, damage) => {
    const [own = ''] = change(30, ['BID', '0.2', '3.0']);
    const { problems } = await read([...opening, damage(own)]);
    expect(placesOf(problems)).toEqual([`malformed:${String(opening.length + 2)}`]);
  });
});

describe('the markets', () => {
  it('are the pairs of tokens whose changes stand next to each other', async () => {
    const { tape } = await read(opening);
    const [market] = [...tape.universe.markets.values()];
    expect([market?.yes, market?.no, tape.universe.markets.size]).toEqual([YES, NO, 1]);
  });

  it('get a made token where the other one is never seen', async () => {
    const rows = opening.filter((row) => row.includes(`,${YES},`));
    const { tape } = await read(rows);
    expect(tape.universe.tokens.size).toBe(2);
  });

  it('have no known end, so that nobody adds exposure by mistake', async () => {
    const [market] = [...(await read(opening)).tape.universe.markets.values()];
    expect(market?.end).toEqual({ kind: 'unknown' });
  });
});
