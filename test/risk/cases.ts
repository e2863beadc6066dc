// Small portfolios in whole shares and cents, for the oracle and the product alike.

import fc from 'fast-check';
import { ratio } from '../../lib/units/ratio.ts';
import { order } from './books.ts';
import type { EventGroup, FeeSchedule, Outcome, Side } from '../../lib/domain/market.ts';
import type { Order } from '../../lib/domain/order.ts';

/** How long ten thousand cases may take on a busy machine. Unit: millisecond. */
export const PATIENCE = 120_000;

/** Whole shares held at an average price in cents. */
export type Lot = { readonly shares: number; readonly cents: number };

/** An order in whole shares and cents. */
export type Instruction = {
  readonly market: string;
  readonly side: Side;
  readonly outcome: Outcome;
  readonly shares: number;
  readonly cents: number;
  readonly liquidity: Order['liquidity'];
};

/** A market's settled holdings, its orders and its fills that may still fail. */
export type Case = {
  readonly grouping: Pick<EventGroup, 'exclusivity' | 'completeness'>;
  readonly lots: ReadonlyMap<string, Readonly<Record<Outcome, Lot>>>;
  readonly orders: readonly Instruction[];
  readonly fills: readonly Instruction[];
};

/** The fee of every market of a case. */
export const FEE: FeeSchedule = { kind: 'taker', rate: ratio('0.07'), exponent: 1 };
/** An instruction without its price. */
export const text = (one: Instruction): string =>
  `${one.market} ${one.side} ${one.outcome} ${String(one.shares)}`;

/** The order that an instruction stands for. */
export const orderOf = (one: Instruction): Order =>
  order(`${text(one)} @ ${(one.cents / 100).toFixed(2)}`, { liquidity: one.liquidity });

const CONDITIONS = ['A', 'B', 'C'];
const cents = fc.integer({ min: 1, max: 99 });
const outcome = fc.constantFrom<Outcome>('YES', 'NO');
const holding = fc.oneof(
  fc.constant({ shares: 0, cents: 50 }),
  fc.record({ shares: fc.integer({ min: 1, max: 60 }), cents }),
);
const instruction = fc.record({
  market: fc.constantFrom(...CONDITIONS),
  side: fc.constantFrom<Side>('BUY', 'SELL'),
  outcome,
  shares: fc.integer({ min: 1, max: 30 }),
  cents,
  liquidity: fc.constantFrom<Order['liquidity']>('post-only', 'may-take'),
});

// The venue lets nobody sell more than is held, so neither do the cases: a sale too many is
// dropped. What was sold left at its average cost.
const withinHoldings = (
  lots: Case['lots'],
  orders: readonly Instruction[],
): readonly Instruction[] => {
  const sold = new Map<string, number>();
  return orders.filter((one) => {
    if (one.side === 'BUY') return true;
    const key = `${one.market} ${one.outcome}`;
    const all = (sold.get(key) ?? 0) + one.shares;
    if (all > (lots.get(one.market)?.[one.outcome].shares ?? 0)) return false;
    sold.set(key, all);
    return true;
  });
};

/** Small cases: one to three markets, up to four orders, up to two fills that may fail. */
export const arbitraryCase: fc.Arbitrary<Case> = fc
  .record({
    grouping: fc.constantFrom<Case['grouping']>(
      { exclusivity: 'exclusive', completeness: 'complete' },
      { exclusivity: 'exclusive', completeness: 'partial' },
      { exclusivity: 'independent', completeness: 'complete' },
      { exclusivity: 'unknown', completeness: 'complete' },
    ),
    held: fc.array(fc.record({ YES: holding, NO: holding }), { minLength: 1, maxLength: 3 }),
    orders: fc.array(instruction, { maxLength: 4 }),
    fills: fc.array(instruction, { maxLength: 2 }),
  })
  .map(({ grouping, held, orders, fills }) => {
    const lots = new Map(held.map((lot, index) => [CONDITIONS[index] ?? 'A', lot]));
    const listed = (one: Instruction): boolean => lots.has(one.market);
    const atCost = withinHoldings(lots, fills.filter(listed)).map((fill) =>
      fill.side === 'BUY'
        ? fill
        : { ...fill, cents: lots.get(fill.market)?.[fill.outcome].cents ?? 1 },
    );
    const possible = withinHoldings(lots, [...atCost, ...orders.filter(listed)]);
    return {
      grouping,
      lots,
      orders: possible.slice(atCost.length),
      fills: atCost,
    };
  });

/**
 * Tells whether the product computes a case exactly: where a BUY may take, its fee is a bound that
 * no fill at the limit reaches.
 */
export const isExact = (orders: readonly Instruction[]): boolean =>
  orders.every((one) => one.side === 'SELL' || one.liquidity === 'post-only');

/** One more order for a case, within its holdings. */
export const arbitraryOrderFor = (one: Case): fc.Arbitrary<Instruction> =>
  instruction.map((it) => {
    const name = one.lots.has(it.market) ? it.market : 'A';
    const free = { ...it, market: name };
    const fits = withinHoldings(one.lots, [...one.fills, ...one.orders, free]).includes(free);
    return fits ? free : { ...free, side: 'BUY' };
  });
