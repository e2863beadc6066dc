// What the CLOB tells of a book beside the book itself: its best prices, and what is between them.

import { formatDecimal } from '../../units/fixed-point.ts';
import { formatPrice, microsOfPrice } from '../../units/price.ts';
import { askedTokens, shownBook } from './books.ts';
import { answer, failure } from './message.ts';
import type { Book } from '../../domain/book.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';

const NO_BOOK = 'No orderbook exists for the requested token id';

// Both best prices in millionths; null unless there are two.
const bestOf = (book: Book | null): { readonly bid: bigint; readonly ask: bigint } | null => {
  const [bid, ask] = [book?.bids[0], book?.asks[0]];
  if (bid === undefined || ask === undefined) return null;
  return { bid: microsOfPrice(bid.price), ask: microsOfPrice(ask.price) };
};

const midOf = (book: Book | null): string | null => {
  const best = bestOf(book);
  return best === null ? null : formatDecimal((best.bid + best.ask) * 5n, 7);
};

const spreadOf = (book: Book | null): string | null => {
  const best = bestOf(book);
  return best === null ? null : formatDecimal(best.ask - best.bid, 6);
};

const one =
  (name: string, figureOf: (book: Book | null) => string | null) =>
  (server: WireServer, { query }: WireCall): WireAnswer => {
    const figure = figureOf(shownBook(server, query.get('token_id') ?? ''));
    return figure === null ? failure(404, NO_BOOK) : answer({ [name]: figure });
  };

const many =
  (figureOf: (book: Book | null) => string | null) =>
  (server: WireServer, call: WireCall): WireAnswer => {
    const tokens = askedTokens(call);
    if (tokens === null) return failure(400, 'Invalid payload');
    const rows = tokens.flatMap((token): readonly (readonly [string, string])[] => {
      const figure = figureOf(shownBook(server, token));
      return figure === null ? [] : [[token, figure]];
    });
    return answer(Object.fromEntries(rows));
  };

/** Answers GET /midpoint. */
export const readMidpoint = one('mid', midOf);
/** Answers POST /midpoints. */
export const readMidpoints = many(midOf);
/** Answers GET /spread. */
export const readSpread = one('spread', spreadOf);
/** Answers POST /spreads. */
export const readSpreads = many(spreadOf);

/** Answers GET /price: for BUY the best bid, for SELL the best ask. */
export const readPrice = (server: WireServer, { query }: WireCall): WireAnswer => {
  const side = query.get('side');
  if (side !== 'BUY' && side !== 'SELL') return failure(400, 'Invalid side');
  const book = shownBook(server, query.get('token_id') ?? '');
  const level = (side === 'BUY' ? book?.bids : book?.asks)?.[0];
  return level === undefined ? failure(404, NO_BOOK) : answer({ price: formatPrice(level.price) });
};
