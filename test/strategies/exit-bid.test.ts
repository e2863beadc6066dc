import { describe, expect, it } from 'vitest';
import { bidPrice, bidSideOf, exitBid } from '../../lib/strategies/quoting.ts';
import { price, probability, tick } from '../../lib/units/price.ts';
import { at, MILL, model, shown } from './quoting-cases.ts';

describe('the exit', () => {
  // Sold at 0.5158 with d = 0.0618127: logit 0.0632211 - 0.0618127 = 0.0014084, S = 0.500352.
  const rest = model({ p: probability(0.5), inventory: -0.5, volatility: 0.02 });
  const exit = (entry: string, band: { low: string; high: string }, step: '0.01' | '0.001') =>
    shown(
      exitBid(bidSideOf(at('0.5', { bid: '0.4', ask: '0.6' }, band), 'YES'), rest, {
        entry: price(entry),
        tick: tick(step),
      }),
    );

  it('bids for what was sold with the half spread earned', () => {
    expect(exit('0.5158', { low: '0.5', high: '0.501' }, '0.001')).toBe('0.5');
    expect(exit('0.5168', { low: '0.5', high: '0.502' }, '0.001')).toBe('0.501');
  });

  it.each([
    ['0.501352', '0.502', '0.5'],
    ['0.501353', '0.502', 'none'],
    ['0.49', '0.499352', '0.499'],
    ['0.49', '0.499351', 'none'],
  ])('waits until the band from %s to %s is within a tick: %s', (low, high, expected) => {
    expect(exit('0.5158', { low, high }, '0.001')).toBe(expected);
  });

  it('never bids above the band', () => {
    expect(exit('0.5158', { low: '0.49', high: '0.4995' }, '0.01')).toBe('0.49');
  });

  it('raises the bid above the model and into the band', () => {
    const side = bidSideOf(at('0.5', { bid: '0.4', ask: '0.6' }), 'YES');
    const terms = { ...MILL, effect: 'reducing', exit: price('0.5') } as const;
    expect(shown(bidPrice(side, rest, terms))).toBe('0.5');
    expect(shown(bidPrice(side, rest, { ...terms, exit: price('0.3') }))).toBe('0.484');
  });

  it('is none where no price of the grid is left', () => {
    const cheap = { ...rest, halfSpread: 0.1 };
    const fair = at('0.05', { bid: '0.01', ask: '0.09' }, { low: '0.04', high: '0.06' });
    const none = exitBid(bidSideOf(fair, 'YES'), cheap, {
      entry: price('0.05'),
      tick: tick('0.1'),
    });
    expect(none).toBe(null);
  });
});
