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

const COMMAS = 7;
const UNIT = 1_000_000;
const TOKEN = /^[1-9]\d{0,77}$/;

/** Takes a row with its line apart; a text says what is wrong with it. */
export type RowParser = (text: string, line: number) => Item | string;

// Where the fields of a row end: at each comma, and at the end of the row. Undefined where there
// are more or fewer than eight.
const endsIn = (text: string, ends: number[]): number[] | undefined => {
  let count = 0;
  for (let at = text.indexOf(','); at !== -1; at = text.indexOf(',', at + 1)) {
    if (count === COMMAS) return undefined;
    ends[count] = at;
    count += 1;
  }
  ends[count] = text.length;
  return count === COMMAS ? ends : undefined;
};

// The parts of a row are read where they stand: nothing is copied but what a complaint shows.
const fieldOf = (text: string, ends: readonly number[], field: number): string =>
  text.slice(field === 0 ? 0 : (ends[field - 1] ?? 0) + 1, ends[field]);

// A connection is about few tokens: those seen before are not copied anew, and being the same text
// they are found by it at once. A file with more than these is damaged, and read all the same.
const TOKENS_KEPT = 64;

const tokenReader = (): ((text: string, from: number, to: number) => string | undefined) => {
  const known: string[] = [];
  return (text, from, to) => {
    for (const token of known)
      if (token.length === to - from && text.startsWith(token, from)) return token;
    const token = text.slice(from, to);
    if (!TOKEN.test(token)) return undefined;
    if (known.length < TOKENS_KEPT) known.push(token);
    return token;
  };
};

const sideIn = (text: string, from: number, to: number): SideName | undefined => {
  if (to - from !== 3) return undefined;
  if (text.startsWith('BID', from)) return 'bids';
  return text.startsWith('ASK', from) ? 'asks' : undefined;
};

// A best ask of 0 is none, like a best ask of 1.
const askIn = (micros: number | undefined): number | undefined => (micros === 0 ? UNIT : micros);

/** Starts taking rows apart. */
export const rowParser = (): RowParser => {
  const ends: number[] = [];
  const tokenIn = tokenReader();

  return (text, line) => {
    const found = endsIn(text, ends);
    if (found === undefined) return `${String(text.split(',').length)} fields instead of 8`;
    const [stamp = 0, type = 0, id = 0, direction = 0, cost = 0, amount = 0, bid = 0] = found;
    const ms = msIn(text, 0, stamp);
    if (ms === undefined) return `timestamp '${fieldOf(text, ends, 0)}'`;
    const token = tokenIn(text, type + 1, id);
    if (token === undefined) return `token '${fieldOf(text, ends, 2)}'`;
    const side = sideIn(text, id + 1, direction);
    if (side === undefined) return `side '${fieldOf(text, ends, 3)}'`;
    const price = priceIn(text, direction + 1, cost);
    if (price === undefined) return `price '${fieldOf(text, ends, 4)}'`;
    const size = microsIn(text, cost + 1, amount);
    if (size === undefined) return `size '${fieldOf(text, ends, 5)}'`;
    const isTrade = text.startsWith('LAST_TRADE,', stamp + 1);
    if (isTrade && size > 0) return { kind: 'trade', ms, token, side, price, size, line };
    if (!text.startsWith('PRICE_CHANGE,', stamp + 1)) {
      const what = fieldOf(text, ends, 1);
      return `event type '${what}' with size '${fieldOf(text, ends, 5)}'`;
    }
    const bestBid = microsIn(text, amount + 1, bid);
    const bestAsk = askIn(microsIn(text, bid + 1));
    if (bestBid === undefined || bestAsk === undefined) return 'best prices are no numbers';
    return { kind: 'change', ms, token, side, price, size, bestBid, bestAsk, line };
  };
};

/** Tells whether two rows say the same, once of each token of a market. */
export const areMirrored = (a: ChangeRow, b: ChangeRow): boolean =>
  a.ms === b.ms &&
  a.token !== b.token &&
  a.side !== b.side &&
  a.size === b.size &&
  a.price + b.price === UNIT;
