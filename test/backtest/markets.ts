// Markets made by hand, and short ways to write what happens on them. All times are seconds after
// one fixed start.

import { universeOf } from '../../lib/domain/market.ts';
import { WHOLE } from '../../lib/domain/tape-event.ts';
import { conditionId, eventId, tokenId } from '../../lib/units/ids.ts';
import { price, priceMicros, tick } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, durationMs, epochMs, hours } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import type { Level } from '../../lib/domain/book.ts';
import type { EventGroup, Market, Side, Universe } from '../../lib/domain/market.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { EpochMs } from '../../lib/units/time.ts';

/** A Monday noon in UTC. */
export const START = epochMs(BigInt(Date.UTC(2026, 5, 1, 12)));

export const at = (seconds: number): EpochMs =>
  after(START, durationMs(BigInt(Math.round(seconds * 1_000))));

/** A market that market making takes: busy, far from its end, on a grid of one cent. */
export const marketNamed = (name: string, changes: Partial<Market> = {}): Market => ({
  condition: conditionId(`0x${name}`),
  slug: name,
  event: eventId(`event-of-${name}`),
  yes: tokenId(`${name}-yes`),
  no: tokenId(`${name}-no`),
  outcomeLabels: { yes: 'Yes', no: 'No' },
  tick: tick('0.01'),
  sizeMin: shares('5'),
  fee: { kind: 'free' },
  rewards: { kind: 'none' },
  version: 'v1',
  negRisk: false,
  status: { kind: 'accepting' },
  end: { kind: 'at', at: after(START, hours(24 * 30)) },
  gameStart: { kind: 'none' },
  volume24h: usdc('100000'),
  ...changes,
});

/** The event of one market alone, in a category of its own. */
export const eventFor = (market: Market, category = `category-of-${market.slug}`): EventGroup => ({
  id: market.event,
  slug: `event-of-${market.slug}`,
  category,
  exclusivity: 'independent',
  completeness: 'complete',
  markets: [market.condition],
});

export const universeWith = (...markets: readonly Market[]): Universe =>
  universeOf(
    markets,
    markets.map((market) => eventFor(market)),
  );

export const RAIN = marketNamed('rain');

/** How a book looks: best prices, and the size of each of its levels, a cent apart. */
export type BookShape = {
  readonly bid: string;
  readonly ask: string;
  /** The size of every level, or of every level of the asks where those have their own. */
  readonly size?: string;
  readonly askSize?: string;
  readonly levels?: number;
  /** The side that is left empty. */
  readonly without?: 'bids' | 'asks';
};

const CENT = 10_000n;

const levelsFrom = (best: string, step: bigint, shape: BookShape): readonly Level[] => {
  const first = BigInt(Math.round(Number(best) * 1_000_000));
  return Array.from({ length: shape.levels ?? 5 }, (_, index) => first + step * BigInt(index))
    .filter((micros) => micros > 0n && micros < 1_000_000n)
    .map((micros) => ({ price: priceMicros(micros), size: shares(shape.size ?? '1000') }));
};

/** The whole book of a market's YES token. */
export const bookOf = (market: Market, seconds: number, shape: BookShape): TapeEvent => ({
  kind: 'book',
  at: at(seconds),
  token: market.yes,
  bids: shape.without === 'bids' ? [] : levelsFrom(shape.bid, -CENT, shape),
  asks:
    shape.without === 'asks'
      ? []
      : levelsFrom(shape.ask, CENT, { ...shape, size: shape.askSize ?? shape.size ?? '1000' }),
  depth: WHOLE,
});

/** A trade of YES by somebody who takes. */
export const tradeOf = (
  market: Market,
  seconds: number,
  row: { readonly taker: Side; readonly price: string; readonly size: string },
): TapeEvent => ({
  kind: 'trade',
  at: at(seconds),
  token: market.yes,
  takerSide: row.taker,
  price: price(row.price),
  size: shares(row.size),
  wallet: { kind: 'not-recorded' },
  transaction: `0x${market.slug}-${String(seconds)}-${row.taker}-${row.price}`,
});

export const gapOf = (market: Market, seconds: number): TapeEvent => ({
  kind: 'gap',
  at: at(seconds),
  token: market.yes,
  cause: 'feed silent',
});

export const statusOf = (market: Market, seconds: number, status: Market['status']): TapeEvent => ({
  kind: 'status',
  at: at(seconds),
  condition: market.condition,
  status,
});
