import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addingOrders } from '../../lib/risk/adding-orders.ts';
import { computeExposures } from '../../lib/risk/exposure.ts';
import { orderId } from '../../lib/units/ids.ts';
import { formatPrice } from '../../lib/units/price.ts';
import { formatShares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { order, pendingOf, positionsOf, resting } from './books.ts';
import { inputOf } from './case-input.ts';
import { arbitraryCase, PATIENCE } from './cases.ts';
import { UNIVERSE, yes } from './contexts.ts';
import type { RestingOrder } from '../../lib/domain/order.ts';

const BOOKS = {
  universe: UNIVERSE,
  positions: positionsOf([yes('100', '50')]),
  pending: pendingOf([]),
};
const named = (text: string, changes: Partial<RestingOrder> = {}): RestingOrder =>
  resting(order(text), { id: orderId(text), ...changes });
const adding = (...orders: readonly RestingOrder[]): readonly string[] =>
  addingOrders(BOOKS, orders).map((one) => one.id);

describe('the resting orders that add exposure', () => {
  it('are those that are not reducing', () => {
    expect(adding(named('A BUY YES 10 @ 0.4'), named('A SELL YES 100 @ 0.6'))).toEqual([
      'A BUY YES 10 @ 0.4',
    ]);
  });

  it("are all but one of two that reduce the same shares, the lower strategy's", () => {
    const hedge = named('A BUY NO 100 @ 0.4', { strategy: 'Protect' });
    const sale = named('A SELL YES 100 @ 0.6', { strategy: 'MM' });
    expect(adding(sale, hedge)).toEqual([sale.id]);
    expect(adding({ ...sale, strategy: 'ICC' }, hedge)).toEqual([hedge.id]);
  });

  it('are the purchase rather than the sale of two of one strategy that reduce the same', () => {
    const purchase = named('A BUY NO 100 @ 0.4');
    const sale = named('A SELL YES 100 @ 0.6');
    expect(adding(purchase, sale)).toEqual([purchase.id]);
    expect(adding(sale, purchase)).toEqual([purchase.id]);
  });

  it('are judged beside every order of unknown outcome', () => {
    const unknown = named('A BUY NO 100 @ 0.4', { strategy: 'FF', certainty: 'unknown' });
    const sale = named('A SELL YES 100 @ 0.6', { strategy: 'ICC' });
    expect(adding(sale, unknown)).toEqual([sale.id]);
  });

  it('may be of unknown outcome themselves, and count all the same', () => {
    const unknown = named('A BUY NO 300 @ 0.5', { certainty: 'unknown' });
    const sale = named('A SELL YES 100 @ 0.6');
    expect(adding(sale, unknown)).toEqual([unknown.id, sale.id]);
  });

  it('count for nothing against those that stay', () => {
    const tooLarge = named('A SELL YES 200 @ 0.5', { strategy: 'ICC' });
    const sale = named('A SELL YES 100 @ 0.6');
    expect(adding(tooLarge, sale)).toEqual([tooLarge.id]);
  });

  it('are counted by what remains of them', () => {
    const partly = named('A BUY NO 300 @ 0.5', { remaining: order('A BUY NO 100 @ 0.5').size });
    expect(adding(partly)).toEqual([]);
  });
});

describe('laws of what may stay', () => {
  it(
    'the same orders stay in whatever sequence they are listed, under whatever ids',
    () => {
      const shuffled = arbitraryCase.chain((one) => {
        const { resting: listed } = inputOf(one);
        const sequence = fc.shuffledSubarray([...listed], { minLength: listed.length });
        return fc.record({ one: fc.constant(one), sequence });
      });
      const whatGoes = (input: Parameters<typeof addingOrders>[0], of: readonly RestingOrder[]) =>
        addingOrders(input, of).map(({ strategy, order: { side, token, price }, remaining }) =>
          [strategy, side, token, formatPrice(price), formatShares(remaining)].join(' '),
        );
      fc.assert(
        fc.property(shuffled, ({ one, sequence }) => {
          const input = inputOf(one);
          const renamed = sequence.map((it, index) => ({ ...it, id: orderId(String(index)) }));
          expect(whatGoes(input, renamed)).toEqual(whatGoes(input, input.resting));
        }),
        { numRuns: 2_000 },
      );
    },
    PATIENCE,
  );

  it(
    'what stays raises no exposure above that of nothing resting',
    () => {
      fc.assert(
        fc.property(arbitraryCase, (one) => {
          const input = inputOf(one);
          const gone = new Set(addingOrders(input, input.resting).map((it) => it.id));
          const stays = input.resting.filter((it) => !gone.has(it.id));
          const bare = computeExposures({ ...input, resting: [] });
          const kept = computeExposures({ ...input, resting: stays });
          expect(kept.total <= bare.total).toBe(true);
          for (const [key, exposure] of kept.byMarket)
            expect(exposure <= (bare.byMarket.get(key) ?? usdc('0'))).toBe(true);
        }),
        { numRuns: 10_000 },
      );
    },
    PATIENCE,
  );
});
