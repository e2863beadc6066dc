// Random worlds, each with holdings and with limits a little above them, and what happens there.

import fc from 'fast-check';
import { universeOf } from '../../lib/domain/market.ts';
import { eventId } from '../../lib/units/ids.ts';
import { larger, plus } from '../../lib/units/quantity.ts';
import { ORDER_LOT } from '../../lib/units/shares.ts';
import { usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';
import { group, market } from './books.ts';
import { FEE } from './cases.ts';
import { LIMITS } from './contexts.ts';
import { holding } from './steps.ts';
import { emptyWorld, exposuresIn } from './worlds.ts';
import type { EventGroup, Outcome, Universe } from '../../lib/domain/market.ts';
import type { RestingOrder, Strategy } from '../../lib/domain/order.ts';
import type { UsdcMicros } from '../../lib/units/quantity.ts';
import type { Instruction } from './cases.ts';
import type { FillChoice, Step, Wish } from './steps.ts';
import type { World } from './worlds.ts';

const which = fc.nat({ max: 9 });
const cents = fc.integer({ min: 1, max: 99 });
const percent = fc.constantFrom(100, 100, 50, 33, 1);
const strategy = fc.constantFrom<Strategy>('MM', 'FF');
const liquidity = fc.constantFrom<Instruction['liquidity']>('post-only', 'may-take');
const purchase: fc.Arbitrary<Instruction> = fc.record({
  market: fc.constantFrom('A', 'A', 'B', 'C'),
  side: fc.constant('BUY'),
  outcome: fc.constantFrom<Outcome>('YES', 'NO'),
  shares: fc.integer({ min: 1, max: 60 }),
  cents,
  liquidity,
});
const buy = fc.record({ kind: fc.constant('buy'), order: purchase, strategy });
const sell = fc.record({ kind: fc.constant('sell'), which, percent, cents, liquidity, strategy });
const wish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 2, arbitrary: buy },
  { weight: 3, arbitrary: sell },
);
const fill: fc.Arbitrary<FillChoice> = fc.record({
  which,
  percent,
  better: fc.constantFrom(0, 0, 1, 20),
});
const certainty = fc.constantFrom<RestingOrder['certainty']>('confirmed', 'confirmed', 'unknown');
const status = fc.constantFrom(
  ...(['CONFIRMED', 'CONFIRMED', 'MINED', 'RETRYING', 'FAILED', 'FAILED'] as const),
);

/** Cycles, fills, and what becomes of orders and trades, in any order. */
export const anyLife: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('cycle'),
        wishes: fc.array(wish, { minLength: 1, maxLength: 3 }),
        certainty,
        fills: fc.array(fill, { maxLength: 2 }),
      }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('fill'), fill }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('settle'), which, status }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel'), which }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart') }) },
  ),
  { minLength: 3, maxLength: 10 },
);

type Grouping = Pick<EventGroup, 'exclusivity' | 'category'>;

// Two markets of one event, and one of another.
const universeWith = (first: Grouping, second: Grouping): Universe => {
  const terms = { fee: FEE, sizeMin: ORDER_LOT };
  const pair = ['A', 'B'].map((name) => market(name, terms));
  const other = [market('C', { ...terms, event: eventId('F') })];
  return universeOf([...pair, ...other], [group('E', pair, first), group('F', other, second)]);
};

const grouping: fc.Arbitrary<Grouping> = fc.record({
  exclusivity: fc.constantFrom('exclusive', 'independent'),
  category: fc.constantFrom('politics', 'sports'),
});

const most = (exposures: ReadonlyMap<string, UsdcMicros>): UsdcMicros =>
  [...exposures.values()].reduce(larger<UsdcMicros>, ZERO_USDC);

// The limits lie a little above what the first holdings already expose, so that they are met soon.
const room = fc.bigInt({ min: 0n, max: 30_000_000n }).map(usdcMicros);

/** Worlds in which something was bought and has settled. */
export const anyWorld: fc.Arbitrary<World> = fc
  .record({
    universe: fc.tuple(grouping, grouping).map(([first, second]) => universeWith(first, second)),
    held: fc.array(fc.tuple(purchase, strategy), { maxLength: 5 }),
    rooms: fc.record({ total: room, market: room, category: room, event: room }),
  })
  .map(({ universe, held, rooms }) => {
    const empty = emptyWorld(universe);
    const start = held.reduce((world, [bought, owner]) => holding(world, bought, owner), empty);
    const { total, byMarket, byEvent, byCategory } = exposuresIn(start);
    return {
      ...start,
      limits: {
        ...LIMITS,
        exposureMax: plus(total, rooms.total),
        exposurePerMarketMax: plus(most(byMarket), rooms.market),
        exposurePerCategoryMax: plus(most(byCategory), rooms.category),
        exposurePerEventMax: plus(most(byEvent), rooms.event),
      },
    };
  });
