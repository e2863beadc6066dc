// Rows of our own in the form of the set of bitcoin markets.

import { HEADER } from '../../lib/tape/btc15m/rows.ts';

/** The moment that rows count from, the start of their market. */
export const START = Date.UTC(2026, 1, 21, 0, 30);
const CONDITION = `0x${'ab'.repeat(32)}`;
const COLUMNS = HEADER.split(',');

/** A level as recorded. */
export type Level = readonly [price: string, size: string];
/** The newest trade as recorded. */
export type Last = readonly [price: string, size: string, side: string];
/** The top of a book. */
export type Sides = { readonly bids: readonly Level[]; readonly asks: readonly Level[] };

const flip = ([price, size]: Level): Level => [
  String((100 - Math.round(Number(price) * 100)) / 100),
  size,
];

const levelFields = (token: string, { bids, asks }: Sides): readonly [string, string][] =>
  [
    ...bids.map((level) => ['bid', level] as const),
    ...asks.map((l) => ['ask', l] as const),
  ].flatMap(([side, [price, size]], i) => {
    const n = String(side === 'bid' ? i + 1 : i + 1 - bids.length);
    return [
      [`${side}_px_${token}_${n}`, price],
      [`${side}_sz_${token}_${n}`, size],
    ] satisfies [string, string][];
  });

const lastFields = (token: string, [price, size, side]: Last): readonly [string, string][] => [
  [`last_trade_px_${token}`, price],
  [`last_trade_sz_${token}`, size],
  [`last_trade_side_${token}`, side],
];

/** No trade yet. */
export const NONE: Last = ['', '', ''];
/** A top of the book, 0.40 to 0.42. */
export const BOOK: Sides = {
  bids: [
    ['0.4', '10.0'],
    ['0.39', '5.5'],
  ],
  asks: [['0.42', '7.0']],
};

/** One row, the books of both tokens mirroring each other. */
export const row = (
  at: number,
  sides: Sides = BOOK,
  [up, down]: readonly [Last, Last] = [NONE, NONE],
) => {
  const values = new Map([
    ['ts_ms', String(START + at)],
    ['market_slug', 'btc-updown-15m-1'],
    ['condition_id', CONDITION],
    ['token_id_up', '111'],
    ['token_id_down', '222'],
    ['window_start_ms', String(START)],
    ['window_end_ms', String(START + 900_000)],
    ...levelFields('up', sides),
    ...levelFields('down', { bids: sides.asks.map(flip), asks: sides.bids.map(flip) }),
    ...lastFields('up', up),
    ...lastFields('down', down),
  ]);
  return COLUMNS.map((column) => values.get(column) ?? '').join(',');
};
