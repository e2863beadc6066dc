// What is told of a recording's quality is what its events show, in columns as one by one.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockOf, listTokens } from '../../lib/domain/tape-block.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { lengthText, qualityWarnings, shareText } from '../../lib/tape/quality-text.ts';
import { watchQuality } from '../../lib/tape/quality.ts';
import { conditionId, tokenId } from '../../lib/units/ids.ts';
import { tick } from '../../lib/units/price.ts';
import { alive, at, book, gap, level, MARKET, START, trade } from '../simulation/fixtures.ts';
import { anyEvents, UNIVERSE } from './compact-tapes.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { TapeQuality } from '../../lib/tape/quality.ts';

const TAPE = { universe: universeOf([MARKET], []), start: at(0), end: at(100_000) };
const OPEN = { bids: [['0.48', '100']], asks: [['0.52', '100']] } as const;

const qualityOf = (events: readonly TapeEvent[], tape = TAPE): TapeQuality => {
  const watch = watchQuality(tape);
  events.forEach(watch.event);
  return watch.report();
};
const marketOf = (events: readonly TapeEvent[]) => {
  const [market] = qualityOf(events).markets;
  if (market === undefined) throw new Error('there is a market');
  return market;
};

describe('the quality of a recording', () => {
  it('is the same in columns as one by one', () => {
    const tape = { ...TAPE, universe: UNIVERSE };
    const list = listTokens([...UNIVERSE.tokens.keys()]);
    fc.assert(
      fc.property(anyEvents, (events) => {
        const watch = watchQuality(tape);
        watch.block(blockOf(events, list), events.length);
        expect(watch.report()).toEqual(qualityOf(events, tape));
      }),
    );
  });
  it('counts a book as known from its first whole one to a gap', () => {
    const seen = marketOf([
      trade(0, 'BUY', ['0.5', '1']),
      book(10_000, OPEN),
      level(20_000, 'bids', ['0.47', '5']),
      gap(30_000),
      book(50_000, OPEN),
      alive(60_000),
    ]);
    expect(seen).toMatchObject({
      from: START,
      to: START + 60_000,
      books: 2,
      levels: 1,
      trades: 1,
      gaps: 1,
      longestGapMs: 20_000,
      covered: 0.5,
      longestSilenceMs: 10_000,
    });
  });
  it('does not take a gap of the other token for one of the book', () => {
    expect(marketOf([book(0, OPEN), gap(5, 'NO'), alive(10)])).toMatchObject({
      gaps: 0,
      covered: 1,
    });
  });
  it('counts how often the sides of a book begin to meet', () => {
    const events = [
      book(0, OPEN),
      level(1, 'bids', ['0.51', '1']),
      level(2, 'bids', ['0.52', '1']),
      level(3, 'bids', ['0.53', '1']),
      level(4, 'bids', ['0.52', '0']),
      level(5, 'bids', ['0.53', '0']),
      level(6, 'asks', ['0.51', '1']),
    ];
    expect(marketOf(events).crossed).toBe(2);
  });
  it('counts changes of a book that is not known, but not those of the other token', () => {
    const events = [
      level(0, 'bids', ['0.47', '1']),
      book(1, OPEN),
      level(2, 'bids', ['0.47', '1', 'NO']),
    ];
    expect(marketOf(events)).toMatchObject({ homeless: 1, levels: 2 });
  });
  it('finds events out of order, outside of the span and about strangers', () => {
    const quality = qualityOf([
      book(20, OPEN),
      alive(10),
      alive(100_001),
      { ...gap(100_001), token: tokenId('stranger') } as TapeEvent,
      { kind: 'tick', at: at(100_001), condition: conditionId('0xstranger'), tick: tick('0.1') },
    ]);
    expect(quality).toMatchObject({ disorder: 1, outside: 3, strangers: 2, events: 5 });
  });
  it('finds a trade that stands twice at one moment, and no two that differ', () => {
    const one = trade(5, 'BUY', ['0.5', '1']);
    expect(qualityOf([one, one, trade(5, 'BUY', ['0.5', '2'])]).repeatedTrades).toBe(1);
    expect(qualityOf([one, { ...one, at: at(6) }]).repeatedTrades).toBe(0);
  });
  it('tells the longest silence of all, that before the end too', () => {
    expect(qualityOf([alive(10_000), alive(30_000)]).silence).toEqual({
      from: START + 30_000,
      ms: 70_000,
    });
  });
  it('warns of what makes a result worth less, and of nothing else', () => {
    const quiet = Array.from({ length: 21 }, (_, index) => alive(index * 5_000));
    expect(qualityWarnings(qualityOf([book(0, OPEN), ...quiet]))).toEqual([]);
    const watch = watchQuality(TAPE);
    [gap(0), book(50_000, OPEN), level(60_000, 'bids', ['0.6', '1'])].forEach(watch.event);
    watch.problem({ kind: 'gap', file: 'a', line: 1, rows: 3, detail: 'silent' });
    expect(qualityWarnings(watch.report())).toEqual([
      'gap: 3 rows in 1 places',
      'a-market: its book is known for 16.6 %',
      '1 times the sides of the book of a-market met',
    ]);
  });
});

describe('a length of time', () => {
  it.each([
    [0, '0 s'],
    [1, '1 ms'],
    [999, '999 ms'],
    [1_000, '1 s'],
    [119_900, '119.9 s'],
    [120_000, '2 min'],
    [7_199_000, '120 min'],
    [7_200_000, '2 h'],
    [172_799_000, '48 h'],
    [172_800_000, '2 days'],
    [15_580_347_000, '180.3 days'],
  ])('of %i ms is said as %s', (ms, text) => {
    expect(lengthText(ms)).toBe(text);
  });
});

describe('a share', () => {
  it.each([
    [0, '0.0 %'],
    [0.9999, '99.9 %'],
    [1, '100 %'],
  ])('of %f is said as %s', (share, text) => {
    expect(shareText(share)).toBe(text);
  });
});
