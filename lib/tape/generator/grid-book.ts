// A generated market's book. Prices are whole thousandths of a dollar, the finest grid that we
// generate; sizes are whole lots of a hundredth of a share. Both sides stay apart and never run
// dry: the outermost level of each is not touched.

import { invariant } from '../../units/invariant.ts';
import { priceMicros } from '../../units/price.ts';
import { shareMicros } from '../../units/shares.ts';
import type { Level } from '../../domain/book.ts';
import type { PriceMicros } from '../../units/price.ts';
import type { ShareMicros } from '../../units/quantity.ts';
import type { SideName } from '../book-builder.ts';

/** A book under change. Unit: prices in thousandths of a dollar, sizes in lots. */
export type GridBook = {
  /** The best price of a side. */
  readonly best: (side: SideName) => number;
  readonly sizeAt: (side: SideName, price: number) => number;
  /** Sets the size at a price, zero removing the level. */
  readonly set: (side: SideName, price: number, size: number) => void;
  readonly levels: (side: SideName) => readonly Level[];
};

/** Prices run from 1 to 999. */
export const GRID = 1_000;

const PRICES = Array.from({ length: GRID - 1 }, (_, i) => priceMicros(BigInt(i + 1) * 1_000n));

/** The price of a number of thousandths. Range: 1 to 999. */
export const priceAt = (thousandths: number): PriceMicros => {
  const price = PRICES[thousandths - 1];
  invariant(price !== undefined, `${String(thousandths)} thousandths are a price`);
  return price;
};

/** The size of a number of lots. */
export const sizeOf = (lots: number): ShareMicros => shareMicros(BigInt(lots) * 10_000n);

/** The side that a taker finds on the other end of a side. */
export const opposite = (side: SideName): SideName => (side === 'bids' ? 'asks' : 'bids');

/** Makes an empty book. */
export const createGridBook = (): GridBook => {
  const sizes = { bids: new Float64Array(GRID + 1), asks: new Float64Array(GRID + 1) };
  const best = { bids: 0, asks: GRID };

  const nextFrom = (side: SideName, price: number): number => {
    const inwards = side === 'bids' ? -1 : 1;
    let next = price;
    while (next > 0 && next < GRID && sizes[side][next] === 0) next += inwards;
    return next;
  };
  const set = (side: SideName, price: number, size: number): void => {
    sizes[side][price] = size;
    const isBetter = side === 'bids' ? price > best[side] : price < best[side];
    if (size > 0 && isBetter) best[side] = price;
    if (size === 0 && price === best[side]) best[side] = nextFrom(side, price);
  };
  const levels = (side: SideName): readonly Level[] => {
    const prices = Array.from({ length: GRID - 1 }, (_, i) => i + 1);
    const bestFirst = side === 'bids' ? prices.reverse() : prices;
    return bestFirst.flatMap((price) => {
      const size = sizes[side][price] ?? 0;
      return size === 0 ? [] : [{ price: priceAt(price), size: sizeOf(size) }];
    });
  };
  return {
    best: (side) => best[side],
    sizeAt: (side, price) => sizes[side][price] ?? 0,
    set,
    levels,
  };
};
