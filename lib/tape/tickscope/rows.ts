// One row is one changed level, with the best prices after it, or one trade.

import { microsIn, msIn, priceIn } from '../numbers.ts';
import type { SideName } from '../book-builder.ts';

/** The first line of every file of this set. */
export const HEADER = 'ts_ms,event_type,asset_id,side,price,size,best_bid,best_ask';

/** One changed level of a token's book, and the best prices that result: 0 and 1 where none. */
export type ChangeRow = {
  readonly kind: 'change';
  readonly ms: number;
  readonly token: string;
  readonly side: SideName;
  readonly price: number;
  readonly size: number;
  readonly bestBid: number;
  readonly bestAsk: number;
};

/**
 * One trade. Its side is the taker's: of 483 recorded trades 443 stand 15 to 20 ms after a level of
 * the other side fell by their size, and not one only after a level of the same side did.
 */
export type TradeRow = {
  readonly kind: 'trade';
  readonly ms: number;
  readonly token: string;
  readonly side: SideName;
  readonly price: number;
  readonly size: number;
};

/** A row, taken apart. */
export type Row = ChangeRow | TradeRow;

/** A row with its line. */
export type Item<R extends Row = Row> = R & { readonly line: number };

const FIELD_COUNT = 8;
const UNIT = 1_000_000;
const TOKEN = /^[1-9]\d{0,77}$/;

// A best ask of 0 is none, like a best ask of 1.
const bestAskIn = (text: string): number | undefined => {
  const micros = microsIn(text);
  return micros === 0 ? UNIT : micros;
};

/** Takes a row apart; a text says what is wrong with it. */
export const parseRow = (text: string): Row | string => {
  const fields = text.split(',');
  if (fields.length !== FIELD_COUNT) return `${String(fields.length)} fields instead of 8`;
  const [stamp = '', type, token = '', sideText, priceText = '', sizeText = ''] = fields;
  const ms = msIn(stamp);
  if (ms === undefined) return `timestamp '${stamp}'`;
  if (!TOKEN.test(token)) return `token '${token}'`;
  if (sideText !== 'BID' && sideText !== 'ASK') return `side '${sideText ?? ''}'`;
  const price = priceIn(priceText);
  if (price === undefined) return `price '${priceText}'`;
  const size = microsIn(sizeText);
  if (size === undefined) return `size '${sizeText}'`;
  const level = { ms, token, side: sideText === 'BID' ? 'bids' : 'asks', price, size } as const;
  if (type === 'LAST_TRADE' && size > 0) return { kind: 'trade', ...level };
  if (type !== 'PRICE_CHANGE') return `event type '${type ?? ''}' with size '${sizeText}'`;
  const [bestBid, bestAsk] = [microsIn(fields[6] ?? ''), bestAskIn(fields[7] ?? '')];
  if (bestBid === undefined || bestAsk === undefined) return 'best prices are no numbers';
  return { kind: 'change', ...level, bestBid, bestAsk };
};

/** Tells whether two rows say the same, once of each token of a market. */
export const areMirrored = (a: ChangeRow, b: ChangeRow): boolean =>
  a.ms === b.ms &&
  a.token !== b.token &&
  a.side !== b.side &&
  a.size === b.size &&
  a.price + b.price === UNIT;
