// What a baseline is: a simple way to quote, written to be compared with and never to be traded.
// It looks at one market and says which of its orders go and which come. Everything else, from the
// choice of markets to the caps, is done for it, as it is for the strategies it is compared with.

import type { BookSide } from '../domain/market.ts';
import type { OrderId } from '../units/ids.ts';
import type { PriceMicros, Tick } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';

/** An order on a market's one book, seen from YES. */
export type BaselineQuote = {
  readonly side: BookSide;
  /** Reducing sells shares of the other outcome that are held; adding buys shares of its own. */
  readonly effect: 'reducing' | 'adding';
  /** Of the YES book: an ask at p buys NO, or sells YES, at 1 - p or p. */
  readonly price: PriceMicros;
  readonly size: ShareMicros;
};

/** One that rests, with what may still fill. */
export type RestingQuote = BaselineQuote & { readonly id: OrderId };

/** What a baseline sees of a market. The best prices are those of others, and do not meet. */
export type BaselineMarket = {
  readonly tick: Tick;
  readonly sizeMin: ShareMicros;
  readonly bestBid: PriceMicros;
  readonly bestAsk: PriceMicros;
  readonly resting: readonly RestingQuote[];
  /** What quotes of a side may give back: bids shares of NO, asks shares of YES. */
  readonly held: Readonly<Record<BookSide, ShareMicros>>;
  /** What all adding quotes of a side may cost together, those that rest among them. */
  readonly room: Readonly<Record<BookSide, UsdcMicros>>;
};

/** What is to be done in a market. */
export type BaselineMoves = {
  readonly cancel: readonly OrderId[];
  readonly place: readonly BaselineQuote[];
};

/** A baseline. */
export type Baseline = (market: BaselineMarket) => BaselineMoves;
