// Why a quote stands where it stands, in the numbers it came from, seen from YES.

import { netInventory } from './inventory.ts';
import { probabilityAt } from '../units/log-odds.ts';
import { complement, formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import type { BidQuote, QuoteContext } from './quote.ts';
import type { ValidFairPrice } from '../domain/fair-price.ts';
import type { Outcome } from '../domain/market.ts';

/** What the quote belongs to. */
export type ReasonInput = {
  readonly outcome: Outcome;
  readonly fair: ValidFairPrice;
  readonly context: QuoteContext;
};

/**
 * Explains a quote: `bid 0.48: fair 0.5000, reservation 0.4998, half spread 0.0618 log-odds,
 * inventory 12 of 200 YES, volatility 0.0200`.
 */
export const reasonOf = (quote: BidQuote, input: ReasonInput): string => {
  const { outcome, fair, context } = input;
  const bidden = probabilityAt(quote.model.reservation);
  const [name, price, reservation] =
    outcome === 'YES' ? ['bid', quote.price, bidden] : ['ask', complement(quote.price), 1 - bidden];
  const inventory = formatShares(netInventory(context.inventory, 'YES'));
  const purpose = quote.purpose === 'exit' ? ' to leave with the half spread' : '';
  return [
    `${name} ${formatPrice(price)}${purpose}: fair ${fair.probability.toFixed(4)}`,
    `reservation ${reservation.toFixed(4)}`,
    `half spread ${quote.model.halfSpread.toFixed(4)} log-odds`,
    `inventory ${inventory} of ${formatShares(context.qMax)} YES`,
    `volatility ${context.volatility.toFixed(4)}`,
  ].join(', ');
};
