import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeExposures } from '../../lib/risk/exposure.ts';
import { offeredShares, reservedCash } from '../../lib/risk/reservations.ts';
import { gate } from '../../lib/risk/risk-manager.ts';
import { conditionId, eventId } from '../../lib/units/ids.ts';
import { microsOfPrice, priceMicros } from '../../lib/units/price.ts';
import { microsOfShares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { microsOfUsdc, usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';
import { contextOf, inputOf } from './case-input.ts';
import { arbitraryCase, arbitraryOrderFor, orderOf, PATIENCE } from './cases.ts';
import { ANY_PRICE, LIMITS, verdicts, wish } from './contexts.ts';
import { eventLoss, marketLoss, mayRaise, nets, statesOf } from './oracle.ts';
import type { Limits } from '../../lib/domain/limits.ts';
import type { ApprovedOrder, DesiredOrder } from '../../lib/domain/order.ts';
import type { GateContext } from '../../lib/risk/gate-context.ts';
import type { Case, Instruction } from './cases.ts';

// More orders and fills make the enumeration slow without making it stronger.
const small = arbitraryCase.map((one) => ({
  ...one,
  orders: one.orders.slice(0, 2),
  fills: one.fills.slice(0, 1),
}));
const dollars = fc.bigInt({ min: 0n, max: 60_000_000n }).map(usdcMicros);
const limits: fc.Arbitrary<Limits> = fc
  .record({ total: dollars, market: dollars, category: dollars, event: dollars })
  .map(({ total, market, category, event }) => ({
    ...LIMITS,
    slippageMax: ANY_PRICE,
    exposureMax: total,
    exposurePerMarketMax: market,
    exposurePerCategoryMax: category,
    exposurePerEventMax: event,
  }));
const turns = small.chain((one) =>
  fc.record({
    one: fc.constant(one),
    limits,
    cash: dollars,
    wishes: fc.array(arbitraryOrderFor(one), { minLength: 1, maxLength: 3 }),
  }),
);

const wishesOf = (instructions: readonly Instruction[]): readonly DesiredOrder[] =>
  instructions.map((one) => wish(orderOf(one)));

// The approved order as the oracle reads it.
const instructionOf = ({ order }: ApprovedOrder): Instruction => ({
  market: order.condition,
  side: order.side,
  outcome: order.outcome,
  shares: Number(microsOfShares(order.size)) / 1_000_000,
  cents: Number(microsOfPrice(order.price)) / 10_000,
  liquidity: order.liquidity,
});

const withCash = (context: GateContext, cash: GateContext['portfolio']['cash']): GateContext => ({
  ...context,
  portfolio: { ...context.portfolio, cash },
});

const most = (values: readonly bigint[]): bigint =>
  values.reduce((highest, value) => (value > highest ? value : highest), 0n);

// The worst loss by enumeration: of each market, and of the event with everything in it.
const worstOf = (one: Case): { readonly markets: readonly bigint[]; readonly event: bigint } => {
  const states = statesOf(one);
  const markets = [...one.lots.keys()].map((_, index) =>
    most(states.flatMap((state) => state.slice(index, index + 1).map(marketLoss))),
  );
  const event = nets(one)
    ? most(states.map(eventLoss))
    : markets.reduce((all, loss) => all + loss, 0n);
  return { markets, event };
};

describe('laws of the gate', () => {
  it(
    'what it approves exceeds no limit, whatever fills',
    () => {
      fc.assert(
        fc.property(turns, ({ one, wishes, ...rest }) => {
          const context = contextOf(one, { limits: rest.limits });
          const before = computeExposures(inputOf(one));
          const { approved } = gate(wishesOf(wishes), context);
          fc.pre(approved.length > 0);
          const after = worstOf({
            ...one,
            orders: [...one.orders, ...approved.map(instructionOf)],
          });
          const within = (loss: bigint, limit: typeof ZERO_USDC, already = ZERO_USDC) =>
            loss <= most([microsOfUsdc(limit), microsOfUsdc(already)]);
          const { exposureMax, exposurePerCategoryMax, exposurePerEventMax } = rest.limits;
          const names = [...one.lots.keys()];
          for (const [index, loss] of after.markets.entries()) {
            const already = before.byMarket.get(conditionId(names[index] ?? ''));
            expect(within(loss, rest.limits.exposurePerMarketMax, already)).toBe(true);
          }
          for (const limit of [exposureMax, exposurePerCategoryMax, exposurePerEventMax])
            expect(within(after.event, limit, before.byEvent.get(eventId('E')))).toBe(true);
        }),
        { numRuns: 10_000 },
      );
    },
    PATIENCE,
  );

  it(
    'what it approves never needs more cash or shares than there are',
    () => {
      fc.assert(
        fc.property(turns, ({ one, wishes, cash, ...rest }) => {
          const context = withCash(contextOf(one, { limits: rest.limits }), cash);
          const { approved } = gate(wishesOf(wishes), context);
          fc.pre(approved.length > 0);
          const { positions, resting } = context.portfolio;
          const reservedBefore = reservedCash(resting, context.universe);
          const added = approved.map(({ order }) => ({ order, remaining: order.size }));
          const working = [...resting, ...added];
          const reserved = reservedCash(working, context.universe);
          const bought = added.some(({ order }) => order.side === 'BUY');
          expect(bought ? reserved <= cash : reserved === reservedBefore).toBe(true);
          for (const { order } of added.filter((working) => working.order.side === 'SELL')) {
            const held = positions.get(order.token)?.shares ?? ZERO_SHARES;
            expect(offeredShares(working, order.token) <= held).toBe(true);
          }
        }),
        { numRuns: 10_000 },
      );
    },
    PATIENCE,
  );

  it(
    'what it approves while only reducing orders may pass raises no scope',
    () => {
      const killSwitch = { kind: 'read', position: 'reduce-only', source: 'data/KILL' } as const;
      fc.assert(
        fc.property(turns, ({ one, wishes, ...rest }) => {
          const context = contextOf(one, { limits: rest.limits, killSwitch });
          const { approved } = gate(wishesOf(wishes), context);
          fc.pre(approved.length > 0);
          expect(approved.every(({ effect }) => effect === 'reducing')).toBe(true);
          approved.map(instructionOf).reduce((books, further) => {
            expect(mayRaise(books, further)).toBe(false);
            return { ...books, orders: [...books.orders, further] };
          }, one);
        }),
        { numRuns: 10_000 },
      );
    },
    PATIENCE,
  );

  it(
    'what it approves and adds is at most the limit worse than fair, whatever its reference',
    () => {
      const references = fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 3, maxLength: 3 });
      fc.assert(
        fc.property(turns, references, ({ one, wishes, ...rest }, claimed) => {
          const wanted = wishesOf(wishes).map((each, index) => ({
            ...each,
            reference: priceMicros(BigInt(claimed[index] ?? 1) * 1_000n),
          }));
          const limits = { ...rest.limits, slippageMax: LIMITS.slippageMax };
          const { approved } = gate(wanted, contextOf(one, { limits }));
          const adding = approved.filter(({ effect }) => effect === 'adding');
          fc.pre(adding.length > 0);
          for (const { order } of adding) {
            const at = microsOfPrice(order.price);
            expect(order.side === 'BUY' ? at <= 520_000n : at >= 480_000n).toBe(true);
          }
        }),
        { numRuns: 10_000 },
      );
    },
    PATIENCE,
  );

  it(
    'is deterministic, and approves what it has approved',
    () => {
      fc.assert(
        fc.property(turns, ({ one, wishes, cash, ...rest }) => {
          const context = withCash(contextOf(one, { limits: rest.limits }), cash);
          const first = gate(wishesOf(wishes), context);
          expect(verdicts(gate(wishesOf(wishes), context))).toEqual(verdicts(first));
          const wishedAgain = first.approved.map(({ desired, order }) => ({ ...desired, order }));
          expect(verdicts(gate(wishedAgain, context))).toEqual(verdicts({ ...first, refused: [] }));
        }),
        { numRuns: 10_000 },
      );
    },
    PATIENCE,
  );

  it(
    'approves no order larger than wished for, and every order in its sequence',
    () => {
      fc.assert(
        fc.property(turns, ({ one, wishes, ...rest }) => {
          const wanted = wishesOf(wishes);
          const { approved, refused } = gate(wanted, contextOf(one, { limits: rest.limits }));
          fc.pre(approved.length > 0);
          for (const { desired, order } of approved)
            expect(order).toEqual({ ...desired.order, size: order.size });
          expect(approved.every(({ desired, order }) => order.size <= desired.order.size)).toBe(
            true,
          );
          const answered = new Set([...approved, ...refused].map(({ desired }) => desired));
          expect(answered).toEqual(new Set(wanted));
          const rank = approved.map(({ desired }) => wanted.indexOf(desired));
          expect(rank).toEqual(rank.toSorted((a, b) => a - b));
        }),
        { numRuns: 10_000 },
      );
    },
    PATIENCE,
  );
});
