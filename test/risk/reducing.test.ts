import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReducing } from '../../lib/risk/reducing.ts';
import { openRiskBook, spotIn } from '../../lib/risk/risk-book.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { market, oneEvent, order, pendingFill, pendingOf, positionsOf, resting } from './books.ts';
import { inputOf } from './case-input.ts';
import { arbitraryCase, arbitraryOrderFor, isExact, orderOf, PATIENCE } from './cases.ts';
import { mayRaise } from './oracle.ts';
import type { Universe } from '../../lib/domain/market.ts';
import type { RestingOrder } from '../../lib/domain/order.ts';
import type { Held } from './books.ts';

const TRIPLE = [market('A'), market('B'), market('C')];
const EXCLUSIVE = oneEvent(TRIPLE, { exclusivity: 'exclusive' });
const LONG: readonly Held[] = [{ market: 'A', outcome: 'YES', shares: '100', cost: '50' }];
const NO_SETS: readonly Held[] = ['A', 'B', 'C'].map((name) => ({
  market: name,
  outcome: 'NO',
  shares: '100',
  cost: '70',
}));

const reduces = (
  text: string,
  books: {
    readonly held?: readonly Held[];
    readonly orders?: readonly string[];
    readonly pending?: readonly string[];
    readonly universe?: Universe;
  } = {},
): boolean => {
  const book = openRiskBook({
    universe: books.universe ?? oneEvent([market('A')]),
    positions: positionsOf(books.held ?? LONG),
    resting: (books.orders ?? []).map((one) => resting(order(one))),
    pending: pendingOf((books.pending ?? []).map(pendingFill)),
  });
  const wanted = order(text);
  return isReducing(spotIn(book, wanted.condition), wanted, wanted.size);
};

