import { minimumSize } from '../../lib/domain/minimum-size.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bookSideOf } from '../../lib/domain/market.ts';
import { STRATEGIES } from '../../lib/domain/order.ts';
import { conflictsWith } from '../../lib/execution/conflicts.ts';
import { isReducing } from '../../lib/risk/reducing.ts';
import { openRiskBook, spotIn } from '../../lib/risk/risk-book.ts';
import { decideIcc } from '../../lib/strategies/icc.ts';
import { netShares, sellableTo } from '../../lib/strategies/holdings.ts';
import { cents, complement, isOnGrid, offsetBetween } from '../../lib/units/price.ts';
import { isZero, minus } from '../../lib/units/quantity.ts';
import { ratioPpm } from '../../lib/units/ratio.ts';
import { microsOfShares, ORDER_LOT } from '../../lib/units/shares.ts';
import { after, minutes } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { aMarket, anEvent, NOW } from './books.ts';
import { LIMITS, PARAMETERS } from './parameters.ts';
import { bothBooks, position, resting, viewOf } from './views.ts';
import type { Decision, StrategyView } from '../../lib/domain/decision.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { DesiredOrder, RestingOrder } from '../../lib/domain/order.ts';

// Three markets, two of them exclusive outcomes of one event, with positions, orders, limits and
// ends that leave ICC much to do.

type MarketScene = {
  readonly mid: number;
  readonly depth: number;
  readonly yes: number;
  readonly no: number;
  readonly entry: number;
  readonly endMinutes: number;
  readonly orders: readonly {
    readonly side: 'BUY' | 'SELL';
    readonly outcome: 'YES' | 'NO';
    readonly cents: number;
    readonly size: number;
    readonly strategy: 'ICC' | 'MM';
  }[];
};

const arbitraryMarket: fc.Arbitrary<MarketScene> = fc.record({
  mid: fc.integer({ min: 6, max: 94 }),
  depth: fc.integer({ min: 30, max: 400 }),
  yes: fc.integer({ min: 0, max: 300 }),
  no: fc.integer({ min: 0, max: 300 }),
  entry: fc.integer({ min: 5, max: 90 }),
  endMinutes: fc.integer({ min: 60, max: 2_000 }),
  orders: fc.array(
    fc.record({
      side: fc.constantFrom('BUY' as const, 'SELL' as const),
      outcome: fc.constantFrom('YES' as const, 'NO' as const),
      cents: fc.integer({ min: 5, max: 95 }),
      size: fc.integer({ min: 5, max: 200 }),
      strategy: fc.constantFrom('ICC' as const, 'MM' as const),
    }),
    { maxLength: 2 },
  ),
});

const arbitraryView: fc.Arbitrary<StrategyView> = fc
  .record({
    scenes: fc.tuple(arbitraryMarket, arbitraryMarket, arbitraryMarket),
    perMarket: fc.integer({ min: 10, max: 150 }),
    total: fc.integer({ min: 10, max: 300 }),
    m: fc.integer({ min: 150, max: 1_000 }),
  })
  .map(({ scenes, perMarket, total, m }) => {
    const markets = scenes.map(({ endMinutes }, index) =>
      aMarket(`m${index}`, {
        event: (index === 2 ? 'single' : 'pair') as Market['event'],
        end: { kind: 'at', at: after(NOW, minutes(endMinutes)) },
      }),
    );
    const each = markets.map((market, index) => ({ market, scene: scenes[index] ?? scenes[0] }));
    return viewOf({
      markets,
      events: [
        anEvent('pair', markets.slice(0, 2), { exclusivity: 'exclusive' }),
        anEvent('single', markets.slice(2)),
      ],
      books: each.flatMap(({ market, scene: { mid, depth } }) =>
        bothBooks(market, {
          bid: ((mid - 1) / 100).toFixed(2),
          ask: ((mid + 1) / 100).toFixed(2),
          size: String(depth * 20),
        }),
      ),
      positions: each.flatMap(({ market, scene }) =>
        (['YES', 'NO'] as const).map((outcome) => {
          const size = outcome === 'YES' ? scene.yes : scene.no;
          const cost = ((size * scene.entry) / 100).toFixed(2);
          return position(market, outcome, { shares: String(size), cost });
        }),
      ),
      resting: each.flatMap(({ market, scene }) =>
        scene.orders.flatMap(({ side, outcome, cents: at, size, strategy }, index) => {
          const held = outcome === 'YES' ? scene.yes : scene.no;
          const most = side === 'BUY' ? size : Math.min(size, Math.floor(held / 2));
          const order = { market, side, outcome, at: (at / 100).toFixed(2), size: String(most) };
          return most < 5 ? [] : [resting(`${market.slug}-${index}`, strategy, order)];
        }),
      ),
      changes: {
        drawdownScale: ratioPpm(BigInt(m) * 1_000n),
        limits: {
          ...LIMITS,
          exposurePerMarketMax: usdc(String(perMarket)),
          exposureMax: usdc(String(total)),
        },
      },
    });
  });

