// A bid for one outcome reaches the venue in one or two parts: shares of the other outcome are sold
// at the complement first, which frees cash, and the rest is bought. Both rest on the same side of
// the market's one book. Post-only and GTD, always: a dead system leaves nothing behind.

import { reductionSize, sizeOrNothing } from './sizing.ts';
import { otherOutcome, tokenOf } from '../domain/market.ts';
import { complement } from '../units/price.ts';
import { isPositive, minus, smaller } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import type { OwnHolding } from './inventory.ts';
import type { Market, Outcome, Side } from '../domain/market.ts';
import type { Order } from '../domain/order.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';

/** The bid to be split, and what bounds its parts. */
export type LegsInput = {
  readonly market: Market;
  readonly outcome: Outcome;
  readonly price: PriceMicros;
  readonly size: ShareMicros;
  readonly sizeMin: ShareMicros;
  /** What we hold of the other outcome. */
  readonly other: OwnHolding;
  /** Buying stops where complete sets already lock as much as the market may cost. */
  readonly buying: 'allowed' | 'stopped';
};

const postOnly = (
  market: Market,
  instruction: { readonly outcome: Outcome; readonly side: Side },
  terms: { readonly price: PriceMicros; readonly size: ShareMicros },
): Order => ({
  condition: market.condition,
  token: tokenOf(market, instruction.outcome),
  ...instruction,
  ...terms,
  timeInForce: 'GTD',
  liquidity: 'post-only',
});

/**
 * Splits a bid: SELL of the other outcome up to what is sellable, then BUY. A part below the
 * minimum is dropped; what the sale cannot take, the purchase does. A sale leaves nothing of the
 * lot or at least the minimum.
 */
export const legsOf = (input: LegsInput): readonly Order[] => {
  const { market, outcome, price, size, sizeMin, other } = input;
  const sold = reductionSize({
    wanted: size,
    available: smaller(other.sellable, size),
    held: other.shares,
    minimum: sizeMin,
  });
  const rest = input.buying === 'allowed' ? minus(size, sold) : ZERO_SHARES;
  const bought = sizeOrNothing(rest, sizeMin);
  const sale = { outcome: otherOutcome(outcome), side: 'SELL' } as const;
  const purchase = { outcome, side: 'BUY' } as const;
  return [
    ...(isPositive(sold) ? [postOnly(market, sale, { price: complement(price), size: sold })] : []),
    ...(isPositive(bought) ? [postOnly(market, purchase, { price, size: bought })] : []),
  ];
};
