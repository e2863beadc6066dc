// One row is a whole book of one token, or one trade. Which market and token they are of stands in
// the name of the file alone: `15m_sol_orderbooks_1765450800up.jsonl.gz`.

import { parseObject, sideInJson, textIn } from '../json.ts';
import { microsIn, msIn, priceIn } from '../numbers.ts';
import type { Side as OrderSide } from '../../domain/market.ts';
import type { BookBuilder } from '../book-builder.ts';

/** A row, taken apart. */
export type Row =
  | { readonly kind: 'book'; readonly book: BookBuilder }
  | {
      readonly kind: 'trade';
      readonly takerSide: OrderSide;
      readonly price: number;
      readonly size: number;
    };

// The side is the taker's: of the trades beside a recorded book that lie at its best prices, 293
// fit that and 41 do not, since the books are seconds old.
const TAKER_SIDES = new Map<string, OrderSide>([
  ['buy', 'BUY'],
  ['sell', 'SELL'],
]);

/** Takes a row apart; a text says what is wrong with it. */
export const parseRow = (text: string): Row | string => {
  const row = parseObject(text);
  if (row === undefined) return 'not a JSON object';
  if ('bids' in row || 'asks' in row) {
    const [bids, asks] = [sideInJson(row['bids']), sideInJson(row['asks'])];
    if (bids === undefined || asks === undefined) return 'a side is not levels, each price once';
    return { kind: 'book', book: { bids, asks } };
  }
  const takerSide = TAKER_SIDES.get(textIn(row, 'side'));
  const price = priceIn(textIn(row, 'price'));
  const size = microsIn(textIn(row, 'size'));
  if (takerSide === undefined) return `side '${textIn(row, 'side')}'`;
  if (price === undefined) return `price '${textIn(row, 'price')}'`;
  if (size === undefined || size === 0) return `size '${textIn(row, 'size')}'`;
  return { kind: 'trade', takerSide, price, size };
};

const TIME = /"timestamp": ?"(\d{13})"/;

/** The time of a row by the venue's clock, without parsing its book. */
export const timeOfRow = (text: string): number | undefined => msIn(TIME.exec(text)?.[1] ?? '');

/** Tells a file of this set by its first row. */
export const isRow = (text: string): boolean => {
  const row = parseObject(text);
  return row !== undefined && 'local_timestamp' in row && typeof parseRow(text) !== 'string';
};

/** What the name of a file says. */
export type NamedMarket = {
  readonly name: string;
  readonly outcome: 'YES' | 'NO';
  readonly start: number;
  readonly end: number;
};

const NAME = /^(15m|1h)_([a-z]{2,8})_(?:orderbooks|trades)_(\d{10})(up|down)\.jsonl(?:\.gz)?$/;
const LENGTHS = new Map([
  ['15m', 900_000],
  ['1h', 3_600_000],
]);

/** Reads the name of a file; undefined where it says no market. */
export const marketInName = (file: string): NamedMarket | undefined => {
  const [, length = '', coin = '', seconds = '', outcome] = NAME.exec(file) ?? [];
  const start = msIn(`${seconds}000`);
  const lasts = LENGTHS.get(length);
  if (start === undefined || lasts === undefined) return undefined;
  return {
    name: `${coin}-updown-${length}-${seconds}`,
    outcome: outcome === 'up' ? 'YES' : 'NO',
    start,
    end: start + lasts,
  };
};

// The recording starts a minute after its markets and ends a minute after the shorter ones.
const MARGIN_MS = 600_000;

/** Tells whether a row can be of a market by its time. */
export const isWithin = (at: number, { start, end }: NamedMarket): boolean =>
  at >= start - MARGIN_MS && at <= end + MARGIN_MS;