type Case = { readonly view: StrategyView; readonly decision: Decision };
type Law = (wanted: DesiredOrder, seen: Case) => boolean;

const marketOf = (view: StrategyView, { order }: DesiredOrder): Market =>
  view.universe.markets.get(order.condition) ?? aMarket('none');

/** What still rests when an order is sent: not ICC's own, what is cancelled, what conflicts. */
const restingBeside = ({ view, decision }: Case): readonly RestingOrder[] => {
  const gone = new Set(decision.cancels.map(({ order }) => order));
  const left = view.portfolio.resting.filter(
    ({ id, strategy }) => strategy !== 'ICC' && !gone.has(id),
  );
  const wishes = decision.desired.map(({ order }) => order);
  const conflicting = new Set(conflictsWith(wishes, left));
  return left.filter((one) => !conflicting.has(one));
};

const LAWS: Readonly<Record<string, Law>> = {
  'sells its bet, never past zero': (wanted, { view }) => {
    const { order } = wanted;
    const market = marketOf(view, wanted);
    const net = netShares(view.portfolio.positions, market, order.outcome);
    return order.side === 'SELL' && order.size <= net;
  },
  'sells no more than is free or makes way': ({ order }, { view }) =>
    order.size <= sellableTo(view, order.token, STRATEGIES),
  'leaves nothing of the bet, or the minimum': (wanted, { view }) => {
    const market = marketOf(view, wanted);
    const { order } = wanted;
    const rest = minus(netShares(view.portfolio.positions, market, order.outcome), order.size);
    return isZero(rest) || rest >= minimumSize(market.sizeMin, order);
  },
  'sends whole lots of at least the minimum on the grid': (wanted, { view }) => {
    const { order } = wanted;
    const market = marketOf(view, wanted);
    return (
      microsOfShares(order.size) % microsOfShares(ORDER_LOT) === 0n &&
      order.size >= minimumSize(market.sizeMin, order) &&
      isOnGrid(order.price, market.tick)
    );
  },
  'crosses the spread within the slippage, or not at all': (wanted, { view }) => {
    const { order, reference } = wanted;
    const fair = view.fair.get(order.condition);
    if (order.timeInForce === 'FAK') return offsetBetween(reference, order.price) <= cents(2);
    if (fair?.kind !== 'valid' || order.liquidity !== 'post-only') return false;
    const yes = bookSideOf(order.side, order.outcome) === 'ASK';
    return yes ? order.price > fair.bestBid : order.price > complement(fair.bestAsk);
  },
  'is reducing beside all that rests, by the test of the risk manager': ({ order }, seen) => {
    const { universe, portfolio } = seen.view;
    const book = openRiskBook({ universe, ...portfolio, resting: restingBeside(seen) });
    return isReducing(spotIn(book, order.condition), order, order.size);
  },
};

const brokenLaws = (seen: Case): readonly string[] =>
  Object.entries(LAWS)
    .filter(([, law]) => !seen.decision.desired.every((wanted) => law(wanted, seen)))
    .map(([name]) => name);

it('ICC keeps its laws, whatever it sees', () => {
  fc.assert(
    fc.property(arbitraryView, (view) => {
      const decision = decideIcc(view, PARAMETERS);
      expect(brokenLaws({ view, decision })).toEqual([]);
      const tokens = decision.desired.map(({ order }) => order.token);
      expect(new Set(tokens).size).toBe(tokens.length);
      expect(decision.cancels.length).toBeLessThanOrEqual(view.portfolio.resting.length);
    }),
    { numRuns: 10_000 },
  );
}, 120_000);

it('the arbitrary views make orders at once and passive ones, and cancels', () => {
  const seen = fc
    .sample(arbitraryView, { numRuns: 200, seed: 3 })
    .map((view) => decideIcc(view, PARAMETERS));
  const kinds = seen.flatMap(({ desired }) => desired.map(({ order }) => order.timeInForce));
  expect(new Set(kinds)).toEqual(new Set(['FAK', 'GTD']));
  expect(seen.some(({ cancels }) => cancels.length > 0)).toBe(true);
});
