// The books as a process was told them, without its own orders: the venue shows those among the
// others, and no price may be judged by one's own.

import { openSizeOf } from '../../../lib/domain/order.ts';
import { microsOfPrice } from '../../../lib/units/price.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import type { Universe } from '../../../lib/domain/market.ts';
import type { OpenOrder } from '../../../lib/domain/order.ts';

type Shown = {
  readonly openOrders: () => readonly OpenOrder[];
  readonly universe: () => Universe;
};

/** The best prices of others. Unit: micros. */
export type ToldBook = { readonly bid: bigint | null; readonly ask: bigint | null };

type WireLevel = { readonly price: string; readonly size: string };

type WireBook = {
  readonly asset_id: string;
  readonly bids: readonly WireLevel[];
  readonly asks: readonly WireLevel[];
};

const UNIT = 1_000_000n;

const micros = (text: string): bigint => BigInt(Math.round(Number(text) * 1e6));

const placeOf = (token: string, price: bigint): string => `${token} ${price.toString()}`;

// An order stands in the books of both tokens, in the other one at the complement of its price.
const ownSizes = ({ openOrders, universe }: Shown): ReadonlyMap<string, bigint> => {
  const sizes = new Map<string, bigint>();
  const add = (place: string, size: bigint): void =>
    void sizes.set(place, (sizes.get(place) ?? 0n) + size);
  const addOrder = (order: OpenOrder): void => {
    const { condition, token, price } = order;
    const market = universe().markets.get(condition);
    const other = market?.yes === token ? market.no : market?.yes;
    const size = microsOfShares(openSizeOf(order));
    add(placeOf(token, microsOfPrice(price)), size);
    if (other !== undefined) add(placeOf(other, UNIT - microsOfPrice(price)), size);
  };
  for (const order of openOrders()) addOrder(order);
  return sizes;
};

/** Reads an answer with books; null when it holds none. */
export const booksFrom = (text: string, venue: Shown): ReadonlyMap<string, ToldBook> | null => {
  const own = ownSizes(venue);
  const othersOf = (token: string, levels: readonly WireLevel[]): readonly bigint[] =>
    levels.flatMap(({ price, size }) => {
      const at = micros(price);
      return micros(size) > (own.get(placeOf(token, at)) ?? 0n) ? [at] : [];
    });
  const most = (prices: readonly bigint[], isBetter: (a: bigint, b: bigint) => boolean) =>
    prices.reduce<bigint | null>(
      (best, price) => (best === null || isBetter(price, best) ? price : best),
      null,
    );
  try {
    const all = JSON.parse(text) as readonly WireBook[];
    return new Map(
      all.map(({ asset_id, bids, asks }) => [
        asset_id,
        {
          bid: most(othersOf(asset_id, bids), (a, b) => a > b),
          ask: most(othersOf(asset_id, asks), (a, b) => a < b),
        },
      ]),
    );
  } catch {
    return null;
  }
};
