// The tape that a paper session runs on by default holds whatever the system has to deal with, and
// work for its strategies at the thresholds of the balanced preset.

import { beforeAll, describe, expect, it } from 'vitest';
import { present } from '../../lib/units/invariant.ts';
import { notional } from '../../lib/units/money.ts';
import { microsOfOffset, ticks } from '../../lib/units/price.ts';
import { sum } from '../../lib/units/quantity.ts';
import { after, elapsed, hours } from '../../lib/units/time.ts';
import { ZERO_USDC } from '../../lib/units/usdc.ts';
import { bookSideOf, horizonOf } from '../../lib/domain/market.ts';
import { PRESETS } from '../../lib/config/presets.ts';
import { parseAddress } from '../../lib/config/address.ts';
import { moneyOnAsks, moneyOnBids } from '../../lib/strategies/microprice.ts';
import { bestAsk, bestBid, levelsOf } from '../../lib/tape/book-builder.ts';
import { GENERATED_DURATION, generateTape } from '../../lib/tape/generator/generator.ts';
import { GENERATED_TARGETS } from '../../lib/tape/generator/wallets.ts';
import { midOf, watchTape } from './generated-books.ts';
import type { BookBuilder } from '../../lib/tape/book-builder.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { ConditionId } from '../../lib/units/ids.ts';
import type { PriceOffset } from '../../lib/units/quantity.ts';
import type { Tick } from '../../lib/units/price.ts';
import type { EpochMs } from '../../lib/units/time.ts';
import type { Watched } from './generated-books.ts';

type Trade = Extract<TapeEvent, { readonly kind: 'trade' }>;

/** One market as a cycle at the end of a minute sees it. Unit: dollar. */
type Sight = {
  readonly at: EpochMs;
  readonly mid: number;
  readonly spread: number;
  readonly tick: number;
  readonly isDeep: boolean;
};

const tape = generateTape({ seed: 1 });
const markets = [...tape.universe.markets.values()];
const { fair, mm, ff } = PRESETS.balanced.parameters;
const dollars = (offset: PriceOffset): number => Number(microsOfOffset(offset)) / 1_000_000;

const sightOf = (book: BookBuilder, tick: Tick, at: EpochMs): Sight => {
  const levels = levelsOf(book);
  const money = [moneyOnBids(levels, fair.levels), moneyOnAsks(levels, fair.levels)];
  return {
    at,
    mid: midOf(book),
    spread: ((bestAsk(book) ?? 0) - (bestBid(book) ?? 0)) / 1_000_000,
    tick: dollars(ticks(tick, 1)),
    isDeep: money.every((side) => side >= fair.depthMin),
  };
};

const sights = new Map<ConditionId, Sight[]>(markets.map(({ condition }) => [condition, []]));
const trades: Trade[] = [];
const rare: TapeEvent[] = [];
let watched: Watched;

beforeAll(async () => {
  watched = await watchTape(tape, (books, at, tickOf) => {
    for (const [condition, book] of books) {
      const tick = present(tickOf.get(condition), 'every market has a tick');
      sights.get(condition)?.push(sightOf(book, tick, at));
    }
  });
  for await (const batch of tape.events())
    for (const event of batch) {
      if (event.kind === 'trade') trades.push(event);
      if (event.kind === 'tick' || event.kind === 'status' || event.kind === 'gap')
        rare.push(event);
    }
}, 120_000);

const ordersOf = (rows: readonly Trade[]): readonly (readonly [Trade, ...Trade[]])[] =>
  [...Map.groupBy(rows, ({ transaction }) => transaction).values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : [[first, ...more] as const],
  );

const isTarget = ({ wallet }: Trade): boolean =>
  wallet.kind === 'known' && GENERATED_TARGETS.includes(wallet.address);

const isWhale = (rows: readonly Trade[]): boolean => {
  const each = rows.map(({ size, price }) => notional(size, price, 'down'));
  return sum(ZERO_USDC, each) >= ff.whale;
};

const directionOf = ({ token, takerSide }: Trade): 1 | -1 => {
  const { outcome } = present(tape.universe.tokens.get(token), 'a traded token is listed');
  return bookSideOf(takerSide, outcome) === 'BID' ? 1 : -1;
};

const conditionOf = ({ token }: Trade): ConditionId =>
  present(tape.universe.tokens.get(token), 'a traded token is listed').condition;

describe('the events', () => {
  it('show only what a venue could show', () => {
    expect(watched.faults).toEqual([]);
  });

  it('number at most two million, so that a session stays short', () => {
    expect(watched.events).toBeLessThan(2_000_000);
  });

  it('last 240 to 480 cycles of a minute', () => {
    expect(elapsed(tape.start, tape.end)).toBe(GENERATED_DURATION);
    expect(GENERATED_DURATION >= hours(4) && GENERATED_DURATION <= hours(8)).toBe(true);
  });

  it('hold large takers, each one order of many rows or few', () => {
    expect(ordersOf(trades).filter(isWhale).length).toBeGreaterThanOrEqual(5);
    expect(ordersOf(trades).some((rows) => isWhale(rows) && rows.length > 1)).toBe(true);
  });

  it('hold trades of the wallets to follow', () => {
    expect(ordersOf(trades.filter(isTarget)).length).toBeGreaterThanOrEqual(10);
  });

  it('hold trades of both tokens by takers on both sides', () => {
    const ways = trades.map((trade) => {
      const { outcome } = present(tape.universe.tokens.get(trade.token), 'it is listed');
      return `${trade.takerSide} ${outcome}`;
    });
    expect(new Set(ways).size).toBe(4);
  });

  it('hold jumps of five cents and more from minute to minute', () => {
    const jumps = [...sights.values()].flatMap((each) =>
      each.filter(({ mid }, i) => Math.abs(mid - (each[i - 1]?.mid ?? mid)) >= 0.05),
    );
    expect(jumps.length).toBeGreaterThanOrEqual(10);
  });

  it('hold tick changes near the ends', () => {
    expect(rare.filter(({ kind }) => kind === 'tick').length).toBeGreaterThanOrEqual(1);
  });

  it('close a market, take its book away and resolve it, in this order', () => {
    const ends = rare.filter(({ kind }) => kind !== 'tick');
    const told = ends.map((event) => (event.kind === 'status' ? event.status.kind : event.kind));
    expect(told).toEqual(['closed', 'gap', 'resolved']);
  });
});

