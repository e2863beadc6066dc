import { describe, expect, it } from 'vitest';
import { bidQuote } from '../../lib/strategies/quote.ts';
import { bidSideOf } from '../../lib/strategies/quoting.ts';
import { cents, formatPrice, price, tick } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { formatShares, shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { seconds } from '../../lib/units/time.ts';
import { PARAMETERS } from './parameters.ts';
import { at } from './quoting-cases.ts';
import type { QuoteContext } from '../../lib/strategies/quote.ts';

const NOTHING = { shares: ZERO_SHARES, sellable: ZERO_SHARES, entry: null, excess: ZERO_SHARES };

/** So many YES in a fast market: the model bids inside the band to get rid of them. */
const holding = (count: string): QuoteContext => {
  const held = shares(count);
  return {
    tick: tick('0.01'),
    sizeMin: shares('5'),
    qMax: shares('200'),
    inventory: {
      YES: { shares: held, sellable: held, entry: price('0.6'), excess: held },
      NO: NOTHING,
    },
    rewards: { kind: 'none' },
    volatility: 1.5,
    cycle: seconds(60),
    slippageMax: cents(3),
    drawdownScale: ratio('1'),
    parameters: PARAMETERS.mm,
  };
};

const fair = at('0.5', { bid: '0.46', ask: '0.54' }, { low: '0.49', high: '0.51' });

describe('a quote that takes inventory back', () => {
  // A quote is 100 shares: what is left of them would add, and five are the minimum of an order.
  it.each([
    ['94.99', '100 @ 0.48'],
    ['95', '100 @ 0.48'],
    ['95.01', '95.01 @ 0.5'],
    ['100', '100 @ 0.5'],
  ])('of %s stands outside the band only if its adding part is an order: %s', (count, wanted) => {
    const quote = bidQuote(bidSideOf(fair, 'NO'), holding(count), 'adding');
    const shown =
      quote === undefined ? 'none' : `${formatShares(quote.size)} @ ${formatPrice(quote.price)}`;
    expect(shown).toBe(wanted);
  });
});
