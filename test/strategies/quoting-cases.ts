// Fair prices and models for the tests of quoting, in as few words as possible.

import { quoteModel } from '../../lib/strategies/quoting.ts';
import { cents, formatPrice, price, probabilityOf, tick } from '../../lib/units/price.ts';
import { minutes } from '../../lib/units/time.ts';
import { PARAMETERS } from './parameters.ts';
import type { ValidFairPrice } from '../../lib/domain/fair-price.ts';
import type { BidTerms, QuoteModel } from '../../lib/strategies/quoting.ts';
import type { PriceMicros, Probability } from '../../lib/units/price.ts';

/** A fair price between a bid and an ask; its band has no width unless given. */
export const at = (
  yes: string,
  touch: { readonly bid: string; readonly ask: string },
  band?: { readonly low: string; readonly high: string },
): ValidFairPrice => ({
  kind: 'valid',
  probability: probabilityOf(price(yes)),
  yes: price(yes),
  band: { low: price(band?.low ?? yes), high: price(band?.high ?? yes) },
  bestBid: price(touch.bid),
  bestAsk: price(touch.ask),
});

/** The model of the default parameters, over a cycle of a minute. */
export const model = (input: {
  p: Probability;
  inventory: number;
  volatility: number;
}): QuoteModel =>
  quoteModel(
    { fair: input.p, inventory: input.inventory, volatility: input.volatility, cycle: minutes(1) },
    PARAMETERS.mm,
  );

/** An adding bid on a grid of cents. */
export const CENT: BidTerms = {
  tick: tick('0.01'),
  slippageMax: cents(2),
  effect: 'adding',
  rewards: { kind: 'none' },
  exit: null,
};
/** An adding bid on a grid of tenths of a cent. */
export const MILL: BidTerms = { ...CENT, tick: tick('0.001') };

/** A bid as text. */
export const shown = (bid: PriceMicros | undefined | null): string =>
  bid === undefined || bid === null ? 'none' : formatPrice(bid);
