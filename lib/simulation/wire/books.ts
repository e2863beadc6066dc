// Books as the CLOB writes them: everything as text, the best level last in each list.

import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { present } from '../../units/invariant.ts';
import { formatPrice, formatTick } from '../../units/price.ts';
import { formatShares } from '../../units/shares.ts';
import { tokenId } from '../../units/ids.ts';
import { msOf } from '../micros.ts';
import { answer, failure, parseJson } from './message.ts';
import type { Book, Level } from '../../domain/book.ts';
import type { Market } from '../../domain/market.ts';
import type { TokenId } from '../../units/ids.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';

/** The most books of one request. Source: the venue's book pages, read 2026-11-22. */
const BOOKS_MAX = 500;

const NO_BOOK = 'No orderbook exists for the requested token id';

const askedWire = z.array(z.object({ token_id: z.string() }));

/** The market of a token; undefined when it is not listed. */
export const marketOf = ({ venue }: WireServer, token: string): Market | undefined => {
  const { tokens, markets } = venue.universe();
  const ref = tokens.get(tokenId(token));
  return ref === undefined ? undefined : markets.get(ref.condition);
};

/** The book of a token; null when there is none to show. */
export const shownBook = ({ venue }: WireServer, token: string): Book | null => {
  const read = venue.book(tokenId(token));
  return read.kind === 'known' ? read.value : null;
};

const lastPrice = ({ lastPrices }: WireServer, token: TokenId): string => {
  const last = lastPrices.of(token);
  return last === undefined ? '' : formatPrice(last);
};

const levelRows = (levels: readonly Level[]) =>
  levels
    .map(({ price, size }) => ({ price: formatPrice(price), size: formatShares(size) }))
    .toReversed();

const bookRow = (server: WireServer, book: Book) => {
  const market = present(marketOf(server, book.token), 'a book is of a listed market');
  const row = {
    market: market.condition,
    asset_id: book.token,
    timestamp: String(msOf(book.at)),
    hash: '',
    bids: levelRows(book.bids),
    asks: levelRows(book.asks),
    min_order_size: formatShares(book.sizeMin),
    tick_size: formatTick(book.tick),
    neg_risk: market.negRisk,
    last_trade_price: lastPrice(server, book.token),
  };
  return { ...row, hash: createHash('sha1').update(JSON.stringify(row)).digest('hex') };
};

/** Answers GET /book. */
export const readBook = (server: WireServer, { query }: WireCall): WireAnswer => {
  const book = shownBook(server, query.get('token_id') ?? '');
  return book === null ? failure(404, NO_BOOK) : answer(bookRow(server, book));
};

/** The tokens that a POST asks for; null when it is not readable. */
export const askedTokens = ({ body }: WireCall): readonly string[] | null => {
  const read = z.safeParse(askedWire, parseJson(body));
  return read.success && read.data.length <= BOOKS_MAX
    ? read.data.map(({ token_id }) => token_id)
    : null;
};

/** Answers POST /books. A token without a book is left out. */
export const readBooks = (server: WireServer, call: WireCall): WireAnswer => {
  const tokens = askedTokens(call);
  if (tokens === null) return failure(400, 'Invalid payload');
  const books = tokens.map((token) => shownBook(server, token));
  return answer(books.flatMap((book) => (book === null ? [] : [bookRow(server, book)])));
};
