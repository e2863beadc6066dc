// What an exit goes by in a market without a valid price (ADR 0035), whichever strategy asks.

import { yesPrice } from '../domain/market.ts';
import { higherPrice } from '../units/price.ts';
import { reliableBook } from './book-depth.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { Market, Outcome } from '../domain/market.ts';
import type { PriceMicros } from '../units/price.ts';

/** The prices of an outcome without a valid book. */
export type BlindPrices = {
  /** The last valid fair price. */
  readonly last: PriceMicros;
  /** The best bid, if there is any. */
  readonly bid: PriceMicros | undefined;
  /** What a sale is measured from. */
  readonly reference: PriceMicros;
};

/**
 * The prices of an outcome without a valid book; undefined where none was ever valid. The last
 * valid fair price may be hours old, and far below a market that has risen meanwhile: what the bid
 * pays is not to be given away for it.
 */
export const blindPrices = (
  view: StrategyView,
  market: Market,
  outcome: Outcome,
): BlindPrices | undefined => {
  const lastValid = view.memory.markets.get(market.condition)?.lastValid ?? null;
  if (lastValid === null) return undefined;
  const last = yesPrice(lastValid.yes, outcome);
  const bid = reliableBook(view, market, outcome)?.bids[0]?.price;
  return { last, bid, reference: bid === undefined ? last : higherPrice(last, bid) };
};
