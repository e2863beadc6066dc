// What is special of each family, and that each of them leads to trading.

import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../lib/tape/generator/random.ts';
import { microsOfPrice } from '../../../lib/units/price.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import { after, minutes, msOfEpoch } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';
import { playSection } from '../simulate/section.ts';
import { violationText } from '../simulate/telling.ts';
import { FAMILIES, FAMILY_NAMES, familyOf } from './families.ts';
import { PLACES } from './one-category.ts';
import { OUTCOMES } from './ten-outcomes.ts';
import { DATES } from './related.ts';
import type { SectionReport } from '../simulate/section.ts';
import type { Family, Move } from './family.ts';
import type { FamilyName } from './families.ts';

const MINUTES = 200;

const familyFrom = (name: FamilyName, seed = 1n): Family =>
  FAMILIES[name]({
    random: randomStream(seed, 'markets'),
    start: NOON,
    minutes: MINUTES,
    markets: 3,
  });

const movesOf = (name: FamilyName, seed = 1n): readonly Move[] => {
  const family = familyFrom(name, seed);
  return Array.from({ length: MINUTES }, (_, minute) =>
    family.minute(after(NOON, minutes(minute))),
  ).flat();
};

type MoveOf<Kind extends Move['kind']> = Extract<Move, { readonly kind: Kind }>;

const ofKind = <Kind extends Move['kind']>(
  moves: readonly Move[],
  kind: Kind,
): readonly MoveOf<Kind>[] => moves.filter((move): move is MoveOf<Kind> => move.kind === kind);

// The middle prices of each market over time. Unit: cents.
const midsOf = (moves: readonly Move[]): readonly (readonly number[])[] =>
  [...Map.groupBy(ofKind(moves, 'book'), ({ token }) => token).values()].map((books) =>
    books.flatMap(({ bids, asks }) => {
      const [bid, ask] = [bids[0], asks[0]];
      if (bid === undefined || ask === undefined) return [];
      return [Number(microsOfPrice(bid.price) + microsOfPrice(ask.price)) / 20_000];
    }),
  );

const stepsOf = (mids: readonly number[]): readonly number[] =>
  mids.slice(1).map((mid, place) => mid - (mids[place] ?? mid));

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

describe('every family', () => {
  it.each(FAMILY_NAMES)('%s does the same from the same seed, and else from another', (name) => {
    expect(movesOf(name, 7n)).toEqual(movesOf(name, 7n));
    expect(movesOf(name, 8n)).not.toEqual(movesOf(name, 7n));
  });

  it.each(FAMILY_NAMES)('%s moves in time order, each minute within itself', (name) => {
    const family = familyFrom(name);
    for (let minute = 0; minute < MINUTES; minute += 1) {
      const from = after(NOON, minutes(minute));
      const times = family.minute(from).map(({ at }) => Number(msOfEpoch(at)));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times[0]).toBeGreaterThanOrEqual(Number(msOfEpoch(from)));
      expect(times.at(-1)).toBeLessThan(Number(msOfEpoch(from)) + 60_000);
    }
  });

  it('comes up for some seed, with each portfolio', () => {
    const seeds = Array.from({ length: FAMILY_NAMES.length * 2 }, (_, seed) => BigInt(seed));
    for (const half of [0n, 1n]) {
      const own = seeds.filter((seed) => seed % 2n === half);
      expect(new Set(own.map((seed) => familyOf(seed, 'by-seed'))).size).toBe(FAMILY_NAMES.length);
    }
    expect(familyOf(3n, 'whale')).toBe('whale');
  });
});

