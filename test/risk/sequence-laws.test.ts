// Whole lives of orders, held to the limits at every step. The ledger books each fill in whole
// micro-dollars, so an exposure may differ from what was foreseen by one micro-dollar a fill. And a
// sale may fill after the purchase of its shares has failed: what it brought counts as spent until
// the sale is confirmed, since a purchase may close it, and then it may fail.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryOf, eventOf } from '../../lib/risk/places.ts';
import { larger, minus, plus, sumOf } from '../../lib/units/quantity.ts';
import { formatUsdc, usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';
import { oneEvent, market } from './books.ts';
import { PATIENCE } from './cases.ts';
import { WIDE } from './contexts.ts';
import { anyLife, anyWorld } from './lives.ts';
import { holding, stepped } from './steps.ts';
import { emptyWorld, exposuresIn } from './worlds.ts';
import type { Exposures } from '../../lib/domain/decision.ts';
import type { Universe } from '../../lib/domain/market.ts';
import type { ConditionId } from '../../lib/units/ids.ts';
import type { UsdcMicros } from '../../lib/units/quantity.ts';
import type { Instruction } from './cases.ts';
import type { FillChoice, Step, Wish } from './steps.ts';
import type { World } from './worlds.ts';

const RUNS = { numRuns: 10_000 };

type ScopeExposure = readonly [scope: string, name: string, exposure: UsdcMicros];

const scopesOf = ({
  total,
  byMarket,
  byEvent,
  byCategory,
}: Exposures): readonly ScopeExposure[] => [
  ['total', '', total],
  ...[...byMarket].map(([name, exposure]): ScopeExposure => ['market', name, exposure]),
  ...[...byEvent].map(([name, exposure]): ScopeExposure => ['event', name, exposure]),
  ...[...byCategory].map(([name, exposure]): ScopeExposure => ['category', name, exposure]),
];

type Most = (scope: string, name: string) => UsdcMicros;

// The scopes above what they may be, in words.
const above = (world: World, most: Most): readonly string[] =>
  scopesOf(exposuresIn(world))
    .filter(([scope, name, exposure]) => exposure > most(scope, name))
    .map(([scope, name, exposure]) => `${scope} ${name}: ${formatUsdc(exposure)}`);

const placesOf = (universe: Universe, market: ConditionId): Readonly<Record<string, string>> => ({
  total: '',
  market,
  event: eventOf(universe, market),
  category: categoryOf(universe, market),
});

// By how much the fills of a world may have raised what was foreseen of a scope.
const slackIn =
  ({ universe, fills, shortSales }: World): Most =>
  (scope, name) => {
    const sales = shortSales.filter(
      ({ condition: market }) => placesOf(universe, market)[scope] === name,
    );
    return sumOf(usdcMicros(BigInt(fills.length)), sales, ({ brought }) => brought);
  };

const breaches = (world: World): readonly string[] => {
  const { exposureMax, exposurePerMarketMax, exposurePerCategoryMax, exposurePerEventMax } =
    world.limits;
  const limits = new Map([
    ['total', exposureMax],
    ['market', exposurePerMarketMax],
    ['category', exposurePerCategoryMax],
    ['event', exposurePerEventMax],
  ]);
  const slack = slackIn(world);
  return above(world, (scope, name) => plus(limits.get(scope) ?? ZERO_USDC, slack(scope, name)));
};

const rises = (before: World, after: World): readonly string[] => {
  const old = new Map(
    scopesOf(exposuresIn(before)).map(([scope, name, exposure]) => [`${scope} ${name}`, exposure]),
  );
  const [slackBefore, slackAfter] = [slackIn(before), slackIn(after)];
  return above(after, (scope, name) => {
    const slack = larger(minus(slackAfter(scope, name), slackBefore(scope, name)), ZERO_USDC);
    return plus(old.get(`${scope} ${name}`) ?? ZERO_USDC, slack);
  });
};

describe('laws of whole sequences', () => {
  it(
    'no cycles, fills, failures, cancels and restarts go a micro-dollar a fill over a limit',
    () => {
      fc.assert(
        fc.property(anyWorld, anyLife, (start, life) => {
          life.reduce((world, step) => {
            const next = stepped(world, step);
            expect(breaches(next)).toEqual([]);
            return next;
          }, start);
        }),
        RUNS,
      );
    },
    PATIENCE,
  );

  it(
    'nothing but an approval raises an exposure by more than a micro-dollar a fill',
    () => {
      fc.assert(
        fc.property(anyWorld, anyLife, (start, life) => {
          life.reduce((world, step) => {
            const next = stepped(world, step);
            if (step.kind !== 'cycle') expect(rises(world, next)).toEqual([]);
            return next;
          }, start);
        }),
        RUNS,
      );
    },
    PATIENCE,
  );
});

const MM = 'MM';
const bid = (outcome: 'YES' | 'NO', cents: number, shares = 100): Instruction => ({
  market: 'A',
  side: 'BUY',
  outcome,
  shares,
  cents,
  liquidity: 'post-only',
});
const fill = (which: number, percent = 100): FillChoice => ({ which, percent, better: 0 });
const cycle = (one: Wish, ...fills: readonly FillChoice[]): Step => ({
  kind: 'cycle',
  wishes: [one],
  certainty: 'confirmed',
  fills,
});
const buys = (order: Instruction): Wish => ({ kind: 'buy', order, strategy: MM });
const sells = (which: number, percent: number, cents: number): Wish => ({
  kind: 'sell',
  which,
  percent,
  cents,
  liquidity: 'post-only',
  strategy: MM,
});
const filled = (which: number): Step => ({ kind: 'fill', fill: fill(which) });
const settled = (status: 'MINED' | 'FAILED'): Step => ({ kind: 'settle', which: 0, status });
const EMPTY = { ...emptyWorld(oneEvent([market('A')])), limits: WIDE };

// The exposure in total after each step.
const totalsOf = (start: World, life: readonly Step[]): readonly string[] => {
  const worlds = life.reduce<readonly World[]>(
    (lived, step) => [...lived, stepped(lived.at(-1) ?? start, step)],
    [],
  );
  return worlds.map((world) => formatUsdc(exposuresIn(world).total));
};

describe('a purchase that fails after a sale at the average that it had lowered', () => {
  const hedged = holding(holding(EMPTY, bid('YES', 60), MM), bid('NO', 50), MM);
  const LIFE: readonly Step[] = [
    cycle(buys(bid('YES', 10))),
    filled(0),
    cycle(sells(1, 25, 60)),
    filled(0),
    settled('FAILED'),
  ];

  it('raises no exposure above what the resting sale was charged with', () => {
    expect(totalsOf(hedged, LIFE)).toEqual(['20', '20', '60', '42.5', '42.5']);
  });
});

describe('a sale that fills after the purchase of its shares has failed', () => {
  const LIFE: readonly Step[] = [
    cycle(buys(bid('YES', 10, 200)), fill(0, 50)),
    settled('MINED'),
    cycle(sells(0, 100, 95)),
    settled('FAILED'),
    filled(1),
    settled('FAILED'),
  ];

  it('counts what it brought as spent until it is confirmed, and no longer', () => {
    expect(totalsOf(EMPTY, LIFE)).toEqual(['20', '20', '100', '100', '105', '10']);
  });
});
