import { minimumSize } from '../../lib/domain/minimum-size.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takerFeeMax } from '../../lib/domain/fees.ts';
import { isReducing } from '../../lib/risk/reducing.ts';
import { openRiskBook, spotIn, withOrder } from '../../lib/risk/risk-book.ts';
import { decideProtect } from '../../lib/strategies/protect.ts';
import { notional } from '../../lib/units/money.ts';
import { cents, isOnGrid, microsOfOffset, offsetBetween } from '../../lib/units/price.ts';
import { magnitude, minus, plus, sum } from '../../lib/units/quantity.ts';
import { microsOfShares, ORDER_LOT, shares } from '../../lib/units/shares.ts';
import { ZERO_SHARES } from '../../lib/units/shares.ts';
import { usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';
import { aMarket, NOW } from './books.ts';
import { PARAMETERS } from './parameters.ts';
import { bothBooks, position, resting, viewOf } from './views.ts';
import type { StrategyView } from '../../lib/domain/decision.ts';
import type { DesiredOrder } from '../../lib/domain/order.ts';
import type { ShareMicros } from '../../lib/units/quantity.ts';

const market = aMarket('a');
const RUNS = { numRuns: 10_000 };

const cent = (n: number): string => (n / 100).toFixed(2);
const hundredths = (n: number): string => (n / 100).toFixed(2);

const arbitraryView: fc.Arbitrary<StrategyView> = fc
  .record({
    bid: fc.integer({ min: 1, max: 70 }),
    spread: fc.integer({ min: 1, max: 3 }),
    depth: fc.integer({ min: 10_000, max: 100_000 }),
    yes: fc.integer({ min: 0, max: 30_000 }),
    no: fc.integer({ min: 0, max: 30_000 }),
    entry: fc.integer({ min: 20, max: 99 }),
    pendingShare: fc.double({ min: 0, max: 1, noNaN: true }),
    offered: fc.integer({ min: 0, max: 3_000 }),
    widened: fc.constantFrom(null, 0, 1, 3, 5),
    cash: fc.bigInt({ min: 0n, max: 300_000_000n }),
  })
  .map(({ bid, spread, depth, yes, no, entry, pendingShare, offered, widened, cash }) => {
    const cost = (size: number): string => ((size * entry) / 10_000).toFixed(6);
    const lot = (size: number): { shares: string; cost: string; pendingIn: string } => ({
      shares: hundredths(size),
      cost: cost(size),
      pendingIn: hundredths(Math.floor(size * pendingShare)),
    });
    const selling = { market, outcome: 'YES', side: 'SELL', at: '0.99' } as const;
    const locked = Math.min(offered, yes - Math.floor(yes * pendingShare));
    return viewOf({
      markets: [market],
      books: bothBooks(market, {
        bid: cent(bid),
        ask: cent(bid + spread),
        size: hundredths(depth),
      }),
      positions: [position(market, 'YES', lot(yes)), position(market, 'NO', lot(no))],
      resting: locked > 0 ? [resting('s', 'MM', { ...selling, size: hundredths(locked) })] : [],
      memory: {
        stops: [market.yes, market.no].map((token) => ({
          token,
          breaches: 1,
          widenedCents: widened,
          noEntryUntil: NOW,
        })),
      },
      changes: { freeCash: usdcMicros(cash) },
    });
  });

const sized = (desired: readonly DesiredOrder[]): ShareMicros =>
  sum(
    ZERO_SHARES,
    desired.map(({ order }) => order.size),
  );

const held = (view: StrategyView, token: typeof market.yes): ShareMicros =>
  view.portfolio.positions.get(token)?.shares ?? ZERO_SHARES;

const forEveryView = (
  law: (view: StrategyView, desired: readonly DesiredOrder[]) => void,
): void => {
  fc.assert(
    fc.property(arbitraryView, (view) => {
      law(view, decideProtect(view, PARAMETERS).desired);
    }),
    RUNS,
  );
};

describe('Protect, whatever it sees,', () => {
  it('only ever shrinks the bet: sells its token or buys the other, never past zero', () => {
    forEveryView((view, desired) => {
      const net = minus(held(view, market.yes), held(view, market.no));
      const bet = net > ZERO_SHARES ? 'YES' : 'NO';
      for (const { order } of desired) expect(order.side === 'SELL').toBe(order.outcome === bet);
      expect(sized(desired) <= magnitude(net)).toBe(true);
    });
  });

  it('sells no more than is free or offered by orders that make way', () => {
    forEveryView((view, desired) => {
      const offered = sum(
        ZERO_SHARES,
        view.portfolio.resting.map(({ remaining }) => remaining),
      );
      for (const { order } of desired.filter(({ order: { side } }) => side === 'SELL')) {
        const free = view.sellable.get(order.token) ?? ZERO_SHARES;
        expect(order.size <= (order.outcome === 'YES' ? plus(free, offered) : free)).toBe(true);
      }
    });
  });

  it('leaves nothing of the bet, or at least the minimum', () => {
    forEveryView((view, desired) => {
      const first = desired[0];
      if (first === undefined) return;
      const net = magnitude(minus(held(view, market.yes), held(view, market.no)));
      const rest = minus(net, sized(desired));
      const minimum = minimumSize(market.sizeMin, first.order);
      expect(rest === ZERO_SHARES || rest >= minimum).toBe(true);
    });
  });

  it('sends whole lots of at least the minimum, on the grid, within the slippage of a stop', () => {
    forEveryView((_view, desired) => {
      for (const { order, reference, slippage } of desired) {
        expect(microsOfShares(order.size) % microsOfShares(ORDER_LOT)).toBe(0n);
        expect(order.size >= minimumSize(market.sizeMin, order)).toBe(true);
        expect(isOnGrid(order.price, market.tick)).toBe(true);
        const away = magnitude(offsetBetween(order.price, reference));
        expect(away <= cents(slippage.kind === 'stop' ? slippage.cents : 2)).toBe(true);
        expect(microsOfOffset(away) <= 50_000n).toBe(true);
      }
    });
  });

  it('sends reducing orders only, by the test of the risk manager', () => {
    forEveryView((view, desired) => {
      const { universe, portfolio } = view;
      const books = openRiskBook({ universe, ...portfolio, resting: [] });
      desired.reduce((book, { order }) => {
        expect(isReducing(spotIn(book, order.condition), order, order.size)).toBe(true);
        return withOrder(book, { order, remaining: order.size });
      }, books);
    });
  });

  it('hedges for no more than the free cash', () => {
    forEveryView((view, desired) => {
      const spent = desired
        .filter(({ order }) => order.side === 'BUY')
        .map(({ order }) =>
          plus(
            notional(order.size, order.price, 'up'),
            takerFeeMax(market.fee, order.size, order.price),
          ),
        );
      expect(sum(ZERO_USDC, spent) <= view.freeCash).toBe(true);
    });
  });

  it('merges no share that it sells, or that an order holds back which it does not cancel', () => {
    fc.assert(
      fc.property(arbitraryView, (view) => {
        const { desired, chain, cancels } = decideProtect(view, PARAMETERS);
        const going = new Set(cancels.map(({ order }) => order));
        const freed = view.portfolio.resting.filter(({ id }) => going.has(id));
        for (const request of chain) {
          if (request.kind !== 'merge') continue;
          for (const token of [market.yes, market.no]) {
            const sold = desired.filter(({ order }) => order.token === token);
            const used = plus(
              request.size,
              sized(sold.filter(({ order }) => order.side === 'SELL')),
            );
            const back = freed.filter(
              ({ order }) => order.token === token && order.side === 'SELL',
            );
            const free = view.sellable.get(token) ?? shares('0');
            const held = back.map(({ remaining }) => remaining);
            expect(used <= sum(free, held)).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  it('remembers no more stops than tokens', () => {
    fc.assert(
      fc.property(arbitraryView, (view) => {
        expect(decideProtect(view, PARAMETERS).memory.stops.length).toBeLessThanOrEqual(2);
      }),
      RUNS,
    );
  });
});

it('takes no exit for granted: the arbitrary views make some, by both routes', () => {
  const seen = fc
    .sample(arbitraryView, { numRuns: 500, seed: 1 })
    .flatMap((view) => decideProtect(view, PARAMETERS).desired.map(({ order }) => order.side));
  expect(new Set(seen)).toEqual(new Set(['SELL', 'BUY']));
  expect(seen.length).toBeGreaterThan(100);
});
