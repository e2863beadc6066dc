// What a cycle saw of each market and left on it, for the record: enough to draw the market's price
// with our quotes and our inventory afterwards.

import { bookSideOf, yesPrice } from '../domain/market.ts';
import { yesBook } from '../strategies/fair-value.ts';
import { minus } from '../units/quantity.ts';
import { formatPrice, higherPrice, lowerPrice } from '../units/price.ts';
import { formatShares, ZERO_SHARES } from '../units/shares.ts';
import { formatUsdc } from '../units/usdc.ts';
import { portfolioOf } from './books.ts';
import type { MarketRecord } from '../domain/cycle-record.ts';
import type { Market } from '../domain/market.ts';
import type { RestingOrder } from '../domain/order.ts';
import type { Portfolio } from '../domain/portfolio.ts';
import type { ConditionId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { Working } from './working.ts';

/**
 * The most markets in a record, those with orders or shares of ours before the others: a record of
 * a hundred markets would cost more to store than the cycle.
 */
export const MARKETS_MAX = 60;

const textOf = (price: PriceMicros | undefined): string | null =>
  price === undefined ? null : formatPrice(price);

const bestOf = (orders: readonly RestingOrder[], side: 'BID' | 'ASK'): PriceMicros | undefined => {
  const prices = orders
    .filter(({ order }) => bookSideOf(order.side, order.outcome) === side)
    .map(({ order }) => yesPrice(order.price, order.outcome));
  const better = side === 'BID' ? higherPrice : lowerPrice;
  return prices.reduce<PriceMicros | undefined>(
    (best, price) => (best === undefined ? price : better(best, price)),
    undefined,
  );
};

const heldIn = ({ positions }: Portfolio, market: Market): ShareMicros => {
  const yes = positions.get(market.yes)?.shares ?? ZERO_SHARES;
  const no = positions.get(market.no)?.shares ?? ZERO_SHARES;
  return minus(yes, no);
};

const gainIn = ({ equity }: Working, market: Market): string | null => {
  const gain = equity.unrealizedIn.get(market.condition);
  return gain === undefined ? null : formatUsdc(gain);
};

/** What keeps markets from being quoted; null while nobody quotes. */
export type Obstacles = ReadonlyMap<ConditionId, string> | null;

type Context = { readonly portfolio: Portfolio; readonly obstacles: Obstacles };

const recordOf = (
  working: Working,
  { portfolio, obstacles }: Context,
  market: Market,
): MarketRecord => {
  const { snapshot, universe, fair } = working;
  const book = yesBook(market, snapshot.books);
  const price = fair.get(market.condition);
  const orders = portfolio.resting.filter(({ order }) => order.condition === market.condition);
  return {
    condition: market.condition,
    market: market.slug,
    category: universe.events.get(market.event)?.category ?? 'other',
    bid: book.ok ? textOf(book.value.bids[0]?.price) : null,
    ask: book.ok ? textOf(book.value.asks[0]?.price) : null,
    fair: price?.kind === 'valid' ? formatPrice(price.yes) : null,
    unpriced: price?.kind === 'invalid' ? price.cause : '',
    obstacle: obstacles === null ? null : (obstacles.get(market.condition) ?? ''),
    quoteBid: textOf(bestOf(orders, 'BID')),
    quoteAsk: textOf(bestOf(orders, 'ASK')),
    shares: formatShares(heldIn(portfolio, market)),
    unrealized: gainIn(working, market),
  };
};

const ours = ({ positions, resting }: Portfolio): readonly ConditionId[] => [
  ...[...positions.values()].map(({ condition }) => condition),
  ...resting.map(({ order }) => order.condition),
];

/**
 * The markets that we have something on and those of which this cycle asked for a book, as it saw
 * and left them, by name: venues list them in orders of their own.
 */
export const marketRecords = (working: Working, obstacles: Obstacles): readonly MarketRecord[] => {
  const portfolio = portfolioOf(working.state);
  const conditions = new Set([...ours(portfolio), ...working.fair.keys()]);
  return [...conditions]
    .flatMap((condition) => working.universe.markets.get(condition) ?? [])
    .slice(0, MARKETS_MAX)
    .map((market) => recordOf(working, { portfolio, obstacles }, market))
    .toSorted((a, b) => (a.market < b.market ? -1 : 1));
};
