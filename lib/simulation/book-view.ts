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
import type { Queue } from './queue.ts';

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

// Both come best first, so that they are merged in one walk. A table of sizes that is sorted after
// was a tenth of all that a backtest allocated.
const withOwn = (free: readonly KeyedLevel[], queue: Queue): readonly KeyedLevel[] => {
  const levels: KeyedLevel[] = [];
  let place = 0;
  const ownAt = (key: number): number => {
    let size = 0;
    for (; queue[place]?.key === key; place += 1) size += queue[place]?.remaining ?? 0;
    return size;
  };
  const addOwnAbove = (key: number): void => {
    for (let own = queue[place]; own !== undefined && own.key > key; own = queue[place])
      levels.push({ key: own.key, size: ownAt(own.key) });
  };
  free.forEach(({ key, size }) => {
    addOwnAbove(key);
    levels.push({ key, size: size + ownAt(key) });
  });
  addOwnAbove(-Infinity);
  return levels;
};

const levelsOf = ({ desk, ref }: TokenDesk, direction: Direction): readonly Level[] => {
  const side = sideOf(direction, ref.outcome);
  const [free, queue] = [desk.recorded.ladder(side).free(), desk.queue(side)];
  const levels = queue.length === 0 ? free : withOwn(free, queue);
  return levels.map((level) => shown(direction, level));
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
