// Between a baseline's quotes on the one book of a market and orders on its two tokens.

import { bookSideOf, tokenOf, yesPrice } from '../domain/market.ts';
import { notional } from '../units/money.ts';
import { plus } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import type { BaselineQuote, RestingQuote } from '../baselines/baseline.ts';
import type { Market, Outcome } from '../domain/market.ts';
import type { Order, RestingOrder } from '../domain/order.ts';
import type { BySide } from './baseline-budget.ts';

/** The order of a quote: post-only and good till a date, as market making's are. */
export const orderOf = (market: Market, { side, effect, price, size }: BaselineQuote): Order => {
  const outcome: Outcome = (side === 'BID') === (effect === 'adding') ? 'YES' : 'NO';
  return {
    condition: market.condition,
    token: tokenOf(market, outcome),
    outcome,
    side: effect === 'adding' ? 'BUY' : 'SELL',
    price: yesPrice(price, outcome),
    size,
    timeInForce: 'GTD',
    liquidity: 'post-only',
  };
};

/** A resting order as a quote. */
export const quoteOf = ({ id, order, remaining }: RestingOrder): RestingQuote => ({
  id,
  side: bookSideOf(order.side, order.outcome),
  effect: order.side === 'BUY' ? 'adding' : 'reducing',
  price: yesPrice(order.price, order.outcome),
  size: remaining,
});

/** What the purchases among quotes cost, by side. Rounding: up. */
export const purchasesOf = (quotes: readonly BaselineQuote[]): BySide =>
  quotes
    .filter(({ effect }) => effect === 'adding')
    .reduce<BySide>(
      (all, { side, price, size }) => {
        const cost = notional(size, yesPrice(price, side === 'BID' ? 'YES' : 'NO'), 'up');
        return { ...all, [side]: plus(all[side], cost) };
      },
      { BID: ZERO_USDC, ASK: ZERO_USDC },
    );
