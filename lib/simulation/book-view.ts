// The book of a token as the venue shows it: what is recorded, less what we took, with our own
// resting orders in it. A strategy sees its own quotes there, as it does live.

import { tokenOf } from '../domain/market.ts';
import { known, unknown } from '../domain/observed.ts';
import { priceAt, sharesOf, sideOf, timeAt } from './micros.ts';
import type { Book, Level } from '../domain/book.ts';
import type { Market } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { VenueError } from '../domain/venue-outcome.ts';
import type { TokenId } from '../units/ids.ts';
import type { VenueCore } from './core.ts';
import type { Desk, TokenDesk } from './desk.ts';
import type { KeyedLevel } from './ladder.ts';
import type { Direction } from './micros.ts';

/** Says why a read gave nothing. */
export const readError = (
  kind: VenueError['kind'],
  endpoint: string,
  detail: string,
): VenueError => ({ kind, endpoint, detail, retryAfter: { kind: 'unspecified' } });

const shown = (direction: Direction, { key, size }: KeyedLevel): Level => ({
  price: priceAt(direction, key),
  size: sharesOf(size),
});

const levelsOf = ({ desk, ref }: TokenDesk, direction: Direction): readonly Level[] => {
  const side = sideOf(direction, ref.outcome);
  const free = desk.recorded.ladder(side).free();
  if (desk.queue(side).length === 0) return free.map((level) => shown(direction, level));
  const sizes = new Map<number, number>();
  for (const { key, size } of free) sizes.set(key, size);
  for (const { key, remaining } of desk.queue(side))
    sizes.set(key, (sizes.get(key) ?? 0) + remaining);
  return [...sizes].sort(([a], [b]) => b - a).map(([key, size]) => shown(direction, { key, size }));
};

const bookOf = (tokenDesk: TokenDesk, market: Market): Book => ({
  token: tokenOf(market, tokenDesk.ref.outcome),
  bids: levelsOf(tokenDesk, 'bids'),
  asks: levelsOf(tokenDesk, 'asks'),
  tick: market.tick,
  sizeMin: market.sizeMin,
  at: timeAt(tokenDesk.desk.recorded.vouchedAt()),
});

const hasBook = ({ status }: Market): boolean =>
  status.kind === 'accepting' || status.kind === 'paused';

const errorOf = (desk: Desk | undefined): VenueError =>
  desk === undefined || desk.recorded.isKnown()
    ? readError('NOT_FOUND', 'fetchBooks', 'No orderbook exists for the requested token id')
    : readError('UNAVAILABLE', 'fetchBooks', desk.recorded.cause());

/** The book of a token as it last stood, whether or not it is known still; null if it never was. */
export const lastBook = (core: VenueCore, token: TokenId): Book | null => {
  const found = core.desks.ofToken(token);
  if (found === undefined || found.desk.recorded.vouchedAt() === 0) return null;
  return bookOf(found, core.listing.market(found.ref.condition));
};

/** Shows a token's book. It is as old as the last time the tape vouched for it. */
export const viewBook = (core: VenueCore, token: TokenId): Observed<Book> => {
  const found = core.desks.ofToken(token);
  if (found === undefined) return unknown(errorOf(undefined));
  const market = core.listing.market(found.ref.condition);
  if (!hasBook(market)) return unknown(errorOf(undefined));
  if (!found.desk.recorded.isKnown()) return unknown(errorOf(found.desk));
  const book = bookOf(found, market);
  return known(book, book.at);
};
