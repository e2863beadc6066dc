// One row is the best five levels of both tokens and the newest trade of each.

import { sideOf } from '../book-builder.ts';
import { microsIn, msIn, priceIn } from '../numbers.ts';
import type { Side as OrderSide } from '../../domain/market.ts';
import type { BookBuilder, RawLevel, Side } from '../book-builder.ts';

/** The most levels of a side that a row has; what lies deeper is not recorded. */
export const LEVELS = 5;
const DEPTH = Array.from({ length: LEVELS }, (_, i) => i + 1);

const columnsOf = (token: 'up' | 'down'): readonly string[] => [
  ...['best_bid', 'best_ask', 'size_bid', 'size_ask', 'mid', 'spread'].map((c) => `${c}_${token}`),
  ...DEPTH.flatMap((n) =>
    ['bid_px', 'bid_sz', 'ask_px', 'ask_sz'].map((c) => `${c}_${token}_${String(n)}`),
  ),
  ...['bid_depth5', 'ask_depth5', 'imbalance5'].map((c) => `${c}_${token}`),
];

const COLUMNS = [
  'ts_ms',
  'market_slug',
  'condition_id',
  'token_id_up',
  'token_id_down',
  'window_start_ms',
  'window_end_ms',
  'time_remaining_s',
  'chainlink_btc',
  'window_start_price',
  ...columnsOf('up'),
  ...columnsOf('down'),
  ...['up', 'down'].flatMap((token) => ['px', 'sz', 'side'].map((c) => `last_trade_${c}_${token}`)),
];

/** The first line of every file of this set. */
export const HEADER: string = COLUMNS.join(',');

/** The newest trade of a token at the time of a row; the text tells it from the one before. */
export type LastTrade = {
  readonly text: string;
  readonly takerSide: OrderSide;
  readonly price: number;
  readonly size: number;
};

/** What a row says of its market. */
export type RowMarket = {
  readonly slug: string;
  readonly condition: string;
  readonly yes: string;
  readonly no: string;
  readonly end: number;
};

/** A row, taken apart. */
export type Row = {
  readonly ms: number;
  readonly market: RowMarket;
  readonly up: BookBuilder;
  readonly down: BookBuilder;
  readonly lastUp: LastTrade | undefined;
  readonly lastDown: LastTrade | undefined;
};

const CONDITION = /^0x[0-9a-f]{64}$/;
const TOKEN = /^[1-9]\d{0,77}$/;

/** The time of a row, cheaply: the text before its first comma. */
export const timeOfRow = (text: string): number | undefined =>
  msIn(text.slice(0, text.indexOf(',')));

/** Takes a row apart; a text says what is wrong with it. */
export const parseRow = (text: string): Row | string => {
  const fields = text.split(',');
  if (fields.length !== COLUMNS.length) return `${String(fields.length)} fields`;
  const at = (column: string): string => fields[POSITIONS.get(column) ?? -1] ?? '';
  const ms = msIn(at('ts_ms'));
  const market = marketIn(at);
  const [up, down] = [bookIn(at, 'up'), bookIn(at, 'down')];
  const [lastUp, lastDown] = [lastTradeIn(at, 'up'), lastTradeIn(at, 'down')];
  if (ms === undefined) return `timestamp '${at('ts_ms')}'`;
  if (typeof market === 'string') return market;
  if (up === undefined || down === undefined) return 'levels are not prices with sizes';
  if (lastUp === 'wrong' || lastDown === 'wrong') return 'a last trade without price, size or side';
  return { ms, market, up, down, lastUp, lastDown };
};

const POSITIONS = new Map(COLUMNS.map((column, i) => [column, i]));

type At = (column: string) => string;

const marketIn = (at: At): RowMarket | string => {
  const end = msIn(at('window_end_ms'));
  const [condition, yes, no] = [at('condition_id'), at('token_id_up'), at('token_id_down')];
  if (!CONDITION.test(condition)) return `condition id '${condition}'`;
  if (!TOKEN.test(yes) || !TOKEN.test(no) || yes === no) return 'two different tokens are needed';
  if (end === undefined) return `window_end_ms '${at('window_end_ms')}'`;
  return { slug: at('market_slug'), condition, yes, no, end };
};

const bookIn = (at: At, token: string): BookBuilder | undefined => {
  const bids = sideIn(at, 'bid', token);
  const asks = sideIn(at, 'ask', token);
  return bids === undefined || asks === undefined ? undefined : { bids, asks };
};

const sideIn = (at: At, side: string, token: string): Side | undefined => {
  const levels: RawLevel[] = [];
  for (const n of DEPTH) {
    const priceText = at(`${side}_px_${token}_${String(n)}`);
    if (priceText === '') continue;
    const price = priceIn(priceText);
    const size = microsIn(at(`${side}_sz_${token}_${String(n)}`));
    if (price === undefined || size === undefined) return undefined;
    levels.push({ price, size });
  }
  return sideOf(levels);
};

const lastTradeIn = (at: At, token: string): LastTrade | undefined | 'wrong' => {
  const [priceText, sizeText, side] = ['px', 'sz', 'side'].map((c) =>
    at(`last_trade_${c}_${token}`),
  );
  const text = `${priceText ?? ''},${sizeText ?? ''},${side ?? ''}`;
  if (text === ',,') return undefined;
  const [price, size] = [priceIn(priceText ?? ''), microsIn(sizeText ?? '')];
  if (price === undefined || size === undefined || size === 0) return 'wrong';
  return side === 'BUY' || side === 'SELL' ? { text, takerSide: side, price, size } : 'wrong';
};