describe('the exclusive event', () => {
  it('is the only one, complete, negative-risk and of several markets', () => {
    const exclusive = [...tape.universe.events.values()].filter(
      (event) => event.exclusivity === 'exclusive' && event.completeness === 'complete',
    );
    expect(exclusive.map((event) => event.markets.length)).toEqual([4]);
    expect(markets.filter(({ negRisk }) => negRisk).map(({ condition }) => condition)).toEqual(
      exclusive[0]?.markets,
    );
  });

  it('keeps the sum of its middles within 10 cents of a dollar, within 2 most of the time', () => {
    const members = markets.filter(({ negRisk }) => negRisk);
    const series = members.map(({ condition }) => sights.get(condition) ?? []);
    const off = (series[0] ?? [])
      .map((_, i) => Math.abs(series.reduce((total, each) => total + (each[i]?.mid ?? NaN), -1)))
      .sort((a, b) => a - b);
    expect(off.length).toBeGreaterThan(200);
    expect(off.at(-1)).toBeLessThan(0.1);
    expect(off[Math.floor(off.length / 2)]).toBeLessThan(0.02);
  });
});

describe('the universe', () => {
  it.each(markets.map((market) => [market.slug, market] as const))(
    'leaves %s tradable: it ends more than two days later and is traded above every floor',
    (_slug, market) => {
      const horizon = horizonOf(market);
      expect(horizon.kind === 'at' && elapsed(tape.end, horizon.at) > hours(48)).toBe(true);
      for (const preset of Object.values(PRESETS))
        expect(market.volume24h >= preset.parameters.mm.volume24hMin).toBe(true);
    },
  );

  it('varies in category, tick, fee, rewards and game start', () => {
    const categories = [...tape.universe.events.values()].map(({ category }) => category);
    expect(new Set(categories).size).toBe(categories.length);
    expect(new Set(markets.map(({ tick }) => tick)).size).toBe(2);
    expect(new Set(markets.map(({ fee }) => fee.kind)).size).toBe(2);
    expect(new Set(markets.map(({ rewards }) => rewards.kind)).size).toBe(2);
    expect(new Set(markets.map(({ gameStart }) => gameStart.kind)).size).toBe(2);
  });

  it('is marked as assumed in every field', () => {
    expect(tape.provenance.length).toBeGreaterThan(10);
    expect(tape.provenance.filter(({ origin }) => origin !== 'assumed')).toEqual([]);
  });

  it('names wallets to follow that the configuration takes as they are', () => {
    expect(GENERATED_TARGETS.map((address) => parseAddress(address))).toEqual(
      GENERATED_TARGETS.map((value) => ({ ok: true, value })),
    );
  });
});

describe('the work of strategies', () => {
  it('has market making quote at least five markets most of the time', () => {
    const quotable = ({ isDeep, spread, tick, mid }: Sight): boolean =>
      isDeep &&
      spread > (mm.spreadMinTicks - 0.5) * tick &&
      spread <= dollars(fair.spreadMax) &&
      Math.min(mid, 1 - mid) >= 0.03;
    const mostly = [...sights.values()].filter(
      (each) => each.filter(quotable).length > each.length / 2,
    );
    expect(mostly.length).toBeGreaterThanOrEqual(5);
  });

  // What a cycle at the end of the signal's minute sees: a move in its direction, half of which
  // pays for both crossings of the spread and a tick.
  const isChance = ([first]: readonly [Trade, ...Trade[]]): boolean => {
    const series = sights.get(conditionOf(first)) ?? [];
    const now = series.find(({ at }) => at >= first.at);
    const then = series.find(({ at }) => after(at, fair.moveWindow) >= (now?.at ?? first.at));
    if (now === undefined || then === undefined || !now.isDeep) return false;
    const move = directionOf(first) * (now.mid - then.mid);
    const expected = Math.min(move * ff.moveContinuation, dollars(ff.expectedMoveMax));
    return move >= dollars(ff.moveMin) && expected > now.spread + now.tick;
  };
  const chances = (): readonly (readonly [Trade, ...Trade[]])[] =>
    ordersOf(trades).filter((rows) => (isWhale(rows) || isTarget(rows[0])) && isChance(rows));

  it('has flow following pass its entry test at least five times where there is no fee', () => {
    const free = chances().filter(
      ([first]) => tape.universe.markets.get(conditionOf(first))?.fee.kind === 'free',
    );
    expect(free.length).toBeGreaterThanOrEqual(5);
  });
});
