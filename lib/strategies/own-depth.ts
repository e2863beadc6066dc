// The venue shows our own resting orders in its books. Left in, they would move the very price they
// are placed around, narrow the spread they wait in and pass for somebody else's depth.

import { mapObserved } from '../domain/observed.ts';
import { otherOutcome, tokenOf } from '../domain/market.ts';
import { openSizeOf } from '../domain/order.ts';
import { complement } from '../units/price.ts';
import { isPositive, minus, plus } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import type { ObservedBooks } from './fair-value.ts';
import type { Book, Level } from '../domain/book.ts';
import type { Universe } from '../domain/market.ts';
import type { OpenOrder } from '../domain/order.ts';
import type { TokenId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';

type BookSide = 'bids' | 'asks';

/** One own order as one of the two token books shows it. */
type OwnLevel = Level & { readonly token: TokenId; readonly side: BookSide };

const isShown = (order: OpenOrder): boolean => order.status === 'LIVE';

const ownLevels = (order: OpenOrder, universe: Universe): readonly OwnLevel[] => {
  const size = openSizeOf(order);
  const [here, there]: readonly [BookSide, BookSide] =
    order.side === 'BUY' ? ['bids', 'asks'] : ['asks', 'bids'];
  const own = { token: order.token, side: here, price: order.price, size };
  const market = universe.markets.get(order.condition);
  if (market === undefined) return [own];
  const other = tokenOf(market, otherOutcome(order.outcome));
  return [own, { token: other, side: there, price: complement(order.price), size }];
};

const sizesAt = (
  levels: readonly OwnLevel[],
  side: BookSide,
): ReadonlyMap<PriceMicros, ShareMicros> =>
  levels
    .filter((level) => level.side === side)
    .reduce(
      (sizes, { price, size }) => sizes.set(price, plus(sizes.get(price) ?? ZERO_SHARES, size)),
      new Map<PriceMicros, ShareMicros>(),
    );

const without = (
  levels: readonly Level[],
  own: ReadonlyMap<PriceMicros, ShareMicros>,
): readonly Level[] =>
  levels.flatMap((level): readonly Level[] => {
    const ours = own.get(level.price);
    if (ours === undefined) return [level];
    const size = minus(level.size, ours);
    return isPositive(size) ? [{ price: level.price, size }] : [];
  });

const withoutOwn = (book: Book, own: readonly OwnLevel[]): Book => ({
  ...book,
  bids: without(book.bids, sizesAt(own, 'bids')),
  asks: without(book.asks, sizesAt(own, 'asks')),
});

/**
 * The books as others made them: own live orders taken out, of both tokens' books. Where less rests
 * at a price than we have there, nothing is left of that level.
 */
export const othersBooks = (
  books: ObservedBooks,
  own: readonly OpenOrder[],
  universe: Universe,
): ObservedBooks => {
  const levels = own.filter(isShown).flatMap((order) => ownLevels(order, universe));
  const byToken = Map.groupBy(levels, (level) => level.token);
  return new Map(
    [...books].map(([token, observed]) => {
      const ours = byToken.get(token);
      if (ours === undefined) return [token, observed];
      return [token, mapObserved(observed, (book) => withoutOwn(book, ours))];
    }),
  );
};