describe('a family', () => {
  it('is calm: no market moves by more than a cent a minute', () => {
    for (const mids of midsOf(movesOf('calm')))
      expect(Math.max(...stepsOf(mids).map(Math.abs))).toBeLessThanOrEqual(1);
  });

  it('has a trend: steps of one direction follow each other for a long time', () => {
    for (const mids of midsOf(movesOf('trending'))) {
      const ways = stepsOf(mids)
        .filter((step) => step !== 0)
        .map(Math.sign);
      const turns = ways.filter((way, place) => place > 0 && way !== ways[place - 1]).length;
      expect(ways.length / (turns + 1)).toBeGreaterThan(20);
    }
  });

  it('jumps on news: at once, by more than five cents, with its feed lost', () => {
    const moves = movesOf('news-jump');
    const jumps = midsOf(moves)
      .flatMap(stepsOf)
      .filter((step) => Math.abs(step) > 5);
    expect(jumps.length).toBeGreaterThan(5);
    expect(ofKind(moves, 'gap').length).toBeGreaterThanOrEqual(jumps.length);
  });

  it('has thin books: with gaps, and at times without a side or without both', () => {
    const books = ofKind(movesOf('thin-book'), 'book');
    const without = (bids: boolean, asks: boolean): number =>
      books.filter((book) => book.bids.length > 0 === bids && book.asks.length > 0 === asks).length;
    expect(without(false, false)).toBeGreaterThan(3);
    expect(without(true, false)).toBeGreaterThan(3);
    expect(without(false, true)).toBeGreaterThan(3);
    const gaps = books.flatMap(({ bids: [first, second] }) =>
      first === undefined || second === undefined
        ? []
        : [microsOfPrice(first.price) - microsOfPrice(second.price)],
    );
    expect(gaps.filter((gap) => gap >= 20_000n).length).toBeGreaterThan(gaps.length / 2);
  });

  it('ends: each market is closed, and then resolved, after its price ran to the payout', () => {
    const moves = movesOf('resolution');
    const statuses = Map.groupBy(ofKind(moves, 'status'), ({ condition }) => condition);
    expect(statuses.size).toBe(3);
    for (const all of statuses.values())
      expect(all.map(({ status }) => status.kind)).toEqual(['closed', 'resolved']);
  });

  it('has whales: thousands of dollars, and the price goes on in their direction', () => {
    const moves = movesOf('whale');
    const large = ofKind(moves, 'trade').filter(
      ({ price, size }) => microsOfPrice(price) * microsOfShares(size) > 5_000n * 10n ** 12n,
    );
    expect(large.length).toBeGreaterThan(10);
    const afterwards = large.flatMap(({ token, at, takerSide }) => {
      const books = ofKind(moves, 'book').filter((book) => book.token === token);
      const from = books.findLast((book) => book.at <= at);
      const later = books.find((book) => book.at >= after(at, minutes(2)));
      const [now, then] = [from?.bids[0], later?.bids[0]];
      if (now === undefined || then === undefined) return [];
      const moved = Number(microsOfPrice(then.price) - microsOfPrice(now.price)) / 10_000;
      return [takerSide === 'BUY' ? moved : -moved];
    });
    expect(sum(afterwards) / afterwards.length).toBeGreaterThan(3);
    expect(new Set(large.map(({ wallet }) => wallet.kind)).size).toBe(2);
  });

  it('fails: it is down for minutes, and takes less than everything for others', () => {
    const moves = movesOf('outage');
    const kinds = new Set(ofKind(moves, 'mode').map(({ mode }) => mode));
    expect([...kinds].toSorted()).toEqual(['cancel-only', 'disabled', 'normal', 'post-only']);
    const services = ofKind(moves, 'service').map(({ service }) => service);
    expect(services.filter((service) => service === 'down').length).toBeGreaterThan(3);
    expect(services.at(-1)).toBe('up');
  });

  it('has ten outcomes of one exclusive event, whose prices add up to about a dollar', () => {
    const { universe } = familyFrom('ten-outcomes');
    expect([...universe.events.values()]).toMatchObject([
      { exclusivity: 'exclusive', completeness: 'complete' },
    ]);
    const mids = midsOf(movesOf('ten-outcomes'));
    expect(mids).toHaveLength(OUTCOMES);
    for (const minute of [0, 50, 199])
      expect(Math.abs(sum(mids.map((all) => all[minute] ?? 0)) - 100)).toBeLessThan(10);
  });
});

describe('related markets', () => {
  it('are of one event, and do not exclude each other', () => {
    const { universe } = familyFrom('related');
    expect([...universe.events.values()]).toMatchObject([{ exclusivity: 'independent' }]);
    expect(new Set([...universe.markets.values()].map(({ event }) => event)).size).toBe(1);
  });

  it('go up and down together', () => {
    const mids = midsOf(movesOf('related'));
    expect(mids).toHaveLength(DATES);
    const half = mids.map((all) => (all[60] ?? 0) - (all[0] ?? 0));
    expect(Math.min(...half)).toBeGreaterThan(5);
  });
});

describe('markets of one category', () => {
  it('are each of an event of their own, and go up and down together', () => {
    const { universe } = familyFrom('one-category');
    const events = [...universe.events.values()];
    expect(events).toHaveLength(PLACES);
    expect(new Set(events.map(({ category }) => category)).size).toBe(1);
    const mids = midsOf(movesOf('one-category'));
    const half = mids.map((all) => (all[60] ?? 0) - (all[0] ?? 0));
    expect(half).toHaveLength(PLACES);
    expect(Math.min(...half)).toBeGreaterThan(5);
  });
});

// The long run is a command; here each family shows that it trades, and comes to its end.
const CYCLES = 30;
const PATIENCE = 240_000;

const play = (family: FamilyName, cycles = CYCLES, seed = 12n): Promise<SectionReport> =>
  playSection({ seed, family, cycles, allowed: 'all', listen: () => undefined });

describe('trading', () => {
  it.each(FAMILY_NAMES.filter((name) => name !== 'resolution' && name !== 'whale'))(
    'goes on in %s: orders are taken and filled, and all guarantees hold',
    async (name) => {
      const report = await play(name);
      expect(violationText(report)).toEqual([]);
      expect(report.taken).toBeGreaterThan(20);
      expect(report.fills).toBeGreaterThan(5);
    },
    PATIENCE,
  );

  it(
    'comes to an end in resolution: what is held is paid out and redeemed',
    async () => {
      const report = await play('resolution', 120, 45n);
      expect(violationText(report)).toEqual([]);
      expect(report.fills).toBeGreaterThan(5);
      expect(report.moves.get('redemption')).toBeGreaterThan(0);
    },
    PATIENCE,
  );

  it(
    'follows the flow of whales',
    async () => {
      const report = await play('whale', 80);
      expect(violationText(report)).toEqual([]);
      expect(report.strategies.get('FF')).toBeGreaterThan(0);
      expect(report.strategies.get('MM')).toBeGreaterThan(20);
    },
    PATIENCE,
  );
});
