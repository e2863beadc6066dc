// Which resting orders must go when only reducing ones may stay. What stays is chosen one by one,
// each reducing beside all those that stay already: then no set of their fills raises an exposure.

import { STRATEGIES } from '../domain/order.ts';
import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { isReducing } from './reducing.ts';
import { openRiskBook, spotIn, withOrder } from './risk-book.ts';
import type { RestingOrder } from '../domain/order.ts';
import type { ExposureInput } from './exposure.ts';
import type { RiskBook } from './risk-book.ts';

// Orders of unknown outcome cannot be proven gone, so everything is judged beside them; then the
// higher strategies choose first.
const rankOf = ({ certainty, strategy }: RestingOrder): number =>
  certainty === 'unknown' ? -1 : STRATEGIES.indexOf(strategy);

// Of one rank, sales of what is held choose before purchases of its opposite, which tie up cash.
// The rest only makes the choice the same for the same orders, whose ids are digests.
const placeOf = ({ order, remaining, strategy }: RestingOrder): string => {
  const { side, token, price } = order;
  const first = side === 'SELL' ? 0 : 1;
  return [first, token, formatPrice(price), formatShares(remaining), strategy].join();
};

const inSequence = (a: RestingOrder, b: RestingOrder): number => {
  const byRank = rankOf(a) - rankOf(b);
  if (byRank !== 0) return byRank;
  return placeOf(a) < placeOf(b) ? -1 : Number(placeOf(a) > placeOf(b));
};

type Sorted = { readonly book: RiskBook; readonly adding: readonly RestingOrder[] };

/** The resting orders that add exposure, beside all those that do not. */
export const addingOrders = (
  books: Omit<ExposureInput, 'resting'>,
  resting: readonly RestingOrder[],
): readonly RestingOrder[] =>
  resting.toSorted(inSequence).reduce<Sorted>(
    ({ book, adding }, one) => {
      const stays = isReducing(spotIn(book, one.order.condition), one.order, one.remaining);
      const counted = stays || one.certainty === 'unknown';
      return {
        book: counted ? withOrder(book, one) : book,
        adding: stays ? adding : [...adding, one],
      };
    },
    { book: openRiskBook({ ...books, resting: [] }), adding: [] },
  ).adding;
