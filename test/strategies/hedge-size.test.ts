import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hedgeFor } from '../../lib/strategies/hedge-size.ts';
import { notional } from '../../lib/units/money.ts';
import { formatPrice, price, tick } from '../../lib/units/price.ts';
import { formatShares, microsOfShares, ORDER_LOT, shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { aBook, aMarket, levels } from './books.ts';
import type { HedgeNeed } from '../../lib/strategies/hedge-size.ts';

const market = aMarket('a', { tick: tick('0.001'), fee: { kind: 'free' } });

const need = (asks: readonly string[], changes: Partial<HedgeNeed> = {}): HedgeNeed => ({
  market,
  book: aBook(market.no, { bids: [], asks: levels('asks', ...asks) }, { tick: market.tick }),
  limit: price('0.15'),
  rest: shares('200'),
  taken: shares('0'),
  cash: usdc('1000'),
  ...changes,
});

const hedged = (asks: readonly string[], changes: Partial<HedgeNeed> = {}): string => {
  const hedge = hedgeFor(need(asks, changes));
  return hedge === undefined ? 'none' : `${formatShares(hedge.size)} @ ${formatPrice(hedge.limit)}`;
};

describe('a hedge', () => {
  it('asks for the whole rest at the price that the book has it for', () => {
    expect(hedged(['0.101 x 1000'])).toBe('200 @ 0.101');
  });

  // $20.20 buy 200 shares at the best price and 134.66 at the worst.
  it('spends no more than the rest costs at the best price, where it reaches deeper', () => {
    expect(hedged(['0.101 x 10', '0.15 x 1000'])).toBe('134.66 @ 0.15');
  });

  it.each([
    ['0.149', '200 @ 0.149'],
    ['0.15', '200 @ 0.15'],
    ['0.151', 'none'],
  ])('goes no deeper than the slippage: offered at %s', (at, wanted) => {
    expect(hedged([`${at} x 1000`])).toBe(wanted);
  });

  it.each([
    ['199.99', '181.81 @ 0.11'],
    ['200', '200 @ 0.1'],
    ['200.01', '200 @ 0.1'],
  ])('reaches the second level only where the first is too small: %s', (first, wanted) => {
    expect(hedged([`0.1 x ${first}`, '0.11 x 1000'])).toBe(wanted);
  });

  it('counts what a sale sent before it takes of the same book', () => {
    const asks = ['0.1 x 100', '0.125 x 150', '0.15 x 1000'];
    expect(hedged(asks, { rest: shares('100'), taken: shares('100') })).toBe('80 @ 0.125');
    expect(hedged(['0.1 x 100'], { rest: shares('100'), taken: shares('95.01') })).toBe('none');
    expect(hedged(['0.1 x 100'], { rest: shares('100'), taken: shares('200') })).toBe('none');
  });

  it('takes what the book has where that is not all', () => {
    expect(hedged(['0.1 x 60'])).toBe('60 @ 0.1');
    expect(hedged([])).toBe('none');
  });

  it.each([
    ['9.99', 'none'],
    ['10', '10 @ 0.1'],
    ['10.01', '10.01 @ 0.1'],
  ])('is no smaller than a dollar: %s shares at 0.10', (rest, wanted) => {
    expect(hedged(['0.1 x 1000'], { rest: shares(rest) })).toBe(wanted);
  });

  it('is none where the money for the best price is below the minimum at the limit', () => {
    expect(hedged(['0.1 x 1', '0.15 x 1000'], { rest: shares('10.01') })).toBe('6.67 @ 0.15');
    expect(hedged(['0.1 x 1', '0.15 x 1000'], { rest: shares('9.99') })).toBe('none');
  });

  it('keeps to the grid where the book has left it', () => {
    const coarse = { ...market, tick: tick('0.01') };
    expect(hedged(['0.101 x 1000'], { market: coarse })).toBe('183.63 @ 0.11');
  });

  it('spends no more than the cash', () => {
    expect(hedged(['0.1 x 1000'], { cash: usdc('5.001') })).toBe('50 @ 0.1');
  });

  it('brings no more than the rest at the best price, whatever the book', () => {
    const rung = fc.record({
      cents: fc.integer({ min: 1, max: 15 }),
      size: fc.integer({ min: 1, max: 50_000 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(rung, { minLength: 1, maxLength: 6, selector: ({ cents }) => cents }),
        fc.integer({ min: 1, max: 50_000 }),
        fc.integer({ min: 0, max: 50_000 }),
        (rungs, rest, taken) => {
          const asks = rungs
            .toSorted((a, b) => a.cents - b.cents)
            .map(({ cents, size }) => `${(cents / 100).toFixed(2)} x ${(size / 100).toFixed(2)}`);
          const wanted = need(asks, {
            rest: shares((rest / 100).toFixed(2)),
            taken: shares((taken / 100).toFixed(2)),
          });
          const hedge = hedgeFor(wanted);
          const best = wanted.book.asks[0]?.price;
          if (hedge === undefined || best === undefined) return;
          const spent = notional(hedge.size, hedge.limit, 'down');
          expect(spent <= notional(wanted.rest, best, 'up')).toBe(true);
          expect(hedge.limit <= wanted.limit).toBe(true);
          expect(microsOfShares(hedge.size) % microsOfShares(ORDER_LOT)).toBe(0n);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
