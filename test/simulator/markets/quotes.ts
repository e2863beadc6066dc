// What others do at one market: the book that they make, and the trades that they take. Prices are
// counted in mills, a tenth of a cent: the finest grid that these markets ever have.

import { WHOLE } from '../../../lib/domain/tape-event.ts';
import { priceMicros } from '../../../lib/units/price.ts';
import { shareMicros } from '../../../lib/units/shares.ts';
import type { Level } from '../../../lib/domain/book.ts';
import type { Market, Side } from '../../../lib/domain/market.ts';
import type { PrintWallet } from '../../../lib/domain/print.ts';
import type { TapeEvent } from '../../../lib/domain/tape-event.ts';
import type { Random } from '../../../lib/tape/generator/random.ts';
import type { PriceMicros } from '../../../lib/units/price.ts';
import type { EpochMs } from '../../../lib/units/time.ts';

/** One cent. Unit: mills. */
export const CENT = 10;

/** The lowest and the highest price of a coarse grid. Unit: mills. */
export const LOWEST = CENT;
export const HIGHEST = 1_000 - CENT;

/** How a book looks from its best prices on. Unit: mills, shares. */
export type Shape = {
  readonly levels: number;
  /** What lies between two levels. */
  readonly gap: number;
  readonly sizeMin: number;
  readonly sizeMax: number;
  /** The sides on which there is anything. */
  readonly sides: readonly ('bids' | 'asks')[];
};

/** The best prices of a market at a moment. Unit: mills. */
export type Quote = {
  readonly market: Market;
  readonly at: EpochMs;
  readonly bid: number;
  readonly ask: number;
};

const priceOf = (mills: number): PriceMicros => priceMicros(BigInt(mills) * 1_000n);

const sizeOf = (count: number) => shareMicros(BigInt(count) * 1_000_000n);

type Draft = { readonly shape: Shape; readonly random: Random };

const levelsFrom = (best: number, way: 1 | -1, { shape, random }: Draft): readonly Level[] =>
  Array.from({ length: shape.levels }, (_, level) => best + way * shape.gap * level)
    .filter((mills) => mills >= LOWEST && mills <= HIGHEST)
    .map((mills) => ({
      price: priceOf(mills),
      size: sizeOf(shape.sizeMin + random.below(shape.sizeMax - shape.sizeMin + 1)),
    }));

/** The book that others make at a quote. */
export const bookAt = ({ market, at, bid, ask }: Quote, draft: Draft): TapeEvent => ({
  kind: 'book',
  at,
  token: market.yes,
  bids: draft.shape.sides.includes('bids') ? levelsFrom(bid, -1, draft) : [],
  asks: draft.shape.sides.includes('asks') ? levelsFrom(ask, 1, draft) : [],
  depth: WHOLE,
});

/** A book that nobody is in. */
export const emptyBook = (market: Market, at: EpochMs): TapeEvent => ({
  kind: 'book',
  at,
  token: market.yes,
  bids: [],
  asks: [],
  depth: WHOLE,
});

/** A taker order of somebody else. */
export type Deal = {
  readonly side: Side;
  /** How far it reaches beyond the best price. Unit: mills. */
  readonly reach: number;
  /** Unit: shares. */
  readonly size: number;
  readonly wallet: PrintWallet;
};

/** Nobody that anybody follows. */
export const STRANGER: PrintWallet = { kind: 'not-recorded' };

/** A deal as the venue prints it. */
export const tradeAt = ({ market, at, bid, ask }: Quote, deal: Deal, random: Random): TapeEvent => {
  const reached = deal.side === 'SELL' ? bid - deal.reach : ask + deal.reach;
  return {
    kind: 'trade',
    at,
    token: market.yes,
    takerSide: deal.side,
    price: priceOf(Math.min(HIGHEST, Math.max(LOWEST, reached))),
    size: sizeOf(deal.size),
    wallet: deal.wallet,
    transaction: `0x${random.hexDigits(64)}`,
  };
};
