// The simplest way to make a market: one bid and one ask, always as far from the mid and always as
// large, until as much is held as may be lost.

import { bidAt, oneSide, quotesFor, turned } from './one-side.ts';
import type { BookSide } from '../domain/market.ts';
import type { PriceOffset, ShareMicros } from '../units/quantity.ts';
import type { Baseline, BaselineMarket, BaselineQuote } from './baseline.ts';

/** How it quotes. */
export type FixedSpread = {
  /** From the mid to each quote. */
  readonly halfSpread: PriceOffset;
  /** Of each quote. */
  readonly size: ShareMicros;
};

const wantedOn = (
  market: BaselineMarket,
  side: BookSide,
  { halfSpread, size }: FixedSpread,
): readonly BaselineQuote[] => {
  const view = oneSide(market, side);
  const price = bidAt(view, halfSpread);
  if (price === undefined) return [];
  return quotesFor(view, { price, size }, []).map((quote) => ({
    ...quote,
    price: turned(side, quote.price),
  }));
};

const isSame = (a: BaselineQuote, b: BaselineQuote): boolean =>
  a.side === b.side && a.effect === b.effect && a.price === b.price && a.size === b.size;

/** Quotes with a fixed spread: what rests and is not exactly what is wanted is replaced. */
export const fixedSpread =
  (terms: FixedSpread): Baseline =>
  (market) => {
    const missing = [...wantedOn(market, 'BID', terms), ...wantedOn(market, 'ASK', terms)];
    const cancel = market.resting.flatMap((order) => {
      const index = missing.findIndex((wanted) => isSame(wanted, order));
      if (index === -1) return [order.id];
      missing.splice(index, 1);
      return [];
    });
    return { cancel, place: missing };
  };
