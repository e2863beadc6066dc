// Markets that move so much that most quotes are replaced in every cycle, and whose takers fill
// them now and then: the more is sent in a cycle, the more can be lost in it.

import { universeOf } from '../../lib/domain/market.ts';
import { WHOLE } from '../../lib/domain/tape-event.ts';
import { conditionId, eventId, tokenId } from '../../lib/units/ids.ts';
import { price, priceMicros, tick } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shareMicros, shares } from '../../lib/units/shares.ts';
import { after, hours } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { NOON } from '../loopback/clocks.ts';
import type { Level } from '../../lib/domain/book.ts';
import type { Market, Universe } from '../../lib/domain/market.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { Random } from '../../lib/tape/generator/random.ts';
import type { EpochMs } from '../../lib/units/time.ts';

const MARKET_COUNT = 20;
const CATEGORIES = ['sports', 'crypto', 'politics', 'economy', 'tech'] as const;
const CENT = 10_000n;
const LEVELS = 3;

const place = (index: number, digits: number): string => String(index).padStart(digits, '0');

// Every third market is of the new exchange, every other one charges its takers.
const marketAt = (index: number): Market => ({
  condition: conditionId(`0xa${place(index, 61)}${index % 3 === 2 ? '00' : '01'}`),
  slug: `soak-${String(index)}`,
  version: index % 3 === 2 ? 'v2' : 'v1',
  event: eventId(`9${place(index, 4)}`),
  yes: tokenId(`7${place(index, 74)}1`),
  no: tokenId(`7${place(index, 74)}2`),
  outcomeLabels: { yes: 'Yes', no: 'No' },
  tick: tick('0.01'),
  sizeMin: shares('5'),
  fee: index % 2 === 0 ? { kind: 'free' } : { kind: 'taker', rate: ratio('0.05'), exponent: 1 },
  rewards: { kind: 'none' },
  negRisk: false,
  status: { kind: 'accepting' },
  end: { kind: 'at', at: after(NOON, hours(24 * 365)) },
  gameStart: { kind: 'none' },
  volume24h: usdc(String(200_000 - index)),
});

/** The markets, each in an event of its own. */
export const soakUniverse = (count = MARKET_COUNT): Universe => {
  const markets = Array.from({ length: count }, (_, index) => marketAt(index));
  return universeOf(
    markets,
    markets.map(({ event, slug, condition }, index) => ({
      id: event,
      slug: `about-${slug}`,
      category: CATEGORIES[index % CATEGORIES.length] ?? 'other',
      exclusivity: 'independent',
      completeness: 'partial',
      markets: [condition],
    })),
  );
};

/** A world that makes the events of one cycle after another. */
export type World = {
  /** The books as they stand now. */
  readonly books: (at: EpochMs) => readonly TapeEvent[];
  /** Trades of others, which reach below and above the best prices. */
  readonly trades: (at: EpochMs) => readonly TapeEvent[];
};

// Unit: cents.
type Best = { readonly bid: number; readonly spread: number };

type Moment = { readonly market: Market; readonly best: Best; readonly at: EpochMs };

const levels = (best: number, step: bigint, random: Random): readonly Level[] =>
  Array.from({ length: LEVELS }, (_, index) => ({
    price: priceMicros(BigInt(best) * CENT + step * BigInt(index)),
    size: shareMicros(BigInt(1_000 + random.below(200) * 10) * 1_000_000n),
  }));

const bookOf = ({ market, best: { bid, spread }, at }: Moment, random: Random): TapeEvent => ({
  kind: 'book',
  at,
  token: market.yes,
  bids: levels(bid, -CENT, random),
  asks: levels(bid + spread, CENT, random),
  depth: WHOLE,
});

const tradeOf = ({ market, best, at }: Moment, random: Random): TapeEvent => {
  const isSale = random.chance(0.5);
  const reach = isSale ? best.bid - random.below(2) : best.bid + best.spread + random.below(2);
  return {
    kind: 'trade',
    at,
    token: market.yes,
    takerSide: isSale ? 'SELL' : 'BUY',
    price: price(`0.${place(reach, 2)}`),
    size: shares(String(5 + random.below(4_000))),
    wallet: { kind: 'not-recorded' },
    transaction: `0x${random.hexDigits(64)}`,
  };
};

const walked = ({ bid }: Best, random: Random): Best => ({
  bid: Math.min(75, Math.max(20, bid + random.below(7) - 3)),
  spread: 3 + random.below(3),
});

/** Starts a world. */
export const startWorld = (random: Random, universe = soakUniverse()): World => {
  const all = [...universe.markets.values()];
  const best = new Map<Market, Best>(
    all.map((market) => [market, { bid: 30 + random.below(35), spread: 4 }]),
  );
  const bestOf = (market: Market): Best => best.get(market) ?? { bid: 50, spread: 4 };
  return {
    books: (at) =>
      all.map((market) => {
        best.set(market, walked(bestOf(market), random));
        return bookOf({ market, best: bestOf(market), at }, random);
      }),
    trades: (at) =>
      all
        .filter(() => random.chance(0.4))
        .map((market) => tradeOf({ market, best: bestOf(market), at }, random)),
  };
};
