// Where the makers of a generated market want to quote: some distance away from what people
// believe, wider where beliefs are lively, on the grid, and inside the ends of the book.

import { GRID, opposite } from './grid-book.ts';
import type { SideName } from '../book-builder.ts';
import type { Desk } from './desk.ts';

/** What makers go by at a moment. */
export type CrowdView = {
  /** The believed probability of YES. */
  readonly belief: number;
  /** Factors on the planned half spread and depth; 1 in quiet times. */
  readonly spreadFactor: number;
  readonly depthFactor: number;
};

/** The prices of makers. Unit: thousandths of a dollar. */
export type CrowdPrices = {
  /** The best price that makers would quote anew. */
  readonly wanted: (side: SideName) => number;
  /** The side whose best price offers more than makers believe in, if one does. */
  readonly staleSide: () => SideName | undefined;
  /** The side on which a new best price is wanted and does not meet the other side, if any. */
  readonly improvableSide: () => SideName | undefined;
  /** The outermost price of a side, which nobody takes away. */
  readonly endOf: (side: SideName) => number;
  /** Tells whether a price lies inside the end of its side. */
  readonly isWithin: (side: SideName, price: number) => boolean;
};

/** Both sides. */
export const SIDES: readonly SideName[] = ['bids', 'asks'];

// A quote stands until the belief is nearer to it than this part of the half spread, so that not
// every flicker of it moves the book.
const STALE_WITHIN = 0.4;

/** The direction away from the other side. */
export const outwards = (side: SideName): -1 | 1 => (side === 'bids' ? -1 : 1);

/** Prices around what is seen at the moment. Unit of the half spread: log-odds. */
export const crowdPrices = (
  { book, step }: Desk,
  halfSpread: number,
  seen: () => CrowdView,
): CrowdPrices => {
  // How far a price lies outside of another one, on its side.
  const beyond = (side: SideName, price: number, of: number): number =>
    (price - of) * outwards(side);
  const distance = (): number => {
    const { belief, spreadFactor } = seen();
    return GRID * halfSpread * spreadFactor * belief * (1 - belief);
  };
  const endOf = (side: SideName): number => (side === 'bids' ? step() : GRID - step());
  const isWithin = (side: SideName, price: number): boolean =>
    beyond(side, endOf(side), price) > 0 && price > 0 && price < GRID;
  const wanted = (side: SideName): number => {
    const exact = (GRID * seen().belief + outwards(side) * distance()) / step();
    const onGrid = (side === 'bids' ? Math.floor(exact) : Math.ceil(exact)) * step();
    return Math.min(GRID - 2 * step(), Math.max(2 * step(), onGrid));
  };
  const isStale = (side: SideName): boolean => {
    const best = book.best(side);
    const room = beyond(side, best, GRID * seen().belief);
    return room < STALE_WITHIN * distance() && isWithin(side, best);
  };
  const isImprovable = (side: SideName): boolean => {
    const price = wanted(side);
    const isBetter = beyond(side, book.best(side), price) > 0;
    return isBetter && beyond(side, price, book.best(opposite(side))) > 0;
  };
  return {
    wanted,
    staleSide: () => SIDES.find(isStale),
    improvableSide: () => SIDES.find(isImprovable),
    endOf,
    isWithin,
  };
};
