// Own orders that stand in the way of a wanted one: they lock its shares or would match it. Both
// tokens of a market are one book, so both are looked at.

import { bookSideOf, yesPrice } from '../domain/market.ts';
import type { BookSide } from '../domain/market.ts';
import type { Order, RestingOrder } from '../domain/order.ts';
import type { PriceMicros } from '../units/price.ts';

type OnYesBook = { readonly side: BookSide; readonly price: PriceMicros };

const onYesBook = (order: Order): OnYesBook => ({
  side: bookSideOf(order.side, order.outcome),
  price: yesPrice(order.price, order.outcome),
});

/** Tells whether two orders of one market would trade with each other. */
export const wouldMatch = (a: Order, b: Order): boolean => {
  if (a.condition !== b.condition) return false;
  const one = onYesBook(a);
  const other = onYesBook(b);
  if (one.side === other.side) return false;
  const [bid, ask] = one.side === 'BID' ? [one, other] : [other, one];
  return bid.price >= ask.price;
};

/** Tells whether a resting SELL holds shares that a wanted SELL needs. */
export const locksShares = (resting: Order, wanted: Order): boolean =>
  resting.token === wanted.token && resting.side === 'SELL' && wanted.side === 'SELL';

/** The orders of others that must go before the wanted ones may be placed. */
export const conflictsWith = (
  wanted: readonly Order[],
  others: readonly RestingOrder[],
): readonly RestingOrder[] =>
  others.filter(
    (other) =>
      other.certainty === 'confirmed' &&
      wanted.some((want) => wouldMatch(other.order, want) || locksShares(other.order, want)),
  );
