import { minimumSize } from '../../lib/domain/minimum-size.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideFlowFollowing } from '../../lib/strategies/flow-following.ts';
import { takerFeeMax } from '../../lib/domain/fees.ts';
import { notional } from '../../lib/units/money.ts';
import { cents, isOnGrid, offsetBetween, tick } from '../../lib/units/price.ts';
import { isZero, minus, negate, plus, sum } from '../../lib/units/quantity.ts';
import { microsOfShares, ORDER_LOT, shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { after, durationMs, seconds } from '../../lib/units/time.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { updateMarketMemory } from '../../lib/strategies/market-memory.ts';
import { aMarket, FAIR_PARAMETERS, NOW } from './books.ts';
import { print, prints, withFlow } from './flow-scenes.ts';
import { bothBooks, EMPTY_MEMORY, position, viewOf } from './views.ts';
import type { Decision, StrategyView } from '../../lib/domain/decision.ts';
import type { DesiredOrder } from '../../lib/domain/order.ts';
import type { Position } from '../../lib/domain/position.ts';
import type { Print } from '../../lib/domain/print.ts';
import type { StrategyMemory } from '../../lib/domain/strategy-memory.ts';
import type { TokenId } from '../../lib/units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../../lib/units/quantity.ts';
import type { EpochMs } from '../../lib/units/time.ts';

// Markets that jump about, followed cycle by cycle. Every wanted order fills in full or not at all,
// as the arbitrary says, so that positions, plans and signals meet in every way.

const markets = ['a', 'b'].map((name) => aMarket(name, { fee: { kind: 'free' } }));
const params = withFlow({ whale: usdc('100'), holdMax: seconds(60) });

type Trade = {
  readonly market: number;
  readonly outcome: 'YES' | 'NO';
  readonly side: 'BUY' | 'SELL';
  /** Seconds after the start. */
  readonly at: number;
};
type Step = {
  readonly mids: readonly number[];
  /** Which of the trades the feed shows: as often as it likes. */
  readonly shown: readonly boolean[];
  readonly fills: boolean;
  readonly seconds: number;
};
type Life = { readonly trades: readonly Trade[]; readonly steps: readonly Step[] };

const TRADES = 4;
const arbitraryMid = fc.integer({ min: 5, max: 95 });
const arbitraryLife: fc.Arbitrary<Life> = fc.record({
  trades: fc.array(
    fc.record({
      market: fc.integer({ min: 0, max: 1 }),
      outcome: fc.constantFrom('YES' as const, 'NO' as const),
      side: fc.constantFrom('BUY' as const, 'SELL' as const),
      at: fc.integer({ min: -60, max: 240 }),
    }),
    { minLength: TRADES, maxLength: TRADES },
  ),
  steps: fc.array(
    fc.record({
      mids: fc.tuple(arbitraryMid, arbitraryMid),
      shown: fc.array(fc.boolean(), { minLength: TRADES, maxLength: TRADES }),
      fills: fc.boolean(),
      seconds: fc.integer({ min: 5, max: 90 }),
    }),
    { minLength: 2, maxLength: 5 },
  ),
});

type World = {
  readonly now: EpochMs;
  readonly memory: StrategyMemory;
  readonly positions: readonly Position[];
};

const inDollars = (hundredths: number): string => (hundredths / 100).toFixed(2);
const MIDS = Array.from({ length: 96 }, (_, mid) => mid);
const SHELVES = markets.map((market) =>
  MIDS.map((mid) =>
    mid < 5
      ? []
      : bothBooks(market, { bid: inDollars(mid - 1), ask: inDollars(mid + 1), size: '5000' }),
  ),
);

const rowOf = (trade: Trade, id: number): Print =>
  print(`k${id}`, {
    of: markets[trade.market] ?? aMarket('a'),
    outcome: trade.outcome,
    takerSide: trade.side,
    at: after(NOW, seconds(trade.at)),
  });

const viewAt = (world: World, step: Step, rows: readonly Print[]): StrategyView => {
  const books = SHELVES.flatMap((shelf, index) =>
    (shelf[step.mids[index] ?? 50] ?? []).map((book) => ({ ...book, at: world.now })),
  );
  const view = viewOf({
    markets,
    books,
    positions: world.positions,
    memory: world.memory,
    snapshot: {
      now: world.now,
      prints: prints(...rows.filter((_, id) => step.shown[id] === true)),
    },
  });
  const update = { now: world.now, parameters: FAIR_PARAMETERS };
  const remembered = updateMarketMemory(view.memory.markets, view.fair, update);
  return { ...view, memory: { ...view.memory, markets: remembered } };
};

const filled = (positions: readonly Position[], { order }: DesiredOrder): readonly Position[] => {
  const market = markets.find(({ condition }) => condition === order.condition);
  if (market === undefined) return positions;
  const before = positions.find(({ token }) => token === order.token);
  const held = before?.shares ?? ZERO_SHARES;
  const size = order.side === 'BUY' ? plus(held, order.size) : minus(held, order.size);
  const cost = notional(size, order.price, 'down');
  const empty = position(market, order.outcome, { shares: '0', cost: '0' });
  const lot = { strategy: 'FF', shares: size, cost } as const;
  const others = positions.filter(({ token }) => token !== order.token);
  return [...others, { ...empty, shares: size, cost, byStrategy: [lot] }];
};

type Lived = { readonly view: StrategyView; readonly decision: Decision };

const live = ({ trades, steps }: Life): readonly Lived[] => {
  const rows = trades.map(rowOf);
  let world: World = { now: NOW, memory: EMPTY_MEMORY, positions: [] };
  return steps.map((step) => {
    const view = viewAt(world, step, rows);
    const decision = decideFlowFollowing(view, params);
    const positions = step.fills
      ? decision.desired.reduce(filled, world.positions)
      : world.positions;
    const now = after(world.now, durationMs(BigInt(step.seconds) * 1_000n));
    world = { now, memory: decision.memory, positions };
    return { view, decision };
  });
};

type Law = (lived: Lived) => boolean;

const buys = ({ decision }: Lived): readonly DesiredOrder[] =>
  decision.desired.filter(({ order }) => order.side === 'BUY');
const sells = ({ decision }: Lived): readonly DesiredOrder[] =>
  decision.desired.filter(({ order }) => order.side === 'SELL');
const heldOf = ({ view }: Lived, token: TokenId): ShareMicros =>
  view.portfolio.positions.get(token)?.shares ?? ZERO_SHARES;
const costOf = ({ order: { size, price } }: DesiredOrder): UsdcMicros =>
  plus(notional(size, price, 'up'), takerFeeMax({ kind: 'free' }, size, price));

const LAWS: Readonly<Record<string, Law>> = {
  'enters and leaves no market in one cycle': ({ decision }) => {
    const places = decision.desired.map(({ order }) => order.condition);
    return new Set(places).size === places.length;
  },
  'enters no market where it is': (lived) =>
    buys(lived).every(({ order }) =>
      markets
        .filter(({ condition }) => condition === order.condition)
        .every(({ yes, no }) => isZero(plus(heldOf(lived, yes), heldOf(lived, no)))),
    ),
  'sells no more than is free': (lived) =>
    sells(lived).every(
      ({ order }) => order.size <= (lived.view.sellable.get(order.token) ?? ZERO_SHARES),
    ),
  'leaves nothing of a lot, or the minimum': (lived) =>
    sells(lived).every(({ order }) => {
      const rest = minus(heldOf(lived, order.token), order.size);
      return isZero(rest) || rest >= minimumSize(shares('5'), order);
    }),
  'spends no more than the cash and no limit': (lived) => {
    const spent = sum(ZERO_USDC, buys(lived).map(costOf));
    return spent <= lived.view.freeCash && spent <= lived.view.limits.exposureMax;
  },
  'stays within the limit of every market': (lived) =>
    buys(lived).every((desired) => costOf(desired) <= lived.view.limits.exposurePerMarketMax),
  'sends fill-and-kill orders of whole lots on the grid': ({ decision }) =>
    decision.desired.every(
      ({ order }) =>
        order.timeInForce === 'FAK' &&
        order.liquidity === 'may-take' &&
        microsOfShares(order.size) % microsOfShares(ORDER_LOT) === 0n &&
        isOnGrid(order.price, tick('0.01')),
    ),
  'stays within the slippage': ({ decision }) =>
    decision.desired.every(({ order, reference }) => {
      const away = offsetBetween(order.price, reference);
      return (order.side === 'BUY' ? away : negate(away)) <= cents(2);
    }),
  'keeps a plan for every lot and every entry, and none else': (lived) => {
    const held = [...lived.view.portfolio.positions.values()].filter((lot) => !isZero(lot.shares));
    const tokens = [
      ...held.map(({ token }) => token),
      ...buys(lived).map(({ order }) => order.token),
    ];
    const planned = lived.decision.memory.flowExits.map(({ token }) => token);
    return planned.length === tokens.length && tokens.every((token) => planned.includes(token));
  },
};

const triedTwice = (lives: readonly Lived[]): readonly string[] => {
  const tried = lives.flatMap(({ decision }) =>
    decision.desired.flatMap(({ signal }) => (signal.kind === 'signal' ? [signal.key] : [])),
  );
  return tried.filter((key, index) => tried.indexOf(key) !== index);
};

const brokenLaws = (lives: readonly Lived[]): readonly string[] =>
  Object.entries(LAWS)
    .filter(([, law]) => !lives.every(law))
    .map(([name]) => name);

it('FF tries a signal once and keeps its laws, over any sequence of cycles', () => {
  fc.assert(
    fc.property(arbitraryLife, (life) => {
      const lives = live(life);
      expect([...triedTwice(lives), ...brokenLaws(lives)]).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
}, 120_000);

it('the arbitrary lives hold entries and exits of every kind', () => {
  const reasons = fc
    .sample(arbitraryLife, { numRuns: 1_000, seed: 7 })
    .flatMap(live)
    .flatMap(({ decision }) => decision.desired.map(({ reason }) => reason.split(/[ :]/)[0]));
  expect(new Set(reasons)).toEqual(new Set(['whale', 'stop', 'take-profit', 'time']));
});
