// Generated markets with books on every grid of the venue, and what market making holds there.

import fc from 'fast-check';
import { bestFirst, mirrored } from '../../lib/domain/book.ts';
import { notional } from '../../lib/units/money.ts';
import { cents, priceMicros, tick, TICKS } from '../../lib/units/price.ts';
import { ratioPpm } from '../../lib/units/ratio.ts';
import { formatShares, shareMicros } from '../../lib/units/shares.ts';
import { formatUsdc, usdc } from '../../lib/units/usdc.ts';
import { computeFairPrices } from './fair-prices.ts';
import { aBook, aMarket, FAIR_PARAMETERS, NOW, observed } from './books.ts';
import { PARAMETERS } from './parameters.ts';
import { position, viewOf } from './views.ts';
import type { Book, Level } from '../../lib/domain/book.ts';
import type { StrategyView } from '../../lib/domain/decision.ts';
import type { Market, Outcome, RewardTerms } from '../../lib/domain/market.ts';
import type { StrategyParameters } from '../../lib/domain/parameters.ts';
import type { Position } from '../../lib/domain/position.ts';
import type { PriceMicros } from '../../lib/units/price.ts';
import type { ShareMicros } from '../../lib/units/quantity.ts';
import type { Ratio } from '../../lib/units/ratio.ts';

/** The default parameters, with books of any width and depth allowed. */
export const ANY_BOOK: StrategyParameters = {
  ...PARAMETERS,
  fair: { ...FAIR_PARAMETERS, spreadMax: cents(100), depthMin: usdc('0') },
  mm: { ...PARAMETERS.mm, spreadMinTicks: 1 },
};

/** One market, its YES book, what market making holds of it, and how wild and how drawn down. */
export type World = {
  readonly market: Market;
  readonly book: Book;
  readonly held: Readonly<Record<Outcome, ShareMicros>>;
  readonly entry: PriceMicros;
  readonly variancePerHour: number;
  readonly drawdownScale: Ratio;
};

const lots = (max: bigint): fc.Arbitrary<ShareMicros> =>
  fc.bigInt(0n, max).map((count) => shareMicros(count * 10_000n));

const rewards: fc.Arbitrary<RewardTerms> = fc.oneof(
  fc.constant<RewardTerms>({ kind: 'none' }),
  fc.record({
    kind: fc.constant('paid' as const),
    sizeMin: fc.bigInt(500n, 20_000n).map((count) => shareMicros(count * 10_000n)),
    spreadMax: fc.integer({ min: 1, max: 6 }).map(cents),
    dailyPool: fc.constant(usdc('50')),
  }),
);

const SIZES = fc.array(fc.record({ gap: fc.bigInt(1n, 3n), size: fc.bigInt(1n, 500_000n) }), {
  minLength: 1,
  maxLength: 6,
});

type Rung = { readonly gap: bigint; readonly size: bigint };

/** Levels from a best price on, each some ticks further out, as far as the grid goes. */
const ladder = (best: bigint, step: bigint, rungs: readonly Rung[]): readonly Level[] => {
  const away = rungs.map((_, k) => rungs.slice(0, k).reduce((sum, { gap }) => sum + gap, 0n));
  return rungs.flatMap(({ size }, k): readonly Level[] => {
    const at = best + step * (away[k] ?? 0n);
    const isInside = at > 0n && at < 1_000_000n;
    return isInside ? [{ price: priceMicros(at), size: shareMicros(size * 10_000n) }] : [];
  });
};

const STEPS = TICKS.map((text) => [tick(text), BigInt(Math.round(Number(text) * 1e6))] as const);

/** A market on any of the venue's grids, with a book between 1 and 12 ticks wide. */
const marketAndBook: fc.Arbitrary<Pick<World, 'market' | 'book'>> = fc
  .constantFrom(...STEPS)
  .chain(([step, micros]) => {
    const last = 1_000_000n / micros - 1n;
    return fc
      .record({
        bid: fc.bigInt(1n, last - 1n),
        width: fc.bigInt(1n, 12n),
        bids: SIZES,
        asks: SIZES,
        sizeMin: fc.bigInt(1n, 20n).map((count) => shareMicros(count * 1_000_000n)),
        rewards,
      })
      .map((drawn) => {
        const market = aMarket('a', { tick: step, sizeMin: drawn.sizeMin, rewards: drawn.rewards });
        const ask = drawn.bid + drawn.width > last ? last : drawn.bid + drawn.width;
        const bids = bestFirst('bids', ladder(drawn.bid * micros, -micros, drawn.bids));
        const asks = bestFirst('asks', ladder(ask * micros, micros, drawn.asks));
        return { market, book: aBook(market.yes, { bids, asks }, { tick: step }) };
      });
  });

/** Any world. */
export const anyWorld: fc.Arbitrary<World> = fc
  .record({
    at: marketAndBook,
    yes: fc.oneof(fc.constant(shareMicros(0n)), lots(25_000n)),
    no: fc.oneof(fc.constant(shareMicros(0n)), lots(25_000n)),
    entry: fc.bigInt(20_000n, 980_000n).map(priceMicros),
    variancePerHour: fc.double({ min: 0, max: 4, noNaN: true }),
    drawdownScale: fc.oneof(
      fc.constant(ratioPpm(1_000_000n)),
      fc.bigInt(150_000n, 1_000_000n).map(ratioPpm),
    ),
  })
  .map(({ at, yes, no, ...rest }) => ({ ...at, ...rest, held: { YES: yes, NO: no } }));

const positionOf = (world: World, outcome: Outcome): readonly Position[] => {
  const count = world.held[outcome];
  if (count === shareMicros(0n)) return [];
  const cost = formatUsdc(notional(count, world.entry, 'down'));
  return [position(world.market, outcome, { shares: formatShares(count), cost })];
};

/** The view of a world, with the given books shown in place of its own. */
export const viewOfWorld = (
  world: World,
  changes: Partial<StrategyView> = {},
  books = observed(world.book, mirrored(world.book, world.market.no)),
): StrategyView => {
  const { market, variancePerHour, drawdownScale } = world;
  const remembered = { samples: [], variancePerHour, lastValid: null, invalidCycles: 0 };
  const view = viewOf({
    markets: [market],
    positions: [...positionOf(world, 'YES'), ...positionOf(world, 'NO')],
    memory: { markets: new Map([[market.condition, remembered]]) },
    snapshot: { books },
  });
  const { universe } = view;
  const fair = computeFairPrices({ universe, books, now: NOW, parameters: ANY_BOOK.fair });
  return { ...view, fair, drawdownScale, ...changes };
};
