// The market that the benchmarks run on: fifty markets, five of them outcomes of which exactly one
// comes true. Every book, print and trade follows from a market's number and the minute, so that
// every run measures the same work. Ids and books are about as long as those of the venue.

import { PRESETS } from '../../lib/config/presets.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { WHOLE } from '../../lib/domain/tape-event.ts';
import { idsOfName } from '../../lib/tape/made-ids.ts';
import { eventId } from '../../lib/units/ids.ts';
import { priceMicros } from '../../lib/units/price.ts';
import { shareMicros, shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { at, eventFor, marketNamed } from '../backtest/markets.ts';
import { settingsFrom } from '../backtest/session.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { Level } from '../../lib/domain/book.ts';
import type { EventGroup, Market, Universe } from '../../lib/domain/market.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { EventOf } from '../../lib/simulation/recorded-book.ts';
import type { ConditionId } from '../../lib/units/ids.ts';
import type { PriceMicros } from '../../lib/units/price.ts';

export const MARKET_COUNT = 50;
export const POSITION_COUNT = 20;

/** The books of a minute: where they were, or all two cents from there, against what we hold. */
export const MOVES = ['still', 'moved'] as const;

export type Move = (typeof MOVES)[number];

/** A market, and the middle of its book. Unit: cents. */
type Place = { readonly number: number; readonly market: Market; readonly middle: number };

const RACE_MIDDLES = [38, 26, 18, 10, 8];
const CATEGORIES = 8;
const LEVELS = 30;
const HALF_SPREAD_CENTS = 2;
const MOVE_CENTS = 2;
const PRINTED_BEFORE = [20, 10];

const singleMiddle = (number: number): number => 15 + ((number * 17) % 71);

const placeOf = (number: number): Place => {
  const name = `the-bench-asks-about-market-${String(number).padStart(2, '0')}`;
  const raced = RACE_MIDDLES[number];
  const ids = idsOfName(name);
  const market =
    raced === undefined
      ? marketNamed(name, ids)
      : marketNamed(name, { ...ids, event: eventId('race'), negRisk: true });
  return { number, market, middle: raced ?? singleMiddle(number) };
};

const PLACES = Array.from({ length: MARKET_COUNT }, (_, number) => placeOf(number));

// Two markets of every five are held: some outcomes of the race, and some markets by themselves.
const isHeld = ({ number }: Place): boolean => number % 5 < 2;
const HELD = PLACES.filter(isHeld).slice(0, POSITION_COUNT);

const RACE: EventGroup = {
  id: eventId('race'),
  slug: 'race',
  category: 'politics',
  exclusivity: 'exclusive',
  completeness: 'complete',
  markets: PLACES.filter(({ market }) => market.negRisk).map(({ market }) => market.condition),
};

export const benchUniverse = (): Universe =>
  universeOf(
    PLACES.map(({ market }) => market),
    [
      RACE,
      ...PLACES.filter(({ market }) => !market.negRisk).map(({ market, number }) =>
        eventFor(market, `category-${number % CATEGORIES}`),
      ),
    ],
  );

/** Limits and places wide enough for all fifty to be quoted: the most work that they can make. */
export const benchSettings = (): CycleSettings => {
  const { limits, parameters } = PRESETS.aggressive;
  const settings = settingsFrom();
  const wide = usdc('20000');
  return {
    ...settings,
    limits: { ...limits, exposureMax: wide, exposurePerCategoryMax: wide },
    parameters: {
      ...parameters,
      markets: settings.parameters.markets,
      mm: { ...parameters.mm, marketsMax: MARKET_COUNT },
    },
  };
};

const priceAt = (cents: number): PriceMicros => priceMicros(BigInt(cents) * 10_000n);

type Away = { readonly cents: number; readonly tied: number };

// Money on a level grows away from the best one, and its size is that money over what a share ties
// up, as books of the venue show it.
const levelOf = (place: Place, minute: number, away: Away): Level => {
  const wobble = (place.number * 7 + away.cents * 13 + minute * 5) % 11;
  const dollars = 150 + 15 * wobble + 5 * Math.abs(away.cents - place.middle);
  const size = BigInt(Math.round((dollars * 100) / away.tied));
  return { price: priceAt(away.cents), size: shareMicros(size * 1_000_000n) };
};

type Shape = { readonly move: Move; readonly halfSpread: number };

const bookAt = (place: Place, minute: number, { move, halfSpread }: Shape): TapeEvent => {
  const direction = isHeld(place) ? -1 : 1;
  const middle = place.middle + (move === 'moved' ? direction * MOVE_CENTS : 0);
  const ladder = (step: 1 | -1): readonly Level[] =>
    Array.from({ length: LEVELS }, (_, k) => middle + step * (halfSpread + k))
      .filter((cents) => cents > 0 && cents < 100)
      .map((cents) => levelOf(place, minute, { cents, tied: step < 0 ? cents : 100 - cents }));
  return {
    kind: 'book',
    at: at(minute * 60),
    token: place.market.yes,
    bids: ladder(-1),
    asks: ladder(1),
    depth: WHOLE,
  };
};

export const booksAt = (minute: number, move: Move): readonly TapeEvent[] =>
  PLACES.map((place) => bookAt(place, minute, { move, halfSpread: HALF_SPREAD_CENTS }));

/**
 * The books of a moment at which those of some markets are two cents away, and the others are not.
 * They are wider than that, so that whatever moves meets no order of ours.
 */
export const booksWith = (moved: ReadonlySet<ConditionId>, second: number): readonly TapeEvent[] =>
  PLACES.map((place) => {
    const move = moved.has(place.market.condition) ? 'moved' : 'still';
    return bookAt(place, second / 60, { move, halfSpread: MOVE_CENTS + 1 });
  });

type Trade = EventOf<'trade'>;

const soldAt = (
  { market }: Place,
  second: number,
  terms: { readonly cents: number; readonly shares: string },
): Trade => ({
  kind: 'trade',
  at: at(second),
  token: market.yes,
  takerSide: 'SELL',
  price: priceAt(terms.cents),
  size: shares(terms.shares),
  wallet: { kind: 'not-recorded' },
  transaction: `0x${market.slug}-${second}`,
});

const soldThrough = (place: Place, second: number, size: string): Trade => {
  const cents = place.middle - HALF_SPREAD_CENTS - 2;
  return soldAt(place, second, { cents, shares: size });
};

/** Trades that pass through our bids, half a minute after the cycle of a minute. */
export const fillingTrades = (minute: number): readonly TapeEvent[] =>
  HELD.map((place) => soldThrough(place, minute * 60 + 30, '80'));

/** Trades that pass through our bids in some markets, at a moment. */
export const fillsIn = (markets: ReadonlySet<ConditionId>, second: number): readonly TapeEvent[] =>
  PLACES.filter(({ market }) => markets.has(market.condition)).map((place) =>
    soldThrough(place, second, '20'),
  );

/** Trades of others, seconds before a minute: read by a cycle, and met by no order of ours. */
export const printsAt = (minute: number): readonly Trade[] =>
  PRINTED_BEFORE.flatMap((seconds) =>
    PLACES.map((place) => {
      const cents = place.middle - HALF_SPREAD_CENTS;
      return soldAt(place, minute * 60 - seconds, { cents, shares: '25' });
    }),
  );
