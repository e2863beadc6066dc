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
import type { Step } from './steps.ts';
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

describe('a purchase that fails after a sale at the average that it had lowered', () => {
  const MM = 'MM';
  const bought = (outcome: 'YES' | 'NO', cents: number): Instruction => ({
    market: 'A',
    side: 'BUY',
    outcome,
    shares: 100,
    cents,
    liquidity: 'post-only',
  });
  const only = { which: 0, percent: 100, better: 0 };
  const cycle = (wish: Extract<Step, { kind: 'cycle' }>['wishes'][number]): Step => ({
    kind: 'cycle',
    wishes: [wish],
    certainty: 'confirmed',
    fills: [],
  });
  const held = { ...emptyWorld(oneEvent([market('A')])), limits: WIDE };
  const hedged = holding(holding(held, bought('YES', 60), MM), bought('NO', 50), MM);
  const LIFE: readonly Step[] = [
    cycle({ kind: 'buy', order: bought('YES', 10), strategy: MM }),
    { kind: 'fill', fill: only },
    cycle({
      kind: 'sell',
      which: 1,
      percent: 25,
      cents: 60,
      liquidity: 'post-only',
      strategy: MM,
    }),
    { kind: 'fill', fill: only },
    { kind: 'settle', which: 0, status: 'FAILED' },
  ];

  it('raises no exposure above what the resting sale was charged with', () => {
    const worlds = LIFE.reduce<readonly World[]>(
      (all, step) => [...all, stepped(all.at(-1) ?? hedged, step)],
      [],
    );
    const totals = worlds.map((world) => formatUsdc(exposuresIn(world).total));
    expect(totals).toEqual(['20', '20', '60', '42.5', '42.5']);
  });
});

describe('a sale that fills after the purchase of its shares has failed', () => {
  const MM = 'MM';
  const all = (which: number) =>
    ({ kind: 'fill', fill: { which, percent: 100, better: 0 } }) as const;
  const settled = (status: 'MINED' | 'FAILED') => ({ kind: 'settle', which: 0, status }) as const;
  const LIFE: readonly Step[] = [
    {
      kind: 'cycle',
      wishes: [
        {
          kind: 'buy',
          order: {
            market: 'A',
            side: 'BUY',
            outcome: 'YES',
            shares: 200,
            cents: 10,
            liquidity: 'post-only',
          },
          strategy: MM,
        },
      ],
      certainty: 'confirmed',
      fills: [{ which: 0, percent: 50, better: 0 }],
    },
    settled('MINED'),
    {
      kind: 'cycle',
      wishes: [
        { kind: 'sell', which: 0, percent: 100, cents: 95, liquidity: 'post-only', strategy: MM },
      ],
      certainty: 'confirmed',
      fills: [],
    },
    settled('FAILED'),
    all(1),
    settled('FAILED'),
  ];

  it('counts what it brought as spent until it has settled, and no longer', () => {
    const held = { ...emptyWorld(oneEvent([market('A')])), limits: WIDE };
    const worlds = LIFE.reduce<readonly World[]>(
      (lived, step) => [...lived, stepped(lived.at(-1) ?? held, step)],
      [],
    );
    const totals = worlds.map((world) => formatUsdc(exposuresIn(world).total));
    expect(totals).toEqual(['20', '20', '100', '100', '105', '10']);
  });
});
