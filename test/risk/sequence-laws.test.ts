import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { larger, plus } from '../../lib/units/quantity.ts';
import { ORDER_LOT } from '../../lib/units/shares.ts';
import { formatUsdc, usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';
import { market, oneEvent } from './books.ts';
import { FEE, PATIENCE } from './cases.ts';
import { LIMITS } from './contexts.ts';
import { emptyWorld, exposuresIn, holding, stepped } from './worlds.ts';
import type { EventGroup, Outcome } from '../../lib/domain/market.ts';
import type { Strategy } from '../../lib/domain/order.ts';
import type { UsdcMicros } from '../../lib/units/quantity.ts';
import type { Instruction } from './cases.ts';
import type { Step, World } from './worlds.ts';

const which = fc.nat({ max: 9 });
const cents = fc.integer({ min: 1, max: 99 });
const percent = fc.constantFrom(100, 100, 50, 33, 1);
const strategy = fc.constantFrom<Strategy>('MM', 'FF');
const purchase: fc.Arbitrary<Instruction> = fc.record({
  market: fc.constantFrom('A', 'B'),
  side: fc.constant('BUY'),
  outcome: fc.constantFrom<Outcome>('YES', 'NO'),
  shares: fc.integer({ min: 1, max: 60 }),
  cents,
  liquidity: fc.constantFrom('post-only', 'may-take'),
});
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('buy'), order: purchase, strategy }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('sell'), which, percent, cents, strategy }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('fill'),
      which,
      percent,
      better: fc.constantFrom(0, 0, 1, 20),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('settle'),
      which,
      status: fc.constantFrom('CONFIRMED', 'CONFIRMED', 'FAILED'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel'), which }) },
);

// The limits lie a little above what the first holdings already expose, so that they are met soon.
const room = fc.bigInt({ min: 0n, max: 30_000_000n }).map(usdcMicros);
const worlds: fc.Arbitrary<World> = fc
  .record({
    exclusivity: fc.constantFrom<EventGroup['exclusivity']>('exclusive', 'independent'),
    held: fc.array(fc.tuple(purchase, strategy), { maxLength: 5 }),
    rooms: fc.record({ total: room, market: room, category: room, event: room }),
  })
  .map(({ exclusivity, held, rooms }) => {
    const markets = ['A', 'B'].map((name) => market(name, { fee: FEE, sizeMin: ORDER_LOT }));
    const empty = emptyWorld(oneEvent(markets, { exclusivity }));
    const start = held.reduce((world, [bought, owner]) => holding(world, bought, owner), empty);
    const { total, byMarket, byEvent } = exposuresIn(start);
    const most = [...byMarket.values()].reduce(larger<UsdcMicros>, ZERO_USDC);
    const event = [...byEvent.values()].reduce(larger<UsdcMicros>, ZERO_USDC);
    return {
      ...start,
      limits: {
        ...LIMITS,
        exposureMax: plus(total, rooms.total),
        exposurePerMarketMax: plus(most, rooms.market),
        exposurePerCategoryMax: plus(event, rooms.category),
        exposurePerEventMax: plus(event, rooms.event),
      },
    };
  });

// The scopes over their limits. The ledger rounds the cost of what it sells to whole micros once a
// fill: by so much may an exposure differ from what was foreseen.
const breaches = (world: World): readonly string[] => {
  const { limits } = world;
  const { total, byMarket, byEvent, byCategory } = exposuresIn(world);
  const slack = usdcMicros(BigInt(world.fills.length));
  const over = (exposure: UsdcMicros, limit: UsdcMicros) => exposure > plus(limit, slack);
  const named = (scope: string, exposures: ReadonlyMap<string, UsdcMicros>, limit: UsdcMicros) =>
    [...exposures]
      .filter(([, exposure]) => over(exposure, limit))
      .map(([name, exposure]) => `${scope} ${name}: ${formatUsdc(exposure)}`);
  return [
    ...named('total', new Map([['', total]]), limits.exposureMax),
    ...named('market', byMarket, limits.exposurePerMarketMax),
    ...named('event', byEvent, limits.exposurePerEventMax),
    ...named('category', byCategory, limits.exposurePerCategoryMax),
  ];
};

describe('laws of whole sequences', () => {
  it(
    'no approvals, fills, failures and cancels take an exposure over its limit',
    () => {
      fc.assert(
        fc.property(worlds, fc.array(steps, { minLength: 3, maxLength: 10 }), (start, lives) => {
          lives.reduce((world, step) => {
            const next = stepped(world, step);
            expect(breaches(next)).toEqual([]);
            return next;
          }, start);
        }),
        { numRuns: 10_000 },
      );
    },
    PATIENCE,
  );
});
