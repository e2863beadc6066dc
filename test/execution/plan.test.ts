import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan } from '../../lib/execution/plan.ts';
import { epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { orderId } from '../../lib/units/ids.ts';
import { priceMicros, price } from '../../lib/units/price.ts';
import { shareMicros, shares } from '../../lib/units/shares.ts';
import { approved, desired, NOW, order, PLAN_CONTEXT, resting } from './orders.ts';
import type { ApprovedOrder, Order, RestingOrder } from '../../lib/domain/order.ts';
import type { Plan } from '../../lib/execution/plan.ts';

const ids = (orders: readonly { readonly id: string }[]): string[] => orders.map(({ id }) => id);

const planned = (approvedOrders: readonly ApprovedOrder[], rest: readonly RestingOrder[]): Plan =>
  plan({ approved: approvedOrders, held: [] }, rest, PLAN_CONTEXT);

describe('planning', () => {
  it('keeps what rests for a wish that may not be sent just now, and places nothing', () => {
    const wish = { approved: [], held: [desired()] };
    const result = plan(wish, [resting('a')], PLAN_CONTEXT);
    expect([result.keep.length, result.cancel, result.place]).toEqual([1, [], []]);
    expect(plan(wish, [], PLAN_CONTEXT).place).toEqual([]);
  });

  it('places what nothing resting serves', () => {
    const want = approved();
    expect(planned([want], [])).toEqual({ keep: [], cancel: [], place: [want] });
  });

  it('cancels what is no longer wanted', () => {
    expect(ids(planned([], [resting('a')]).cancel)).toEqual(['a']);
  });

  it.each([
    ['at the wanted price', '0.5', true],
    ['one tick away', '0.49', true],
    ['a micro more than one tick away', '0.489999', false],
    ['two ticks away', '0.48', false],
    ['one tick above', '0.51', true],
    ['a micro more than one tick above', '0.510001', false],
  ])('an order %s is kept: %#', (_where, at, kept) => {
    const result = planned([approved()], [resting('a', { price: price(at) })]);
    expect(result.keep).toHaveLength(kept ? 1 : 0);
    expect(result.place).toHaveLength(kept ? 0 : 1);
    expect(result.cancel).toHaveLength(kept ? 0 : 1);
  });

  it.each([
    ['75', true],
    ['74.99', false],
    ['125', true],
    ['125.01', false],
  ])('a rest of %s against a wanted 100 is kept: %s', (left, kept) => {
    const rest = resting('a', {}, { remaining: shares(left) });
    expect(planned([approved()], [rest]).keep).toHaveLength(kept ? 1 : 0);
  });

  it('a rest is kept for a whole micro of tolerance, not for a part of one', () => {
    const want = approved({ size: shares('100.000003') });
    const kept = (left: string) =>
      planned([want], [resting('a', {}, { remaining: shares(left) })]).keep.length;
    expect([kept('75.000003'), kept('75.000002')]).toEqual([1, 0]);
  });

  it.each([
    ['exactly until the next posting is over', 140_000n, true],
    ['one millisecond less', 139_999n, false],
  ])('an order that rests %s is kept: %s', (_how, life, kept) => {
    const at = epochMs(msOfEpoch(NOW) + life);
    const rest = resting('a', {}, { expiration: { kind: 'at', at } });
    expect(planned([approved()], [rest]).keep).toHaveLength(kept ? 1 : 0);
  });

  it('names the short life as the reason of a cancel', () => {
    const rest = resting('a', {}, { expiration: { kind: 'at', at: NOW } });
    expect(planned([approved()], [rest]).cancel[0]?.reason).toContain('too short');
  });

  it('names as the reason of another cancel that it is not wanted', () => {
    const reason = 'no longer wanted as it stands';
    expect(planned([], [resting('a')]).cancel).toEqual([{ id: 'a', reason }]);
  });

  it('lets one resting order serve one wanted order only', () => {
    const result = planned([approved(), approved()], [resting('a')]);
    expect([result.keep.length, result.place.length]).toEqual([1, 1]);
  });

  it('keeps the nearest of several candidates', () => {
    const near = resting('near', { price: price('0.5') });
    const far = resting('far', { price: price('0.49') });
    const result = planned([approved()], [far, near]);
    expect(ids(result.keep.map((kept) => kept.resting))).toEqual(['near']);
    expect(ids(result.cancel)).toEqual(['far']);
  });

  it('neither keeps nor cancels an order of unknown outcome', () => {
    const result = planned([approved()], [resting('a', {}, { certainty: 'unknown' })]);
    expect([result.keep, result.cancel]).toEqual([[], []]);
    expect(result.place).toHaveLength(1);
  });

  it.each([
    ['side', { side: 'SELL' }],
    ['outcome', { outcome: 'NO' }],
    ['liquidity', { liquidity: 'may-take' }],
    ['time in force', { timeInForce: 'GTC' }],
  ] as const)('an order of another %s does not serve', (_what, changes) => {
    expect(planned([approved()], [resting('a', changes)]).keep).toEqual([]);
  });

  it('an order without expiration is kept like any other', () => {
    const changes = { timeInForce: 'GTC' } as const;
    expect(planned([approved(changes)], [resting('a', changes)]).keep).toHaveLength(1);
  });

  it('an order that cannot rest is placed whatever rests', () => {
    const fak = { timeInForce: 'FAK', liquidity: 'may-take' } as const;
    expect(planned([approved(fak)], [resting('a', fak)]).place).toHaveLength(1);
  });
});

describe('of pairs that are as near in price', () => {
  const bothWays = (wanted: readonly ApprovedOrder[], rest: readonly RestingOrder[]) =>
    [planned(wanted, rest), planned(wanted.toReversed(), rest.toReversed())].map(({ keep }) =>
      keep.map((kept) => ({ id: kept.resting.id, order: kept.wanted.order })),
    );
  const always = (id: string, changes: Partial<Order> = {}) => [
    [{ id, order: order(changes) }],
    [{ id, order: order(changes) }],
  ];

  it('the nearer in size is kept', () => {
    const far = resting('a', {}, { remaining: shares('90') });
    const near = resting('b', {}, { remaining: shares('101') });
    expect(bothWays([approved()], [far, near])).toEqual(always('b'));
  });

  it('the lower wanted price is served', () => {
    const wanted = ['0.49', '0.51'].map((at) => approved({ price: price(at) }));
    expect(bothWays(wanted, [resting('a')])).toEqual(always('a', { price: price('0.49') }));
  });

  it('and in size, the smaller wish is served', () => {
    const wanted = ['100', '120'].map((size) => approved({ size: shares(size) }));
    const rest = resting('a', {}, { remaining: shares('110') });
    expect(bothWays(wanted, [rest])).toEqual(always('a', { size: shares('100') }));
  });

  it('and serve one wish, the one with the lower id is kept', () => {
    expect(bothWays([approved()], [resting('a'), resting('b')])).toEqual(always('a'));
  });

  it('and serve equal wishes, one that may be sent is served before one that is held', () => {
    const want = approved();
    const result = plan({ approved: [want], held: [desired()] }, [resting('a')], PLAN_CONTEXT);
    expect([result.keep[0]?.wanted === want, result.place]).toEqual([true, []]);
  });
});

const arbitraryOrder = fc
  .record({
    // Few prices and sizes, so that orders compete for the same match.
    cents: fc.integer({ min: 48, max: 52 }),
    lots: fc.constantFrom(1_000, 1_200, 1_500),
    outcome: fc.constantFrom('YES' as const, 'YES' as const, 'NO' as const),
    side: fc.constantFrom('BUY' as const, 'BUY' as const, 'SELL' as const),
  })
  .map(({ cents, lots, ...kind }) =>
    order({
      ...kind,
      price: priceMicros(BigInt(cents) * 10_000n),
      size: shareMicros(BigInt(lots) * 10_000n),
    }),
  );

const arbitraryWanted = fc
  .array(arbitraryOrder, { maxLength: 6 })
  .map((orders) => orders.map((one) => approved(one)));
const arbitraryResting = fc
  .array(arbitraryOrder, { maxLength: 6 })
  .map((orders) => orders.map((one, index) => resting(`r${String(index)}`, one)));

const carriedOut = (
  wanted: readonly ApprovedOrder[],
  rest: readonly RestingOrder[],
): RestingOrder[] => {
  const { keep, place } = planned(wanted, rest);
  const placed = place.map((one, index) =>
    resting(`p${String(index)}`, one.order, { id: orderId(`p${String(index)}`) }),
  );
  return [...keep.map((kept) => kept.resting), ...placed];
};

describe('planning twice', () => {
  it('keeps the pairs of equal wishes whatever the order of the list (seed -794796913)', () => {
    const wanted = ['0.49', '0.51', '0.49'].map((at) => approved({ price: price(at) }));
    const rest = ['0.52', '0.5'].map((at, index) =>
      resting(`r${String(index)}`, { price: price(at) }),
    );
    const again = planned(wanted, carriedOut(wanted, rest));
    expect([again.cancel, again.place]).toEqual([[], []]);
  });

  it('leaves nothing to do', () => {
    fc.assert(
      fc.property(arbitraryWanted, arbitraryResting, (wanted, rest) => {
        // Without a wish nothing is kept or placed, and nothing rests that could be planned again.
        fc.pre(wanted.length > 0);
        const again = planned(wanted, carriedOut(wanted, rest));
        expect([again.cancel, again.place]).toEqual([[], []]);
      }),
      { numRuns: 20_000 },
    );
  });

  it('accounts for every order exactly once', () => {
    fc.assert(
      fc.property(arbitraryWanted, arbitraryResting, (wanted, rest) => {
        fc.pre(wanted.length > 0 && rest.length > 0);
        const { keep, cancel, place } = planned(wanted, rest);
        expect(keep.length + place.length).toBe(wanted.length);
        expect(keep.length + cancel.length).toBe(rest.length);
      }),
      { numRuns: 10_000 },
    );
  });
});
