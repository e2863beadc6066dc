// What exposure would be with some orders gone or some shares sold. The books of each market are
// kept apart, so that a question about one market recomputes that market only.

import { otherOutcome } from '../domain/market.ts';
import { exposuresOf, marketEntryOf } from '../risk/exposure.ts';
import { isReducing } from '../risk/reducing.ts';
import { spotIn } from '../risk/risk-book.ts';
import { divide } from '../units/fixed-point.ts';
import { isPositive } from '../units/quantity.ts';
import { microsOfShares, shareMicros } from '../units/shares.ts';
import { microsOfUsdc, usdcMicros } from '../units/usdc.ts';
import type { Outcome } from '../domain/market.ts';
import type { Order, RestingOrder } from '../domain/order.ts';
import type { OwnedLot, Position } from '../domain/position.ts';
import type { MarketEntry } from '../risk/exposure.ts';
import type { RiskBook } from '../risk/risk-book.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { ShareMicros } from '../units/quantity.ts';

type MarketBooks = MarketEntry['books'];

const withBooks = (
  { universe, entries }: RiskBook,
  condition: ConditionId,
  change: (books: MarketBooks) => MarketBooks,
): RiskBook => {
  const changed = new Map(
    [...entries].map(([key, entry]) => [
      key,
      key === condition ? marketEntryOf(universe, key, change(entry.books)) : entry,
    ]),
  );
  return { universe, entries: changed, exposures: exposuresOf(universe, changed) };
};

/** The books without some resting orders. */
export const withoutOrders = (books: RiskBook, gone: readonly RestingOrder[]): RiskBook =>
  gone.reduce(
    (so, one) =>
      withBooks(so, one.order.condition, (market) => ({
        ...market,
        working: market.working.filter((each) => each !== one),
      })),
    books,
  );

type Lot = Pick<OwnedLot, 'shares' | 'cost'>;

// Average cost: a sale takes shares and cost in proportion. Rounded up, so that no risk is lost.
const afterSale = <Kept extends Lot>(lot: Kept, sold: ShareMicros, held: ShareMicros): Kept => {
  const rest = microsOfShares(held) - microsOfShares(sold);
  const kept = (amount: bigint): bigint => divide(amount * rest, microsOfShares(held), 'up');
  return {
    ...lot,
    shares: shareMicros(kept(microsOfShares(lot.shares))),
    cost: usdcMicros(kept(microsOfUsdc(lot.cost))),
  };
};

const soldFrom = (position: Position, size: ShareMicros): Position => ({
  ...afterSale(position, size, position.shares),
  byStrategy: position.byStrategy.map((lot) => afterSale(lot, size, position.shares)),
});

// A sale first takes its shares back from the sells of lower strategies that hold them.
const withoutSells = (market: MarketBooks, token: TokenId): MarketBooks => ({
  ...market,
  working: market.working.filter(({ order }) => order.token !== token || order.side !== 'SELL'),
});

/**
 * The books after a sale out of a position, its lots sharing it in proportion. The sells that hold
 * the same shares have made way.
 */
export const withSale = (
  books: RiskBook,
  sale: { readonly condition: ConditionId; readonly token: TokenId; readonly size: ShareMicros },
): RiskBook =>
  withBooks(books, sale.condition, (market) => ({
    ...withoutSells(market, sale.token),
    positions: market.positions.map((position) =>
      position.token === sale.token && isPositive(sale.size)
        ? soldFrom(position, sale.size)
        : position,
    ),
  }));

/** Where a sale joins the book. */
export type Sale = { readonly condition: ConditionId; readonly outcome: Outcome };

/**
 * The purchases of lower strategies on the side of the book on which a sale stands: both filled,
 * they could open the opposite bet. They lose that side to the sale in the same cycle.
 */
export const purchasesBeside = (
  { condition, outcome }: Sale,
  resting: readonly RestingOrder[],
): readonly RestingOrder[] =>
  resting.filter(
    ({ order, strategy, certainty }) =>
      order.condition === condition &&
      order.side === 'BUY' &&
      order.outcome === otherOutcome(outcome) &&
      strategy !== 'ICC' &&
      certainty === 'confirmed',
  );

/**
 * Tells whether the risk manager would see an order as reducing in these books, once the sells that
 * hold the same shares have made way.
 */
export const isReducingIn = (books: RiskBook, order: Order): boolean => {
  const { condition, token } = order;
  const free = withBooks(books, condition, (market) => withoutSells(market, token));
  return isReducing(spotIn(free, condition), order, order.size);
};