describe('a reducing order', () => {
  it('sells what is held, at any price', () => {
    expect(reduces('A SELL YES 100 @ 0.01')).toBe(true);
    expect(reduces('A SELL YES 100 @ 0.99')).toBe(true);
  });

  it('buys the other outcome up to what is held', () => {
    expect(reduces('A BUY NO 100 @ 0.6')).toBe(true);
  });

  it('is not a BUY of what is held', () => {
    expect(reduces('A BUY YES 5 @ 0.01')).toBe(false);
  });

  it('is not an opening BUY', () => {
    expect(reduces('A BUY YES 5 @ 0.01', { held: [] })).toBe(false);
  });

  it('is not a hedge so large that its own loss exceeds the old one by one lot', () => {
    expect(reduces('A BUY NO 200 @ 0.5')).toBe(true);
    expect(reduces('A BUY NO 200.01 @ 0.5')).toBe(false);
  });

  it('sells no more shares of a hedge than its sets have profit in dollars', () => {
    const held: readonly Held[] = [
      ...LONG,
      { market: 'A', outcome: 'NO', shares: '100', cost: '40' },
    ];
    expect(reduces('A SELL NO 10 @ 0.99', { held })).toBe(true);
    expect(reduces('A SELL NO 10.01 @ 0.99', { held })).toBe(false);
  });

  it('does not sell again what a resting order already sells', () => {
    expect(reduces('A BUY NO 100 @ 0.4', { orders: ['A SELL YES 100 @ 0.5'] })).toBe(false);
    expect(reduces('A BUY NO 100 @ 0.4', { orders: ['A BUY YES 100 @ 0.4'] })).toBe(true);
  });

  it('expects of a BUY that spends its money at once that it may bring more shares', () => {
    const hedge = resting(
      order('A BUY NO 40 @ 0.6', { timeInForce: 'FAK', liquidity: 'may-take' }),
    );
    const books = {
      universe: oneEvent([market('A')]),
      positions: positionsOf(LONG),
      pending: pendingOf([]),
    };
    const sale = order('A SELL YES 60 @ 0.5');
    const beside = (one: RestingOrder): boolean =>
      isReducing(
        spotIn(openRiskBook({ ...books, resting: [one] }), sale.condition),
        sale,
        sale.size,
      );
    expect(beside(hedge)).toBe(false);
    expect(beside({ ...hedge, order: { ...hedge.order, timeInForce: 'GTD' } })).toBe(true);
  });

  it('does not take a scope over what it was by a fee that is only a bound', () => {
    const fee = { kind: 'taker', rate: ratio('0.07'), exponent: 1 } as const;
    const taking = resting(order('A BUY NO 1.98 @ 0.99', { liquidity: 'may-take' }));
    const book = openRiskBook({
      universe: oneEvent([market('A', { fee })]),
      positions: positionsOf([{ market: 'A', outcome: 'YES', shares: '2', cost: '0.02' }]),
      pending: pendingOf([]),
      resting: [taking],
    });
    const sale = order('A SELL YES 0.02 @ 0.01');
    expect(isReducing(spotIn(book, sale.condition), sale, sale.size)).toBe(false);
  });

  it('counts on no fill that may still fail', () => {
    expect(reduces('A BUY NO 100 @ 0.4', { pending: ['A BUY YES 100 for 50'] })).toBe(false);
    expect(reduces('A BUY NO 100 @ 0.4', { pending: ['A SELL YES 100 for 50'] })).toBe(true);
  });

  it('does not break up a hedge between exclusive outcomes', () => {
    const universe = EXCLUSIVE;
    expect(reduces('A SELL NO 100 @ 0.7', { held: NO_SETS, universe })).toBe(false);
    expect(reduces('A SELL NO 100 @ 0.7', { held: NO_SETS, universe: oneEvent(TRIPLE) })).toBe(
      true,
    );
  });

  it('sells the outcome that costs most if another wins', () => {
    const held: readonly Held[] = [
      { market: 'A', outcome: 'NO', shares: '200', cost: '150' },
      { market: 'B', outcome: 'NO', shares: '100', cost: '70' },
    ];
    expect(reduces('A SELL NO 100 @ 0.5', { held, universe: EXCLUSIVE })).toBe(true);
    expect(reduces('B SELL NO 100 @ 0.5', { held, universe: EXCLUSIVE })).toBe(false);
  });

  it('raises no scope as it is computed, fees included, though shares alone would allow it', () => {
    // Every BUY of NO may cost three times its price, so that the second one makes of the market
    // what it was not: worse if YES wins. The event stays as it is, since B's YES is worse still.
    const fee = { kind: 'taker', rate: ratio('2'), exponent: 1 } as const;
    const universe = oneEvent([market('A', { fee }), market('B')], { exclusivity: 'exclusive' });
    const taking = (text: string) => order(text, { liquidity: 'may-take' });
    const book = openRiskBook({
      universe,
      positions: positionsOf([
        { market: 'A', outcome: 'YES', shares: '100', cost: '90' },
        { market: 'B', outcome: 'NO', shares: '100', cost: '50' },
      ]),
      resting: [resting(taking('A BUY NO 50 @ 0.5'))],
      pending: pendingOf([]),
    });
    const reducing = (text: string): boolean => {
      const wanted = taking(text);
      return isReducing(spotIn(book, wanted.condition), wanted, wanted.size);
    };
    expect(reducing('A BUY NO 16.66 @ 0.5')).toBe(true);
    expect(reducing('A BUY NO 16.67 @ 0.5')).toBe(false);
  });

  it('buys NO where another outcome is already worse', () => {
    const held: readonly Held[] = [
      { market: 'A', outcome: 'YES', shares: '100', cost: '40' },
      { market: 'B', outcome: 'YES', shares: '50', cost: '20' },
    ];
    expect(reduces('B BUY NO 50 @ 0.5', { held, universe: EXCLUSIVE })).toBe(true);
    expect(reduces('A BUY NO 100 @ 0.5', { held, universe: EXCLUSIVE })).toBe(true);
  });
});

const caseWithOrder = arbitraryCase.chain((one) =>
  fc.record({ one: fc.constant(one), further: arbitraryOrderFor(one) }),
);

describe('laws of reducing orders', () => {
  it(
    'are exactly those that raise no scope for any set of fills',
    () => {
      fc.assert(
        fc.property(caseWithOrder, ({ one, further }) => {
          const wanted = orderOf(further);
          const spot = spotIn(openRiskBook(inputOf(one)), wanted.condition);
          const reducing = isReducing(spot, wanted, wanted.size);
          const raises = mayRaise(one, further);
          if (isExact([...one.orders, further])) expect(reducing).toBe(!raises);
          else expect(reducing && raises).toBe(false);
        }),
        { numRuns: 10_000 },
      );
    },
    PATIENCE,
  );
});
